/** Blames as jobs: what is asked of the engine, what it is given to know, and what of the answer is kept. */
import { expect, it } from 'vitest';
import { defaultOptions } from '../../../server/blame/types.ts';
import { Scheduler } from '../../../server/scheduler/scheduler.ts';
import { BlameJobs } from '../../../server/service/blameJobs.ts';
import { FaultMemory } from '../../../server/service/order/faultMemory.ts';
import { Ongoing } from '../../../server/service/order/ongoing.ts';
import type { Waiting } from '../../../server/service/order/waiting.ts';
import type { BlameJob, CallOptions, Runner } from '../../../server/worker/messages.ts';
import { fakePerson } from '../../support/fakeService.ts';

const stats = { commitsVisited: 3, treesRead: 0, blobsRead: 0, diffs: 1, hunksKnown: 1, bytesInflated: 0 };

function stage() {
  const jobs: BlameJob[] = [];
  const done: string[] = [];
  /** To whom all lines of the next blame belong. */
  const world = { owner: '' };
  const runner = {
    async call(_: string, job: BlameJob, { onBatch }: CallOptions) {
      jobs.push(job);
      onBatch?.({
        rows: Int32Array.of(0, 1, 0, 0, 0),
        origins: [{ commit: world.owner, path: job.path, previous: null, boundary: true }],
        commits: { [world.owner]: { summary: 's', author: fakePerson, committer: fakePerson } },
      });
      return { lineCount: 1, stats, anchor: { commit: job.commit, path: job.path } };
    },
  };
  const scheduler = new Scheduler<Runner>({
    lanes: [runner as unknown as Runner],
    atWork: 1,
    unseenAtWork: 1,
    queueLimit: 10,
    now: () => 0,
    after: () => undefined,
    pause: async () => undefined,
    resume: () => undefined,
    prepare: () => undefined,
  });
  const blameJobs = new BlameJobs({
    scheduler,
    maxCacheBytes: 100_000,
    keptBlames: null,
    leisure: { later: () => undefined },
    ongoing: new Ongoing(),
    faults: new FaultMemory(() => 0),
    whenDone: ({ commit }) => done.push(commit[0] ?? ''),
  });
  const tickets: string[] = [];
  const ask = (
    digit: string,
    { owner = digit, ...watching }: Pick<Waiting, 'span' | 'onBatch'> & { readonly owner?: string } = {},
  ) => {
    world.owner = owner.repeat(40);
    const repository = {
      gitDir: '/r',
      commonDir: '/r',
      workTree: null,
      objectFormat: 'sha1',
      refFormat: 'files',
    } as const;
    const plain = { content: null, options: defaultOptions, textconv: null, grafts: null, lines: null };
    const job = { repository, commit: digit.repeat(40), path: 'f', ...plain };
    const ticket = { cached: () => tickets.push('cached'), made: () => tickets.push('made') };
    const { signal } = new AbortController();
    const waiting = { signal, priority: () => 'open' as const, ticket, ...watching };
    return blameJobs.run({ job, seen: { stamp: 'names', overrides: 'o' } }, waiting);
  };
  return { ask, jobs, done, tickets, blameJobs };
}

it('a blame is made once, and what is known of a path is told when it is blamed again elsewhere', async () => {
  const { ask, jobs, done, tickets, blameJobs } = stage();
  const first = await ask('a');
  expect(await ask('a')).toBe(first);
  await ask('b');
  expect(tickets).toEqual(['made', 'cached', 'made']);
  expect(done).toEqual(['a', 'b']);
  const told = jobs.map(({ known }) => [
    known?.overrides,
    known?.blames.map(({ places }) => places[0]?.commit[0]),
  ]);
  expect(told).toEqual([
    ['o', []],
    ['o', ['a']],
  ]);
  expect(blameJobs.engineWork).toMatchObject({ commitsVisited: 6, diffs: 2, hunksKnown: 2 });
  expect(blameJobs.caches.blames).toBeGreaterThan(0);
  expect(blameJobs.caches.keptBlames).toBeGreaterThan(0);
});

it('the engine knows whether lines are told of as they are settled, and which ones are looked at', async () => {
  const { ask, jobs } = stage();
  const span = { start: 3, end: 7 };
  await ask('a');
  await ask('b', { span });
  await ask('c', { onBatch: () => undefined });
  await ask('d', { onBatch: () => undefined, span });
  expect(jobs.map(({ isStreamed, looked }) => [isStreamed, looked])).toEqual([
    [false, undefined],
    [false, span],
    [true, undefined],
    [true, span],
  ]);
});

it('an origin that several blames name is one object', async () => {
  const { ask } = stage();
  const [first, second] = [await ask('a', { owner: 'c' }), await ask('b', { owner: 'c' })];
  expect(second).not.toBe(first);
  expect(second.origins[0]).toBe(first.origins[0]);
  expect((await ask('d', { owner: 'e' })).origins[0]).not.toBe(first.origins[0]);
});
