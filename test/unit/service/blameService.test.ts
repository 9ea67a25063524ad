/** The service over a scripted engine. */

import { describe, expect, it } from 'vitest';
import { ChunkedText } from '../../../server/base/chunkedText.ts';
import { bytesOfText, type SharedText } from '../../../server/base/sharedText.ts';
import { GitError } from '../../../server/git/errors.ts';
import { Superseded } from '../../../server/scheduler/job.ts';
import type { BlameService } from '../../../server/service/blameService.ts';
import type { FileQuery } from '../../../server/service/contract.ts';
import { type FileBlame, hunksOf, recordOf } from '../../../server/service/fileBlame.ts';
import { REMEMBERED_FOR } from '../../../server/service/order/faultMemory.ts';
import { thisMoment } from '../../../server/service/repository/sharedReadings.ts';
import type { BlameJob, EntryBatch } from '../../../server/worker/messages.ts';
import { type FakeWorld, fakeService } from '../../support/fakeService.ts';

const waiting = () => ({ signal: new AbortController().signal, priority: () => 'open' as const });

function query(change: Partial<FileQuery> = {}): FileQuery {
  return { fsPath: '/top/f', text: ChunkedText.of('text'), options: {}, ...change };
}

/** What was asked of the engine, apart from what options come to. */
function work({ calls }: FakeWorld) {
  return calls.filter(({ method }) => method !== 'options');
}

function callOf(world: FakeWorld, index: number): unknown {
  return work(world)[index]?.params;
}

/** `aa:0-1` for lines 0 to 1 exclusive of commit aa. */
function outline({ rows, origins, lineCount }: FileBlame): string {
  return hunksOf(rows, origins, { start: 0, end: lineCount })
    .map(({ start, end, origin }) => `${origin.commit.replace(/^0+$/, '-')}:${start}-${end}`)
    .join(' ');
}

describe('a file', () => {
  it('is blamed at HEAD when its text is the committed one', async () => {
    const { service } = fakeService();
    const { revision, blame } = await service.blameFile(query(), waiting());
    expect([revision, outline(blame)]).toEqual(['c0ffee', 'aa:0-1 bb:1-3']);
  });

  it('is blamed with the text in the editor laid over', async () => {
    const { service, world } = fakeService();
    world.overlay = { quads: Int32Array.of(1, 1, 1, 2), lineCount: 4 };
    const batches: EntryBatch[] = [];
    const answer = await service.blameFile(query(), {
      ...waiting(),
      onBatch: (batch) => batches.push(batch),
    });
    expect(outline(answer.blame)).toBe('aa:0-1 -:1-3 bb:3-4');
    expect(batches.map(({ rows }) => [...rows])).toEqual([
      [1, 2, 1, 0, 0],
      [0, 1, 0, 1, 0],
      [3, 1, 5, 2, 0],
    ]);
    const nobody = recordOf(answer.blame, '0'.repeat(40));
    expect(nobody).toMatchObject({ author: { name: 'Not Committed Yet' }, summary: 'Version of f from f' });
  });

  it('that changes in the editor starts no history work', async () => {
    const { service, world } = fakeService();
    await service.blameFile(query(), waiting());
    await service.blameFile(query(), waiting());
    world.overlay = { quads: Int32Array.of(0, 0, 0, 1), lineCount: 4 };
    await service.blameFile(query({ text: ChunkedText.of('other') }), waiting());
    expect(work(world).map(({ method }) => method)).toEqual(['overlay', 'blame', 'overlay']);
    expect(service.stats()).toMatchObject({ requests: 3, computed: 1, cacheHits: 2 });
  });

  it('is laid over anew when other objects stand in for those of the commit', async () => {
    const { service, world } = fakeService();
    await service.blameFile(query(), waiting());
    world.overrides = 'refs/replace/b10b';
    world.overlay = { quads: Int32Array.of(1, 1, 1, 2), lineCount: 4 };
    const { blame } = await service.blameFile(query(), waiting());
    expect(outline(blame)).toBe('aa:0-1 -:1-3 bb:3-4');
    expect(work(world).map(({ method }) => method)).toEqual(['overlay', 'blame', 'overlay', 'blame']);
  });

  it('is laid over for the lines that are looked at alone', async () => {
    const { service, world } = fakeService();
    world.overlay = { quads: Int32Array.of(1, 1, 1, 2), lineCount: 4 };
    const { blame } = await service.blameFile(query(), { ...waiting(), span: { start: 2, end: 3 } });
    expect([...blame.rows]).toEqual([1, 2, 1, 0, 0]);
    expect([blame.lineCount, Object.keys(blame.commits)]).toEqual([4, ['0'.repeat(40)]]);
  });

  it('is read from the disk when it is not open', async () => {
    const { service, world } = fakeService();
    world.files['/top/f'] = 'from disk';
    await service.blameFile(query({ text: null }), waiting());
    const { content } = callOf(world, 0) as { content: SharedText };
    expect(Buffer.from(bytesOfText(content)).toString()).toBe('from disk');
  });

  it('is blamed as a commit to be while a merge is in progress', async () => {
    const { service, world } = fakeService();
    world.mergeHeads = ['0ther'];
    await service.blameFile(query(), waiting());
    const job = callOf(world, 1) as BlameJob;
    expect(job.content).toMatchObject({ mergeHeads: ['0ther'] });
  });

  it('on disk is converted where that is asked for and possible; what the editor shows is not', async () => {
    const { service, world } = fakeService();
    world.files['/top/f'] = 'from disk';
    const options = { textconv: true };
    await service.blameFile(query({ text: null, options }), waiting());
    expect(callOf(world, 1)).toMatchObject({ content: null, textconv: null });
    world.textconv = { commands: 'tr', attributeFiles: [] };
    await service.blameFile(query({ text: null, options: { ...options, root: true } }), waiting());
    await service.blameFile(query({ text: null, options: { ...options, revision: 'v1' } }), waiting());
    await service.blameFile(query({ options: { ...options, root: true } }), waiting());
    const jobs = work(world)
      .filter(({ method }) => method === 'blame')
      .map(({ params }) => params);
    expect(jobs.slice(1)).toMatchObject([
      { content: { mergeHeads: [] }, textconv: 'tr ' },
      { content: null, textconv: 'tr ' },
    ]);
  });

  it('is blamed as a commit to be where lines of its own text are asked for', async () => {
    const { service, world } = fakeService();
    const options = { lines: '1,2' };
    await service.blameFile(query({ options }), waiting());
    world.overlay = { quads: Int32Array.of(0, 0, 0, 1), lineCount: 4 };
    await service.blameFile(query({ text: ChunkedText.of('other'), options }), waiting());
    expect([callOf(world, 1), callOf(world, 3)]).toMatchObject([
      { content: null, lines: ['1,2'] },
      { content: { mergeHeads: [] }, lines: ['1,2'] },
    ]);
  });

  it('is blamed as a commit to be when only the index has it', async () => {
    const { service, world } = fakeService();
    world.overlay = { blob: null, tracked: true };
    const { blame } = await service.blameFile(query(), waiting());
    expect((callOf(world, 1) as BlameJob).content?.mergeHeads).toEqual([]);
    expect(recordOf(blame, '0'.repeat(40))).toMatchObject({ author: { name: 'Not Committed Yet' } });
  });

  it.each<[string, Partial<FileQuery>, Partial<FakeWorld>]>([
    ['outside of any repository', { fsPath: '/elsewhere/f' }, {}],
    ['before the first commit', {}, { head: null }],
    ['that is not tracked', {}, { overlay: { blob: null, tracked: false } }],
    ['that is gone from the disk', { text: null }, {}],
  ])('%s has no blame', async (_, change, facts) => {
    const { service, world } = fakeService();
    Object.assign(world, facts);
    const { revision, blame } = await service.blameFile(query(change), waiting());
    expect([revision, outline(blame)]).toEqual([null, '']);
  });

  it('of a revision is blamed as committed, whatever the editor shows', async () => {
    const { service, world } = fakeService();
    const { revision } = await service.blameFile(
      query({ text: null, options: { revision: 'v1' } }),
      waiting(),
    );
    expect([revision, work(world).map(({ method }) => method)]).toEqual(['v1', ['blame']]);
  });

  it('is blamed anew after a commit, and when people are renamed', async () => {
    const { service, world } = fakeService();
    await service.blameFile(query(), waiting());
    world.head = 'decade';
    await service.blameFile(query(), waiting());
    world.mailmap = 'changed';
    await service.blameFile(query(), waiting());
    expect(service.stats()).toMatchObject({ requests: 3, computed: 3, cacheHits: 0 });
  });

  it('is blamed by other options apart', async () => {
    const { service, world } = fakeService();
    await service.blameFile(query(), waiting());
    world.resolved = { firstParent: true };
    await service.blameFile(query({ options: { firstParent: true } }), waiting());
    expect(service.stats().computed).toBe(2);
  });

  it('is blamed as a commit to be when its new lines may come from elsewhere', async () => {
    const { service, world } = fakeService();
    world.overlay = { quads: Int32Array.of(1, 1, 1, 2), lineCount: 4 };
    world.resolved = { moveScore: 20 };
    await service.blameFile(query({ options: { detectMoves: true } }), waiting());
    expect((callOf(world, 1) as BlameJob).content?.mergeHeads).toEqual([]);
    world.overlay = null;
    await service.blameFile(
      query({ options: { detectMoves: true }, text: ChunkedText.of('other') }),
      waiting(),
    );
    expect((callOf(world, 3) as BlameJob).content).toBeNull();
  });
});

describe('waiting', () => {
  it('is over at once for one who leaves, and the work with the last', async () => {
    const { service, world } = fakeService();
    world.hold = new Promise(() => undefined);
    const controllers = [new AbortController(), new AbortController()];
    const answers = controllers.map(({ signal }) =>
      service.blameFile(query(), { signal, priority: () => 'open' }),
    );
    await expect.poll(() => work(world).length).toBe(2);
    await expect.poll(() => service.stats().inFlight).toBe(2);
    const blaming = work(world)[1]?.signal;
    controllers[0]?.abort('first');
    await expect(answers[0]).rejects.toBe('first');
    expect(blaming?.aborted).toBe(false);
    controllers[1]?.abort('second');
    await expect(answers[1]).rejects.toBe('second');
    expect(blaming?.aborted).toBe(true);
    await expect.poll(() => service.stats().workersBusy).toBe(0);
    expect(service.stats()).toMatchObject({ cancelled: 2, computed: 0, inFlight: 0 });
  });

  it('ends for all when the work fails', async () => {
    const { service, world } = fakeService();
    world.fail = new GitError('missingObject', 'gone');
    await expect(
      service.blameFile(query({ text: null, options: { revision: 'v1' } }), waiting()),
    ).rejects.toThrow('gone');
  });
});

describe('a failure', () => {
  it('is not tried again soon, unless something has changed', async () => {
    const { service, world } = fakeService();
    world.failBlame = new GitError('corruptObject', 'broken');
    const ask = () => service.blameFile(query(), waiting());
    for (const _ of [1, 2, 3]) await expect(ask()).rejects.toThrow('broken');
    const blames = () => world.calls.filter(({ method }) => method === 'blame').length;
    expect([blames(), service.stats().failed]).toEqual([1, 3]);
    world.head = 'decade';
    await expect(ask()).rejects.toThrow('broken');
    service.forgetFaults();
    await expect(ask()).rejects.toThrow('broken');
    world.time += REMEMBERED_FOR;
    await expect(ask()).rejects.toThrow('broken');
    expect(blames()).toBe(4);
  });

  it('of a limit does not stand in the way of who wants it anyway', async () => {
    const { service, world } = fakeService();
    world.failBlame = new GitError('timeout', 'took too long');
    const limits = { milliseconds: 1, bytes: null };
    await expect(service.blameFile(query({ limits }), waiting())).rejects.toThrow('took too long');
    world.failBlame = null;
    await service.blameFile(query(), waiting());
    // And once it is known, nobody needs to compute it.
    await service.blameFile(query({ limits }), waiting());
    expect(service.stats()).toMatchObject({ computed: 1, failed: 1, cacheHits: 1 });
  });
});

describe('questions by hundreds', () => {
  const ask = (service: BlameService, count: number, since = thisMoment()) =>
    Promise.all(
      Array.from({ length: count }, (_, index) =>
        service.ground(query({ fsPath: `/top/${index}` }), { ...waiting(), patient: true, since }),
      ),
    );

  it('that came together read HEAD once, whenever each has its turn', async () => {
    const { service, world } = fakeService();
    const since = thisMoment();
    for (let count = 0; count < 25; count++) {
      const grounds = await ask(service, 8, since);
      expect(new Set(grounds.map((ground) => ground?.commit))).toEqual(new Set(['c0ffee']));
    }
    expect(world.headsRead).toBe(1);
  });

  it('never see a HEAD of before they came', async () => {
    const { service, world } = fakeService();
    await ask(service, 10);
    world.head = 'decade';
    const grounds = await ask(service, 10);
    expect(new Set(grounds.map((ground) => ground?.commit))).toEqual(new Set(['decade']));
    expect(world.headsRead).toBe(2);
  });
});

describe('a HEAD that moves', () => {
  it.each([
    ['implicit', true],
    ['explicit', false],
  ])('and %s work', async (_, implicit) => {
    const { service, world } = fakeService();
    let release = () => {};
    world.hold = new Promise<void>((resolve) => {
      release = resolve;
    });
    const older = service.blameFile(query(), { ...waiting(), implicit });
    older.catch(() => undefined);
    await expect.poll(() => world.calls.length).toBe(3);
    world.head = 'decade';
    await service.lookAtHead('/top/HEAD');
    release();
    if (implicit) await expect(older).rejects.toBeInstanceOf(Superseded);
    else expect((await older).revision).toBe('c0ffee');
    expect(service.stats()).toMatchObject({ superseded: implicit ? 1 : 0, computed: implicit ? 0 : 1 });
  });
});

describe('a commit', () => {
  it('is described', async () => {
    const { service, world } = fakeService();
    const details = await service.lookups.describeCommit(
      { fsPath: '/top/f', commit: 'aa', path: 'f' },
      waiting(),
    );
    expect(details).toMatchObject({ commit: 'aa', parents: ['dad'], summary: 'Count notes' });
    expect(work(world).map(({ method }) => method)).toEqual(['revision', 'commit']);
  });

  it('of no repository is null', async () => {
    const query = { fsPath: '/elsewhere/f', commit: 'aa', path: null };
    expect(await fakeService().service.lookups.describeCommit(query, waiting())).toBeNull();
  });
});
