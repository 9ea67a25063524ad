/** A run step by step: what it hands out when, what it costs, and how it is stopped. */
import { rmSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { type Cancel, Cancelled, neverCancelled } from '../../../server/base/cancel.ts';
import { type BlameRequest, type BlameRun, blame, startBlame } from '../../../server/blame/run.ts';
import { defaultOptions, type SettledEntry } from '../../../server/blame/types.ts';
import { openReader } from '../../../server/git/reader.ts';
import { scratchDirectory } from '../../support/gitRepository.ts';
import { writeHistory } from '../../support/history.ts';

const directory = scratchDirectory('run');
const ids = writeHistory(
  directory,
  [
    { id: 'one', files: { f: 'a\nb\nc\n', other: '1\n' } },
    { id: 'two', files: { f: 'a\nB\nc\n' } },
    { id: 'aside', files: { other: '2\n' } },
    { id: 'three', files: { f: 'a\nB\nC\n' } },
  ],
  { objectFormat: 'sha1' },
);
const reader = openReader({
  gitDir: directory,
  commonDir: directory,
  workTree: null,
  objectFormat: 'sha1',
  refFormat: 'files',
});
afterAll(() => {
  reader.close();
  rmSync(directory, { recursive: true, force: true });
});

const commit = ids.get('three') ?? '';
const nameOf = (oid: string) => [...ids].find(([, id]) => id === oid)?.[0];

function request(settled: SettledEntry[], cancel: Cancel = neverCancelled): BlameRequest {
  return {
    target: { commit, path: 'f', uncommitted: null, ranges: null },
    options: defaultOptions,
    cancel,
    onSettled: (entries) => settled.push(...entries),
  };
}

test('each step settles what its commit keeps', () => {
  const settled: SettledEntry[] = [];
  const run: BlameRun = startBlame(reader, request(settled));
  const seen: string[] = [];
  while (run.step()) {
    seen.push(settled.map(({ line, origin }) => `${line}:${nameOf(origin.commit)}`).join(' '));
  }
  expect(run.lineCount).toBe(3);
  expect(seen).toEqual(['2:three', '2:three', '2:three 1:two', '2:three 1:two 0:one']);
});

test('the work is one visit a commit and one diff a change', () => {
  const { stats } = blame(reader, request([]));
  expect(stats).toMatchObject({ commitsVisited: 4, diffs: 2, patches: 2, originsExamined: 2 });
});

test('a run that is not stepped does nothing more', () => {
  const settled: SettledEntry[] = [];
  const run = startBlame(reader, request(settled));
  run.step();
  expect(run.stats().commitsVisited).toBe(1);
  expect(settled).toHaveLength(1);
});

test('a cancelled run throws at its next step and hands out nothing more', () => {
  let stop = false;
  const check = () => {
    if (stop) throw new Cancelled();
  };
  const settled: SettledEntry[] = [];
  const run = startBlame(reader, request(settled, { check }));
  run.step();
  stop = true;
  expect(() => run.step()).toThrow(Cancelled);
  expect(settled).toHaveLength(1);
});

test.each([[{ start: 1, end: 4 }], [{ start: -1, end: 1 }], [{ start: 2, end: 2 }]])(
  'refuses lines %j of three',
  (range) => {
    const { target, ...rest } = request([]);
    expect(() => blame(reader, { ...rest, target: { ...target, ranges: [range] } })).toThrow(RangeError);
  },
);

test('joins ranges that touch', () => {
  const settled: SettledEntry[] = [];
  const { target, ...rest } = request(settled);
  const ranges = [
    { start: 1, end: 2 },
    { start: 0, end: 1 },
  ];
  blame(reader, { ...rest, target: { ...target, ranges } });
  expect(settled.map(({ line, count }) => [line, count])).toEqual([
    [1, 1],
    [0, 1],
  ]);
});

test('a path that is no file is the repository at fault', () => {
  const { target, ...rest } = request([]);
  const missing = () => blame(reader, { ...rest, target: { ...target, path: 'missing' } });
  expect(missing).toThrowError(expect.objectContaining({ code: 'noSuchPath' }));
});
