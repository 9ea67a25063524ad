/** What is kept of finished blames, and which of it a job is given. */
import { describe, expect, it } from 'vitest';
import { type BlameOptions, defaultOptions } from '../../../../server/blame/types.ts';
import { CommitRecords } from '../../../../server/service/kept/commitRecords.ts';
import { KeptBlames, type LastingStore } from '../../../../server/service/kept/keptBlames.ts';
import type { BlameJob, BlameOutcome } from '../../../../server/worker/messages.ts';
import { fakeRepository } from '../../../support/fakeRepository.ts';
import { fakePerson } from '../../../support/fakeService.ts';
import { resultOf } from '../../../support/resultOf.ts';

const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((digit) => digit.repeat(40)) as [
  string,
  string,
  string,
  string,
];
const repository = fakeRepository;

function jobOf(commit: string, path = 'f', options: Partial<BlameOptions> = {}): BlameJob {
  const plain = { content: null, textconv: null, grafts: null, lines: null };
  return { repository, commit, path, options: { ...defaultOptions, ...options }, ...plain };
}

const seen = { overrides: '', stamp: '' };

const recordOf = (commit: string) => ({ summary: commit, author: fakePerson, committer: fakePerson });

/** One line, owned by the anchor. */
function finished(anchor: BlameOutcome['anchor'], commitsVisited = 1) {
  const origin = { commit: anchor?.commit ?? d, path: anchor?.path ?? 'f', previous: null, boundary: false };
  const blame = {
    lineCount: 1,
    rows: Int32Array.of(0, 1, 0, 0, 0),
    origins: [origin],
    commits: { [origin.commit]: recordOf(origin.commit) },
    uncommitted: null,
  };
  const stats = { commitsVisited } as BlameOutcome['stats'];
  return { blame, outcome: { lineCount: 1, stats, anchor } };
}

function stage(maxBytes = 1_000_000) {
  const disk = new Map<string, readonly Uint8Array[]>();
  const writes: number[] = [];
  const store: LastingStore = {
    // One byte off, as values lie in a file.
    read: (owner, name) =>
      (disk.get(`${owner} ${name}`) ?? []).map((value) =>
        Buffer.concat([Buffer.alloc(1), value]).subarray(1),
      ),
    write: (owner, name, values) => {
      // In front lies what commits say.
      writes.push(values.length - 1);
      disk.set(`${owner} ${name}`, values);
    },
  };
  const now = (action: () => void) => action();
  const make = (records = new CommitRecords(100_000), nextTurn = now) =>
    new KeptBlames({ maxBytes, store, records, later: now, nextTurn });
  const places = (kept: KeptBlames, job: BlameJob, overrides = '') =>
    resultOf(kept.for(job, { overrides, stamp: overrides })).known.blames.map((each) =>
      each.places.map(({ commit, path }) => `${commit[0]}:${path}`).join(' '),
    );
  return { kept: make(), make, places, writes };
}

describe('kept blames', () => {
  it('are taken in when the answer is out, all of a turn together, or when somebody looks for them', () => {
    const { make, writes } = stage();
    const turns: (() => void)[] = [];
    const records = new CommitRecords(100_000);
    const kept = make(records, (action) => void turns.push(action));
    const add = (commit: string) => {
      const done = finished({ commit, path: 'f' });
      records.shared('', done.blame.commits);
      kept.add(jobOf(commit), seen, done);
    };
    add(a);
    add(b);
    expect([turns.length, writes]).toEqual([1, []]);
    turns[0]?.();
    expect(writes).toEqual([1, 2]);
    add(c);
    expect([turns.length, writes.length]).toEqual([2, 2]);
    expect(resultOf(kept.whole(jobOf(c), seen))).toMatchObject(finished({ commit: c, path: 'f' }).blame);
    turns[1]?.();
    expect(writes).toEqual([1, 2, 3]);
    add(d);
    expect(resultOf(kept.for(jobOf(d), seen)).known.blames.length).toBe(4);
  });

  it('are found by their path as long as there is room for them', () => {
    const { kept } = stage(2000);
    const paths = ['f', 'g', 'h'];
    const own = (path: string) =>
      resultOf(kept.for(jobOf(d, path), seen)).known.blames.filter(({ places }) =>
        places.some((place) => place.path === path),
      ).length;
    // The disk is looked at once.
    expect(paths.map(own)).toEqual([0, 0, 0]);
    for (const path of paths) kept.add(jobOf(a, path), seen, finished({ commit: b, path }));
    expect(paths.map(own)).toEqual([0, 1, 1]);
    kept.add(jobOf(a, 'f'), seen, finished({ commit: b, path: 'f' }));
    expect(paths.map(own)).toEqual([1, 0, 1]);
  });

  it('need not be described again where people are called the same, in the next process either', () => {
    const { kept, make } = stage();
    kept.add(jobOf(a), seen, finished({ commit: b, path: 'f' }));
    const asked = (from: KeptBlames, stamp: string) => resultOf(from.for(jobOf(d), { overrides: '', stamp }));
    expect(asked(make(), '').described).toEqual(new Map([[b, recordOf(b)]]));
    expect(asked(make(), '').known.blames.map(({ described }) => described)).toEqual([true]);
    const renamed = asked(make(), 'other names');
    expect([renamed.described.size, renamed.known.blames[0]?.described]).toEqual([0, false]);
  });

  it('answer by themselves where just that was asked for and all is described, in the next process either', () => {
    const { make } = stage();
    const records = new CommitRecords(100_000);
    const kept = make(records);
    // The commits of all that lies on disk are described there, not only those of what was written last.
    for (const commit of [a, b]) {
      const done = finished({ commit, path: 'f' });
      records.shared('', done.blame.commits);
      kept.add(jobOf(commit), seen, done);
    }
    const next = make();
    for (const commit of [a, b]) {
      const { blame } = finished({ commit, path: 'f' });
      expect(resultOf(next.whole(jobOf(commit), seen))).toMatchObject(blame);
    }
    const others = [
      resultOf(next.whole(jobOf(c), seen)),
      resultOf(next.whole(jobOf(a, 'g'), seen)),
      resultOf(next.whole(jobOf(a, 'f', { firstParent: true }), seen)),
      resultOf(next.whole(jobOf(a), { overrides: '', stamp: 'other names' })),
      resultOf(next.whole({ ...jobOf(a), lines: ['1,2'] }, seen)),
      resultOf(next.whole({ ...jobOf(a), textconv: 'stamp' }, seen)),
    ];
    expect(others).toEqual(others.map(() => null));
  });

  it('of thousands of commits are written and read in steps, read by whoever comes first', async () => {
    const { make, writes } = stage(10_000_000);
    const commits = Array.from({ length: 3000 }, (_, n) => n.toString(16).padStart(40, '0'));
    const blame = {
      lineCount: commits.length,
      rows: Int32Array.from(commits.flatMap((_, n) => [n, 1, n, n, 0])),
      origins: commits.map((commit) => ({ commit, path: 'f', previous: null, boundary: false })),
      commits: Object.fromEntries(commits.map((commit) => [commit, recordOf(commit)])),
      uncommitted: null,
    };
    const records = new CommitRecords(100_000_000);
    records.shared('', blame.commits);
    const { outcome } = finished({ commit: a, path: 'f' });
    make(records).add(jobOf(a), seen, { blame, outcome: { ...outcome, lineCount: blame.lineCount } });
    expect(writes).toEqual([]);
    await expect.poll(() => writes).toEqual([1]);
    const next = make(new CommitRecords(100_000_000));
    const [first, second] = [next.whole(jobOf(a), seen), next.whole(jobOf(a), seen)];
    const steps = [first.next(), second.next()];
    expect(steps.map(({ done }) => done)).toEqual([false, false]);
    let pauses = 1;
    const results: unknown[] = [];
    while (results.length < 2) {
      pauses++;
      for (const step of [first.next(), second.next()]) if (step.done && step.value) results.push(step.value);
    }
    expect(results).toEqual([blame, blame]);
    expect(pauses).toBeGreaterThan(10);
  });

  it('are given to jobs for the same path, else to those with the same options that are likely to be of the file under another name', () => {
    const { kept, places } = stage();
    kept.add(jobOf(a), seen, finished({ commit: b, path: 'f' }));
    kept.add(jobOf(a, 'g'), seen, finished({ commit: c, path: 'h' }));
    expect(places(kept, jobOf(d))).toEqual(['a:f b:f']);
    expect(places(kept, jobOf(d, 'renamed')).sort()).toEqual(['a:f b:f', 'a:g c:h']);
    expect(places(kept, jobOf(d, 'f', { firstParent: true }))).toEqual([]);
    expect(places(kept, jobOf(d, 'f', { ignoreRevs: new Set([a]) }))).toEqual([]);
    expect(places(kept, jobOf(d), 'replaced')).toEqual([]);
  });

  it('go with the same name elsewhere, then with other names beside it, a few of them, those used last', () => {
    const { kept, places } = stage();
    const beside = Array.from({ length: 20 }, (_, n) => `src/${n}.c`);
    for (const path of ['f.c', 'lib/g.c', ...beside, 'docs/f'])
      kept.add(jobOf(a, path), seen, finished({ commit: a, path }));
    const given = places(kept, jobOf(d, 'src/f.c'));
    expect(given.map((text) => text.split(' ')[0])).toEqual([
      'a:f.c',
      ...beside
        .reverse()
        .slice(0, 15)
        .map((path) => `a:${path}`),
    ]);
  });

  it('do not go to another file of the same commit: it has not had their names', () => {
    const { kept, places } = stage();
    for (const commit of [a, b]) kept.add(jobOf(commit), seen, finished({ commit: c, path: 'f' }));
    kept.add(jobOf(a, 'g'), seen, finished({ commit: c, path: 'h' }));
    expect(places(kept, jobOf(a, 'new'))).toEqual(['b:f c:f']);
    expect(places(kept, jobOf(b, 'new'))).toEqual(['a:g c:h']);
    // Where it had another name itself, that says nothing of this one.
    expect(places(kept, jobOf(c, 'new')).length).toBe(1);
  });

  it('take the place of what says the same', () => {
    const { kept, places, writes } = stage();
    for (const commit of [a, b]) kept.add(jobOf(commit), seen, finished({ commit: c, path: 'f' }));
    kept.add(jobOf(b), seen, finished({ commit: c, path: 'f' }));
    expect(places(kept, jobOf(d))).toEqual(['b:f c:f']);
    expect(writes).toEqual([1]);
    kept.add(jobOf(d), seen, finished({ commit: c, path: 'f' }, 100));
    expect(writes).toEqual([1, 1]);
  });

  it('are none of what may not be kept', () => {
    const { kept, places } = stage();
    kept.add(jobOf(a), seen, finished(null));
    expect([places(kept, jobOf(a)), kept.bytes]).toEqual([[], 0]);
  });

  it('last longer than the process, the newest of a path and a few more', () => {
    const { kept, make, places, writes } = stage();
    for (const digit of '123456') {
      const commit = digit.repeat(40);
      kept.add(jobOf(commit), seen, finished({ commit, path: 'f' }));
    }
    expect(writes).toEqual([1, 2, 3, 4, 4, 4]);
    const next = make();
    expect(places(next, jobOf(a))).toEqual(['6:f 6:f', '5:f 5:f', '4:f 4:f', '3:f 3:f']);
    expect(places(next, jobOf(a, 'g'))).toHaveLength(4);
    expect(places(make(), jobOf(a), 'replaced')).toEqual([]);
  });

  it('on disk are as of the newest commit that was asked for', () => {
    const { kept, make, places } = stage();
    kept.add(jobOf(a), seen, finished({ commit: c, path: 'f' }));
    kept.add(jobOf(b), seen, finished({ commit: c, path: 'f' }, 100));
    expect(places(make(), jobOf(d))).toEqual(['b:f c:f']);
  });

  it('stay within their bound', () => {
    const { kept } = stage(5000);
    for (let n = 0; n < 50; n++) kept.add(jobOf(a, `f${n}`), seen, finished({ commit: b, path: `f${n}` }));
    expect(kept.bytes).toBeLessThanOrEqual(5000);
    expect(kept.bytes).toBeGreaterThan(1000);
  });
});
