/** Entries on their way into batches. */
import { describe, expect, it } from 'vitest';
import type { GuiltyOrigin, LineRange, SettledEntry } from '../../../server/blame/types.ts';
import { EntryBatcher } from '../../../server/worker/entryBatcher.ts';
import type { EntryBatch } from '../../../server/worker/messages.ts';

const person = { name: 'A', email: 'a@b', time: 1, timezone: '+0000' };

function stage(isStreamed = true, range?: LineRange) {
  const clock = { time: 0 };
  const batches: EntryBatch[] = [];
  const looked: string[] = [];
  const batcher = new EntryBatcher({
    record: (commit) => {
      looked.push(commit);
      return { summary: commit, author: person, committer: person };
    },
    isDescribed: (commit) => commit === 'known',
    emit: (batch) => batches.push(batch),
    now: () => clock.time,
    isStreamed,
    looked: range,
  });
  return { batcher, batches, clock, looked };
}

function origin(commit: string, path = 'f'): GuiltyOrigin {
  return { commit, path, previous: null, boundary: false };
}

function entry(line: number, from: GuiltyOrigin, marks: Partial<SettledEntry> = {}): SettledEntry {
  return { line, count: 1, sourceLine: line, origin: from, ignored: false, unblamable: false, ...marks };
}

describe('batches', () => {
  it('leave at once the first time, then by age', () => {
    const { batcher, batches, clock } = stage();
    const a = origin('aa');
    batcher.add([entry(0, a)]);
    batcher.add([entry(1, a)]);
    expect(batches.length).toBe(1);
    clock.time = 24;
    batcher.add([entry(2, a)]);
    expect(batches.length).toBe(1);
    clock.time = 25;
    batcher.add([entry(3, a)]);
    expect(batches.map(({ rows }) => rows.length / 5)).toEqual([1, 3]);
  });

  it('leave when they name as many owners as are taken in at once', () => {
    const { batcher, batches } = stage(false);
    batcher.add(Array.from({ length: 600 }, (_, line) => entry(line, origin(`c${line}`))));
    expect(batches.map(({ origins, commits }) => [origins.length, Object.keys(commits).length])).toEqual([
      [256, 256],
      [256, 256],
    ]);
    batcher.flush();
    expect(batches.at(-1)?.origins.length).toBe(88);
  });

  it('leave at once when they have the first line that is looked at, and not before', () => {
    const { batcher, batches, clock } = stage(true, { start: 10, end: 12 });
    const a = origin('aa');
    batcher.add([entry(9, a)]);
    batcher.add([entry(12, a)]);
    expect(batches.length).toBe(0);
    batcher.add([entry(3, a), entry(8, a, { count: 3 }), entry(20, a)]);
    batcher.add([entry(11, a)]);
    expect(batches.map(({ rows }) => rows.length / 5)).toEqual([5]);
    clock.time = 25;
    batcher.add([entry(21, a)]);
    expect(batches.map(({ rows }) => rows.length / 5)).toEqual([5, 2]);
  });

  it('leave by age where what is looked at is not settled for long', () => {
    const { batcher, batches, clock } = stage(true, { start: 10, end: 12 });
    clock.time = 25;
    batcher.add([entry(0, origin('aa'))]);
    batcher.add([entry(1, origin('aa'))]);
    batcher.add([entry(10, origin('aa'))]);
    expect(batches.map(({ rows }) => rows.length / 5)).toEqual([1, 2]);
  });

  it('do not leave at once where nobody looks at them yet, and may go another way in the end', () => {
    const { batcher, batches, clock } = stage(false);
    const a = origin('aa');
    batcher.add([entry(0, a)]);
    clock.time = 25;
    batcher.add([entry(1, a)]);
    expect(batches.map(({ rows }) => rows.length / 5)).toEqual([2]);
    batcher.add([entry(2, a)]);
    const last: EntryBatch[] = [];
    batcher.flush((batch) => last.push(batch));
    batcher.flush((batch) => last.push(batch));
    expect([batches.length, last.map(({ rows }) => rows[0])]).toEqual([1, [2]]);
  });

  it('leave when they are long', () => {
    const { batcher, batches } = stage();
    const a = origin('aa');
    batcher.add([entry(0, a)]);
    batcher.add(Array.from({ length: 5000 }, (_, line) => entry(line, a)));
    expect(batches.map(({ rows }) => rows.length / 5)).toEqual([1, 1024, 1024, 1024, 1024]);
    batcher.flush();
    expect(batches.at(-1)?.rows.length).toBe(904 * 5);
  });

  it('leave in the end, but not empty', () => {
    const { batcher, batches } = stage();
    batcher.flush();
    batcher.add([entry(0, origin('aa'))]);
    batcher.flush();
    expect(batches.length).toBe(1);
  });

  it('say nothing of commits that the other end knows', () => {
    const { batcher, batches, looked } = stage();
    batcher.add([entry(0, origin('known'))]);
    expect([batches[0]?.origins.length, batches[0]?.commits, looked]).toEqual([1, {}, []]);
  });

  it('name each origin and each commit once, and no commit that is none', () => {
    const { batcher, batches, clock, looked } = stage();
    const [a, sameCommit, none] = [origin('aa'), origin('aa', 'g'), origin('0000')];
    batcher.add([entry(0, a)]);
    clock.time = 100;
    batcher.add([entry(1, sameCommit), entry(2, a), entry(3, none)]);
    expect(batches[1]).toEqual({
      rows: Int32Array.from([1, 1, 1, 1, 0, 2, 1, 2, 0, 0, 3, 1, 3, 2, 0]),
      origins: [sameCommit, none],
      commits: {},
    });
    expect(looked).toEqual(['aa']);
  });

  it('are plain data, whatever the engine makes of its origins', () => {
    const { batcher, batches } = stage();
    class Live {
      readonly owner = { graph: 'all of it' };
      readonly path = 'old';
      get commit() {
        return 'bb';
      }
    }
    batcher.add([entry(0, { ...origin('aa'), previous: new Live() })]);
    expect(structuredClone(batches[0]?.origins)).toEqual([
      { commit: 'aa', path: 'f', previous: { commit: 'bb', path: 'old' }, boundary: false },
    ]);
  });

  it('carry the marks', () => {
    const { batcher, batches } = stage();
    const a = origin('aa');
    batcher.add([
      entry(0, a, { ignored: true }),
      entry(1, a, { unblamable: true }),
      entry(2, a, { ignored: true, unblamable: true }),
    ]);
    const flags = [...(batches[0]?.rows ?? [])].filter((_, index) => index % 5 === 4);
    expect(flags).toEqual([1, 2, 3]);
  });
});
