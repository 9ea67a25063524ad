/** Walks past untouched commits: where they end, whatever walks came before, and in graphs that make no sense. */
import { describe, expect, it } from 'vitest';
import { Cancelled } from '../../../../server/base/cancel.ts';
import { hashPath } from '../../../../server/git/graph/bloom.ts';
import type { CommitGraph } from '../../../../server/git/graph/commitGraph.ts';
import { UntouchedWalks } from '../../../../server/git/graph/untouched.ts';

/** By commit its first parent (-1: none), and whether its filter says "changed" (null: it has none). */
type Commits = readonly (readonly [parent: number, changed: boolean | null])[];

function walksOf(commits: Commits) {
  const graph = {
    count: commits.length,
    firstParent: (position: number) => commits[position]?.[0] ?? -1,
    mayHaveChanged: (position: number) => commits[position]?.[1] ?? null,
  } as unknown as CommitGraph;
  const counts = { filtersAsked: 0, filtersUnchanged: 0 };
  const walks = new UntouchedWalks(graph, hashPath('a'));
  return {
    graph,
    walks,
    counts,
    from: (start: number, poll = () => {}) => walks.endFrom(start, counts, poll),
  };
}

/** A trunk 0 <- 1 <- ... <- 9 on which 3 changes the path, and a branch 10, 11 that leaves it at 6. */
const branched: Commits = [
  [-1, true],
  [0, false],
  [1, false],
  [2, true],
  [3, false],
  [4, false],
  [5, false],
  [6, false],
  [7, false],
  [8, false],
  [6, false],
  [10, false],
];

describe('a walk', () => {
  it.each([
    ['ends at the commit that changed the path', branched, 9, 3],
    ['ends where it began, when that changed the path', branched, 3, 3],
    ['goes on from there to the next', branched, 2, 0],
    ['ends at a root', [[-1, false]], 0, 0],
    [
      'ends where nothing is known',
      [
        [-1, true],
        [0, null],
        [1, false],
      ] satisfies Commits,
      2,
      1,
    ],
    [
      'ends in a circle',
      [
        [2, false],
        [0, false],
        [1, false],
      ] satisfies Commits,
      2,
      2,
    ],
  ] as const)('%s', (_, commits, start, end) => {
    expect(walksOf(commits).from(start)).toBe(end);
  });

  it('asks each commit once, however many come by', () => {
    const { from, counts } = walksOf(branched);
    expect([9, 11, 7, 5, 3, 9].map((start) => from(start))).toEqual([3, 3, 3, 3, 3, 3]);
    // The trunk down to 3, then 11 and 10; 3 itself is never signed, so it is asked by each walk that gets there.
    expect(counts).toEqual({ filtersAsked: 7 + 2 + 1, filtersUnchanged: 6 + 2 });
  });

  it('can be given up and asked again', () => {
    const line: Commits = Array.from({ length: 10_000 }, (_, i) => [i - 1, i === 0]);
    const { from } = walksOf(line);
    const giveUp = () => {
      throw new Cancelled();
    };
    expect(() => from(9_999, giveUp)).toThrow(Cancelled);
    const again = from(9_999);
    expect([again, from(again)]).toEqual([9_999, 9_999]);
  });

  it('knows where it ended', () => {
    const { walks, from } = walksOf(branched);
    expect(walks.endedAt(3)).toBe(false);
    from(9);
    expect([walks.endedAt(3), walks.endedAt(9)]).toEqual([true, false]);
    from(2);
    expect([walks.endedAt(3), walks.endedAt(0)]).toEqual([false, true]);
  });

  it('knows whose numbers it has', () => {
    const { walks, graph } = walksOf(branched);
    expect([walks.isOf(graph), walks.isOf(walksOf(branched).graph)]).toEqual([true, false]);
  });
});
