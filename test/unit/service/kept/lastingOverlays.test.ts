/** How texts lay over committed files, across processes: which are kept, and for which questions they hold. */
import { describe, expect, it } from 'vitest';
import { ChunkedText } from '../../../../server/base/chunkedText.ts';
import { textOf } from '../../../../server/base/sharedText.ts';
import type { Repository } from '../../../../server/git/repository.ts';
import { share } from '../../../../server/service/documents/texts.ts';
import { LastingAnswers } from '../../../../server/service/kept/lastingAnswers.ts';
import { LastingOverlays } from '../../../../server/service/kept/lastingOverlays.ts';
import type { Overlay, OverlayJob } from '../../../../server/worker/messages.ts';

const repository: Repository = {
  gitDir: '/nowhere/.git',
  commonDir: '/nowhere/.git',
  workTree: '/nowhere',
  objectFormat: 'sha1',
  refFormat: 'files',
};
const options = { ignoreWhitespace: false, diffAlgorithm: 'myers', indentHeuristic: true } as const;
const laid: Overlay = { blob: 'b', tracked: true, quads: Int32Array.of(1, 0, 1, 2), lineCount: 5, files: [] };

async function jobOf(text: string, change: Partial<OverlayJob> = {}): Promise<OverlayJob> {
  const content = await share(ChunkedText.of(text));
  return { repository, commit: 'c', path: 'f', content, options, ...change };
}

/** Processes one after another; `get` says how it lies and how often the engine was asked. */
function stage() {
  const kept = new Map<string, readonly Uint8Array[]>();
  const actions: (() => void)[] = [];
  const store = {
    read: (_: string, name: string) => kept.get(name) ?? [],
    write: (_: string, name: string, values: readonly Uint8Array[]) => void kept.set(name, values),
  };
  const later = (_: number, action: () => void) => void actions.push(action);
  const start = () =>
    new LastingOverlays(new LastingAnswers({ store, program: '', later, now: () => Date.now() }));
  const settle = async () => {
    while (actions.length > 0) actions.shift()?.();
    await new Promise((resolve) => setTimeout(resolve, 50));
  };
  const asked: boolean[] = [];
  const get = (overlays: LastingOverlays, job: OverlayJob, overlay = laid, overrides = '') =>
    overlays.get(job, overrides, async (again) => {
      asked.push(again);
      return overlay;
    });
  return { start, settle, get, asked, kept };
}

describe('the text that was shown last', () => {
  it('lies as it did, for whoever asks at the same time', async () => {
    const { start, settle, get, asked } = stage();
    await get(start(), await jobOf('one\n'));
    await settle();
    const next = start();
    const job = await jobOf('one\n');
    expect(await Promise.all([get(next, job), get(next, job)])).toEqual([laid, laid]);
    expect(asked).toEqual([false]);
    // What has been looked for once is in memory.
    await get(next, job);
    expect(asked).toEqual([false, false]);
  });

  it('is the one that an answer was given about last, wherever that was known', async () => {
    const { start, settle, get, asked } = stage();
    const [overlays, job] = [start(), await jobOf('one\n')];
    await get(overlays, job);
    await get(overlays, await jobOf('two\n'));
    const ask = async () => laid;
    overlays.shown({ job, overrides: '', overlay: laid }, ask);
    await settle();
    expect(await get(start(), job)).toEqual(laid);
    expect(asked).toEqual([false, false]);
  });

  it('is kept once, however often answers are given', async () => {
    const { start, settle, get, kept } = stage();
    const [overlays, job] = [start(), await jobOf('one\n')];
    await get(overlays, job);
    await settle();
    kept.clear();
    const ask = async () => laid;
    overlays.shown({ job, overrides: '', overlay: laid }, ask);
    await settle();
    expect(kept.size).toBe(0);
  });

  it('is told to an engine thread when it is quiet', async () => {
    const { start, settle, get, asked } = stage();
    await get(start(), await jobOf('one\n'));
    await settle();
    const next = start();
    await get(next, await jobOf('one\n'));
    expect(asked).toEqual([false]);
    await settle();
    expect(asked).toEqual([false, true]);
  });

  it.each<[string, (job: OverlayJob) => Partial<OverlayJob>, string]>([
    ['another commit', () => ({ commit: 'd' }), ''],
    ['another path', () => ({ path: 'g' }), ''],
    ['other options', () => ({ options: { ...options, ignoreWhitespace: true } }), ''],
    ['other limits', () => ({ limits: { milliseconds: 1, bytes: 1 } }), ''],
    ['another history', () => ({}), 'cut'],
  ])('says nothing of %s', async (_, change, overrides) => {
    const { start, settle, get, asked } = stage();
    const job = await jobOf('one\n');
    await get(start(), job);
    await settle();
    await get(start(), { ...job, ...change(job) }, laid, overrides);
    expect(asked).toEqual([false, false]);
  });

  it('says nothing of another text', async () => {
    const { start, settle, get, asked } = stage();
    await get(start(), await jobOf('one\n'));
    await settle();
    await get(start(), await jobOf('two\n'));
    expect(asked).toEqual([false, false]);
  });

  it('is asked about again where files have a say', async () => {
    const { start, settle, get, asked } = stage();
    await get(start(), await jobOf('one\r\n'), { ...laid, files: ['/nowhere/.gitattributes'] });
    await settle();
    expect(asked).toEqual([false, true]);
    expect(await get(start(), await jobOf('one\r\n'))).toMatchObject({ files: ['/nowhere/.gitattributes'] });
    expect(asked).toEqual([false, true]);
  });

  it.each<[string, Partial<Overlay>]>([
    ['the commit has no such file', { blob: null }],
    ['all of it was changed', { quads: new Int32Array(8000) }],
  ])('is not kept where %s', async (_, change) => {
    const { start, settle, get, kept } = stage();
    await get(start(), await jobOf('one\n'), { ...laid, ...change });
    await settle();
    expect(kept.size).toBe(0);
  });

  it('is not kept when it is long, or no editor shows it', async () => {
    const { start, settle, get, kept } = stage();
    await get(start(), await jobOf('x'.repeat((1 << 20) + 1)));
    await get(start(), await jobOf('', { content: textOf(Buffer.from('one\n')) }));
    await settle();
    expect(kept.size).toBe(0);
  });

  it.each<[string, object | null]>([
    ['nothing', null],
    ['no blob', { blob: null }],
    ['half a change', { quads: [1, 2] }],
    ['less than no lines', { lineCount: -1 }],
    ['a fraction', { quads: [1, 2, 3, 0.5] }],
  ])('is not believed to have %s', async (_, change) => {
    const { start, settle, get, asked, kept } = stage();
    await get(start(), await jobOf('one\n'));
    await settle();
    for (const [name, [bytes]] of kept) {
      const record = JSON.parse(Buffer.from(bytes ?? []).toString());
      record.answer.overlay = change && { ...record.answer.overlay, ...change };
      kept.set(name, [Buffer.from(JSON.stringify(record))]);
    }
    await get(start(), await jobOf('one\n'));
    expect(asked).toEqual([false, false]);
  });
});
