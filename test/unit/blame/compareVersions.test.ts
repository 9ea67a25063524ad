/** How much of a history is compared: all of it, the newest part, or as far as there is time. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { neverCancelled } from '../../../server/base/cancel.ts';
import { compareVersions, type VersionsRequest } from '../../../server/blame/compareVersions.ts';
import { packComparisons } from '../../../server/blame/comparisons.ts';
import { HunkMemory } from '../../../server/blame/hunkMemory.ts';
import { defaultOptions } from '../../../server/blame/types.ts';
import { writeHistory } from '../../support/history.ts';
import { openRepository } from '../../support/repositoryReader.ts';
import { useScratch } from '../../support/scratch.ts';

const COMMITS = 30;
const scratch = useScratch('compare-versions');
let opened: ReturnType<typeof openRepository>;
let commit: string;

/** Each commit changes two lines far apart; the last one takes back what the one before did. */
beforeAll(() => {
  opened = openRepository(scratch.path);
  const text = (n: number) =>
    Array.from({ length: 100 }, (_, line) => `${line % 50 === 10 ? `version ${n}` : line}\n`).join('');
  const ids = writeHistory(
    scratch.path,
    Array.from({ length: COMMITS }, (_, n) => ({
      id: `c${n}`,
      files: { f: text(n === COMMITS - 1 ? n - 2 : n) },
    })),
  );
  opened.reader.refresh();
  commit = ids.get(`c${COMMITS - 1}`) ?? '';
});
afterAll(() => opened.close());

function compared(asked: Partial<VersionsRequest> = {}) {
  return compareVersions(opened.reader, {
    target: { commit, path: 'f' },
    options: defaultOptions,
    cancel: neverCancelled,
    history: null,
    hunks: new HunkMemory(1 << 20),
    keptComparisons: () => null,
    mostPairs: 1000,
    mostBytes: 1 << 20,
    isEnough: () => false,
    ...asked,
  });
}

it('all versions are compared, the newest first', () => {
  const { comparisons, isWhole } = compared();
  expect([comparisons.length, isWhole]).toEqual([COMMITS - 1, true]);
  for (const [n, { before, hunks }] of comparisons.entries()) {
    expect(hunks).toEqual(Int32Array.of(10, 1, 10, 1, 60, 1, 60, 1));
    if (n > 0) expect(comparisons[n - 1]?.before).toBe(comparisons[n]?.after);
    expect(before).toHaveLength(40);
  }
});

it('of many pairs, or of large ones, the newest are enough', () => {
  const all = compared().comparisons;
  expect(compared({ mostPairs: 10 })).toEqual({ comparisons: all.slice(0, 10), isWhole: true });
  // Each takes eight numbers: the fourth one is over the bound.
  expect(compared({ mostBytes: 100 })).toEqual({ comparisons: all.slice(0, 4), isWhole: true });
});

it('what it is too late for is not compared, and is known to be missing', () => {
  let asked = 0;
  const { comparisons, isWhole } = compared({ isEnough: () => ++asked > 7 });
  expect([comparisons.length, isWhole]).toEqual([7, false]);
});

it('what was kept is not compared again', () => {
  const { comparisons } = compared();
  const { reader } = opened;
  const before = reader.stats.blobsRead;
  const again = compared({ keptComparisons: () => packComparisons(comparisons) });
  expect(again).toEqual({ comparisons, isWhole: true });
  expect(reader.stats.blobsRead).toBe(before);
});
