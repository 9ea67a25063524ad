/** Which texts are laid over their files without an engine thread, and which are asked of one. */
import { beforeAll, describe, expect, it } from 'vitest';
import { ChunkedText } from '../../../../server/base/chunkedText.ts';
import { lineDiff } from '../../../../server/diff/lineDiff.ts';
import { share } from '../../../../server/service/documents/texts.ts';
import { MOST_BYTES, TypedOverlays } from '../../../../server/service/overlay/typedOverlays.ts';
import type { Overlay, OverlayJob } from '../../../../server/worker/messages.ts';
import { fakeRepository } from '../../../support/fakeRepository.ts';

const FILE = Array.from({ length: 100 }, (_, line) => `line ${line}\n`).join('');

interface World {
  now: number;
  file: string | null;
  overrides: string;
  /** What an engine thread says of the next text, beside what is true. */
  said: Partial<Overlay>;
  /** Committed files that were read. */
  reads: number;
  readonly timers: { readonly at: number; readonly action: () => void }[];
  readonly leisure: (() => void | Promise<void>)[];
}

function stage() {
  const world: World = { now: 0, file: FILE, overrides: '', said: {}, reads: 0, timers: [], leisure: [] };
  const typed = new TypedOverlays({
    leisure: { later: (_, action) => void world.leisure.push(action) },
    now: () => world.now,
    after: (ms, action) => {
      if (ms < 100) setImmediate(action);
      else world.timers.push({ at: world.now + ms, action });
    },
    committed: async () => {
      world.reads++;
      if (world.file === null) throw new Error('no such file');
      return { blob: 'b10b', overrides: world.overrides, data: Buffer.from(world.file) };
    },
  });
  /** The answer, and whether an engine thread gave it. */
  const ask = async (text: ChunkedText, about: Partial<OverlayJob> = {}, overrides = '') => {
    const job: OverlayJob = {
      repository: fakeRepository,
      commit: 'c0ffee',
      path: 'f',
      content: await share(text),
      options: { diffAlgorithm: 'myers', indentHeuristic: true, ignoreWhitespace: false },
      ...about,
    };
    const { here } = typed.counts;
    const overlay = await typed.get({ job, overrides }, async () => ({
      blob: 'b10b',
      tracked: true,
      quads: lineDiff(Buffer.from(world.file ?? ''), Buffer.from(text.toString())),
      lineCount: text.lineCount,
      files: [],
      ...world.said,
    }));
    typed.note({ job, overrides }, overlay);
    await settled();
    return { overlay, here: typed.counts.here > here };
  };
  return { typed, world, ask };
}

/** What was begun is over. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setTimeout(resolve, 5));
}

// What is loaded when somebody first types takes its time.
beforeAll(() => import('../../../../server/worker/typedLines.ts'));

const type = (text: ChunkedText, letter = 'x') => text.replaced(0, 0, letter);

describe('a text that is typed', () => {
  const opened = ChunkedText.of(FILE);
  const first = type(opened);
  const second = type(first);

  it('is laid over its file without an engine thread from the second edit on', async () => {
    const { typed, world, ask } = stage();
    expect((await ask(first)).here).toBe(false);
    const { overlay, here } = await ask(second);
    expect(here).toBe(true);
    expect(overlay).toMatchObject({ blob: 'b10b', tracked: true, lineCount: 100, files: [] });
    expect([...overlay.quads]).toEqual([0, 1, 0, 1]);
    expect((await ask(type(second, '\n'))).here).toBe(true);
    expect((await ask(opened)).overlay.quads.length).toBe(0);
    expect(world.reads).toBe(1);
    expect(typed.bytes).toBeGreaterThan(0);
    expect(typed.counts).toEqual({ here: 3, elsewhere: 1 });
  });

  it('is expected when it was opened and there is time', async () => {
    const { world, ask } = stage();
    await ask(opened);
    expect(world.reads).toBe(0);
    await world.leisure[0]?.();
    expect((await ask(first)).here).toBe(true);
  });

  it('is not read later than somebody types', async () => {
    const { world, ask } = stage();
    await ask(opened);
    await ask(first);
    expect((await ask(second)).here).toBe(true);
    await world.leisure[0]?.();
    expect(world.reads).toBe(1);
  });

  it.each<[string, (world: World) => void]>([
    ['what has attributes to look at', (world) => Object.assign(world.said, { files: ['.gitattributes'] })],
    ['what is in no commit', (world) => Object.assign(world.said, { blob: null })],
    ['what has changed all over', (world) => Object.assign(world.said, { quads: new Int32Array(1 << 14) })],
    ['history overridden otherwise', (world) => Object.assign(world, { overrides: 'grafts' })],
    ['a file that is not to be had', (world) => Object.assign(world, { file: null })],
  ])('is left to engine threads: %s', async (_, change) => {
    const { typed, world, ask } = stage();
    change(world);
    await ask(first);
    expect((await ask(second)).here).toBe(false);
    expect(typed.bytes).toBe(0);
  });

  const returns = ChunkedText.of(FILE.replaceAll('\n', '\r\n'));
  const long = ChunkedText.of('line\n'.repeat(MOST_BYTES / 5 + 1));
  it.each<[string, ChunkedText, Partial<OverlayJob>, string]>([
    ['of another commit', second, { commit: 'dad' }, ''],
    ['of another path', second, { path: 'g' }, ''],
    ['of history overridden otherwise', second, {}, 'grafts'],
    ['that git may convert', returns, {}, ''],
    ['that is long', long, {}, ''],
    ['that is too long to be blamed', second, { limits: { milliseconds: null, bytes: 100 } }, ''],
  ])('is asked of an engine thread: a text %s', async (_, text, about, overrides) => {
    const { ask } = stage();
    await ask(first);
    expect((await ask(second)).here).toBe(true);
    expect((await ask(text, about, overrides)).here).toBe(false);
  });

  it('stays with a file that a commit has left alone', async () => {
    const { world, ask } = stage();
    await ask(first);
    expect((await ask(second, { commit: 'dad' })).here).toBe(false);
    expect((await ask(type(second), { commit: 'dad' })).here).toBe(true);
    expect(world.reads).toBe(1);
  });

  it('has the lines of one file, for a while', async () => {
    const { world, ask } = stage();
    await ask(first);
    await ask(second, { path: 'g' });
    expect(world.reads).toBe(1);
    world.now += 2_001;
    await ask(first, { path: 'g' });
    expect((await ask(second, { path: 'g' })).here).toBe(true);
    expect((await ask(type(second))).here).toBe(false);
    expect(world.reads).toBe(2);
  });

  it('takes the place of one that was opened, or laid for nobody, at once', async () => {
    const { typed, world, ask } = stage();
    await ask(opened);
    await world.leisure[0]?.();
    const options = { diffAlgorithm: 'myers', indentHeuristic: true, ignoreWhitespace: false } as const;
    const job = {
      repository: fakeRepository,
      commit: 'c0ffee',
      path: 'f',
      content: await share(first),
      options,
    };
    expect(typed.now({ job, overrides: '' }, false)).not.toBeNull();
    await ask(first, { path: 'g' });
    expect((await ask(second, { path: 'g' })).here).toBe(true);
    expect(world.reads).toBe(2);
  });

  it('gives way to one that is opened when there is time', async () => {
    const { world, ask } = stage();
    await ask(first);
    await ask(opened, { path: 'g' });
    expect(world.reads).toBe(1);
    await world.leisure[0]?.();
    expect((await ask(first, { path: 'g' })).here).toBe(true);
    expect(world.reads).toBe(2);
  });

  it('is forgotten when nobody has typed for a minute', async () => {
    const { typed, world, ask } = stage();
    await ask(first);
    world.now = 30_000;
    await ask(second);
    world.now = 60_000;
    world.timers[0]?.action();
    expect(typed.bytes).toBeGreaterThan(0);
    world.now = 120_000;
    world.timers[1]?.action();
    expect(typed.bytes).toBe(0);
    expect((await ask(type(second))).here).toBe(false);
  });

  it('that is much work each time is left alone after some of it', async () => {
    const { typed, world, ask } = stage();
    world.file = Array.from({ length: 40_000 }, (_, line) => `line ${line}\n`).join('');
    let text = ChunkedText.of(world.file);
    const other = world.file.split('\n').map((line, index) => (index % 3 === 0 ? `new ${index}` : line));
    const turned = other.toReversed().join('\n');
    const held: boolean[] = [];
    for (let time = 0; time < 7; time++) {
      // As if little had changed.
      world.said = { quads: new Int32Array(4) };
      text = text.replaced(0, text.length, time === 0 ? world.file : `${turned}${time}\n`);
      await ask(text);
      held.push(typed.bytes > 0);
    }
    expect(held).toEqual([true, true, true, true, false, false, false]);
    expect(world.reads).toBe(1);
  });

  it('that is much work once is typed on', async () => {
    const { world, ask } = stage();
    world.file = Array.from({ length: 40_000 }, (_, line) => `line ${line}\n`).join('');
    const text = ChunkedText.of(world.file);
    world.said = { quads: new Int32Array(4) };
    await ask(text);
    const middle = world.file.slice(20_000, -20_000).split('\n');
    const turned = middle.toReversed().join('\n');
    expect((await ask(text.replaced(20_000, text.length - 20_000, turned))).here).toBe(false);
    expect((await ask(type(text))).here).toBe(true);
    expect(world.reads).toBe(1);
  });
});
