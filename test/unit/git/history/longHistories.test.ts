/** Which paths an index says were touched most. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Cancelled, neverCancelled } from '../../../../server/base/cancel.ts';
import type { HistoryIndex } from '../../../../server/git/history/historyIndex.ts';
import { longHistories } from '../../../../server/git/history/longHistories.ts';
import { writeHistory } from '../../../support/history.ts';
import { testIndex } from '../../../support/historyIndex.ts';
import { openRepository } from '../../../support/repositoryReader.ts';
import { useScratch } from '../../../support/scratch.ts';

const scratch = useScratch('long-histories');
let opened: ReturnType<typeof openRepository>;
let indexes: HistoryIndex[];

/** `often` is touched by every commit, `half` by every other one, `once` by the first. */
beforeAll(() => {
  opened = openRepository(scratch.path);
  const commits = Array.from({ length: 40 }, (_, n) => ({
    id: `c${n}`,
    parents: n === 0 ? [] : [`c${n - 1}`],
    files: { often: `${n}\n`, half: `${n >> 1}\n`, once: 'x\n' },
  }));
  const ids = writeHistory(scratch.path, commits);
  opened.reader.refresh();
  const tips = [...ids.values()];
  indexes = [tips.slice(-1), [tips[30] as string, tips.at(-1) as string]].map((each, n) => {
    const { keeper } = testIndex(`${scratch.path}/${n}`, []);
    for (const tip of each) keeper.update(opened.reader, tip);
    return keeper.history(opened.reader) as HistoryIndex;
  });
});
afterAll(() => opened.close());

const all = { least: 0, most: 10, cancel: neverCancelled };

describe('the longest histories of an index', () => {
  it('are in order, whether it is of one layer or of several', () => {
    expect(indexes.map(({ layers }) => layers.length)).toEqual([1, 2]);
    for (const index of indexes) {
      const found = longHistories(index, all);
      expect(found.map(({ path }) => path)).toEqual(['often', 'half', 'once']);
      expect(found[0]?.size).toBeGreaterThan(40 * 20);
      expect(found[2]?.size).toBeLessThan(50);
    }
  });

  it('are as many as are wanted, and as long', () => {
    for (const index of indexes) {
      expect(longHistories(index, { ...all, most: 1 }).map(({ path }) => path)).toEqual(['often']);
      const least = 15 * 20;
      expect(longHistories(index, { ...all, least }).map(({ path }) => path)).toEqual(['often', 'half']);
    }
  });

  it('are given up when nobody waits any more', () => {
    const commits = Array.from({ length: 5000 }, (_, n) => [`f${n}`, `${n}\n`]);
    const directory = `${scratch.path}/many`;
    const many = openRepository(directory);
    const ids = writeHistory(directory, [{ id: 'a', parents: [], files: Object.fromEntries(commits) }]);
    many.reader.refresh();
    const { keeper } = testIndex(directory, []);
    keeper.update(many.reader, ids.get('a') as string);
    const cancel = {
      check() {
        throw new Cancelled();
      },
    };
    const index = keeper.history(many.reader) as HistoryIndex;
    expect(() => longHistories(index, { ...all, cancel })).toThrow(Cancelled);
    keeper.close();
    many.close();
  });
});
