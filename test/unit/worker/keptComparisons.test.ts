/** Which files are compared before somebody asks, what is kept of them, and when that holds. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { neverCancelled } from '../../../server/base/cancel.ts';
import { HunkMemory } from '../../../server/blame/hunkMemory.ts';
import { blame } from '../../../server/blame/run.ts';
import { defaultOptions, type SettledEntry } from '../../../server/blame/types.ts';
import type { HistoryIndex } from '../../../server/git/history/historyIndex.ts';
import { longHistories } from '../../../server/git/history/longHistories.ts';
import { findPath } from '../../../server/git/treePath.ts';
import type { HistoryUpkeep } from '../../../server/worker/engine.ts';
import { keepComparisons, keptComparisons, longFiles } from '../../../server/worker/keptComparisons.ts';
import { writeHistory } from '../../support/history.ts';
import { type TestIndex, testIndex } from '../../support/historyIndex.ts';
import { bareRepository } from '../../support/packFixture.ts';
import { openRepository } from '../../support/repositoryReader.ts';
import { useScratch } from '../../support/scratch.ts';

const COMMITS = 40;
const options = defaultOptions;
const hunks = new HunkMemory(1 << 20);

const scratch = useScratch('kept-comparisons');
let ids: ReadonlyMap<string, string>;
const tip = () => ids.get(`c${COMMITS - 1}`) as string;
let opened: ReturnType<typeof openRepository>;
let index: TestIndex;

/** `often` changes in each commit, `moved` was `before` for the first half, `gone` is deleted at the end, `few` changes ten times. */
beforeAll(() => {
  opened = openRepository(scratch.path);
  const text = (n: number) =>
    Array.from({ length: 30 }, (_, line) => `${line === n % 30 ? -n - 1 : line}\n`).join('');
  ids = writeHistory(
    scratch.path,
    Array.from({ length: COMMITS }, (_, n) => ({
      id: `c${n}`,
      files: {
        often: text(n),
        ...(n < 20 ? { before: text(n) } : n === 20 ? { before: null, moved: text(19) } : { moved: text(n) }),
        gone: n === COMMITS - 1 ? null : text(n),
        few: text(Math.floor(n / 4)),
      },
    })),
  );
  opened.reader.refresh();
  index = testIndex(scratch.path, [tip()]);
});
afterAll(() => {
  index.keeper.close();
  opened.close();
});

function stage() {
  const files = new Map<string, Buffer[]>();
  const kept = keptComparisons(
    {
      read: (owner, name) => files.get(`${owner} ${name}`) ?? [],
      write: (owner, name, values) =>
        void files.set(
          `${owner} ${name}`,
          values.map((value) => Buffer.from(value)),
        ),
    },
    '/common',
  );
  const { reader } = opened;
  const history = index.history(bareRepository(scratch.path), reader) as HistoryIndex;
  const upkeep: HistoryUpkeep = {
    history: () => history,
    update: () => ({ commits: 0, added: 0, bytes: 0, warnings: [] }),
    longest: (_, most) => longHistories(history, { ...most, cancel: neverCancelled }),
    comparisons: kept,
    cachedBytes: 0,
    close: () => undefined,
  };
  const findBlob = (_: unknown, at: string, path: string) =>
    findPath(reader, reader.commit(at).tree, path, null)?.oids.at(-1) ?? null;
  const job = { repository: bareRepository(scratch.path), commit: tip(), options };
  const list = (asked: Partial<typeof job> = {}) =>
    longFiles({ findBlob }, { ...job, ...asked }, { reader, upkeep });
  const keep = (path: string, { size = 1, worked = (): number => 0 } = {}) =>
    keepComparisons({ hunks }, { ...job, path, size }, { reader, upkeep, worked });
  /** Comparisons made for a blame, and comparisons known. */
  const compared = (path: string, asked: object = options) => {
    const subject = { overrides: reader.overrides, options: { ...options, ...asked }, path };
    const settled: SettledEntry[] = [];
    const { stats } = blame(reader, {
      target: { commit: job.commit, path, uncommitted: null, ranges: null },
      options: subject.options,
      cancel: neverCancelled,
      history,
      hunks: new HunkMemory(1 << 20),
      keptComparisons: () => kept.read(subject),
      onSettled: (entries) => settled.push(...entries),
    });
    return [stats.diffs, stats.hunksKnown];
  };
  return { list, keep, compared, upkeep, files };
}

describe('files with long histories', () => {
  it('are those that there still are, the longest first, until they are compared', () => {
    const { list, keep } = stage();
    const names = () => list()?.map(({ path }) => path);
    expect(names()).toEqual(['often', 'moved', 'few']);
    const [often] = list() ?? [];
    keep('often', { size: often?.size ?? 0 });
    expect(names()).toEqual(['moved', 'few']);
  });

  it('are compared again when their histories have grown', () => {
    const { list, keep } = stage();
    const size = list()?.[0]?.size ?? 0;
    keep('often', { size: (size * 2) / 3 });
    expect(list()?.[0]?.path).toBe('often');
    keep('often', { size });
    expect(list()?.[0]?.path).not.toBe('often');
  });

  it('are not compared by two', () => {
    const { keep } = stage();
    expect(keep('often', { size: 100 }).pairs).toBeGreaterThan(25);
    expect(keep('often', { size: 105 })).toEqual({ pairs: 0, worked: 0 });
    expect(keep('often', { size: 120 }).pairs).toBeGreaterThan(25);
  });

  it('are told apart by how they are compared', () => {
    const { list, keep } = stage();
    for (const { path, size } of list() ?? []) keep(path, { size });
    expect(list()).toEqual([]);
    expect(list({ options: { ...options, ignoreWhitespace: true } })).toHaveLength(3);
    expect(list({ options: { ...options, diffAlgorithm: 'histogram' } })).toHaveLength(3);
  });

  it('are none where nothing is kept, and not known without an index', () => {
    const { list, upkeep, keep } = stage();
    Object.assign(upkeep, { longest: () => null });
    expect(list()).toBeNull();
    Object.assign(upkeep, { comparisons: null });
    expect(list()).toBeNull();
    expect(keep('often')).toEqual({ pairs: 0, worked: 0 });
  });
});

describe('comparisons that are kept', () => {
  it('spare a blame all of its own, under older names too', () => {
    const { keep, compared } = stage();
    for (const path of ['often', 'moved']) {
      const [diffs, known] = compared(path);
      expect(diffs).toBeGreaterThan(25);
      expect(known).toBe(0);
      expect(keep(path).pairs).toBeGreaterThanOrEqual(diffs ?? 0);
      expect(compared(path)).toEqual([0, diffs]);
    }
  });

  it('are of no use where files are compared otherwise', () => {
    const { keep, compared } = stage();
    const [diffs] = compared('often');
    keep('often');
    expect(compared('often', { ignoreWhitespace: true })).toEqual([diffs, 0]);
    expect(compared('often', { indentHeuristic: false })).toEqual([diffs, 0]);
  });

  it('are none where there are few, which is noted', () => {
    const { keep, list, compared } = stage();
    const [diffs = 0] = compared('few');
    const size = list()?.find(({ path }) => path === 'few')?.size ?? 0;
    expect(keep('few', { size }).pairs).toBe(diffs);
    expect(compared('few')).toEqual([diffs, 0]);
    expect(list()?.map(({ path }) => path)).toEqual(['often', 'moved']);
  });

  it('are made as far as there is time, and gone on with later', () => {
    const { keep, list, compared } = stage();
    const [diffs = 0] = compared('often');
    const size = list()?.find(({ path }) => path === 'often')?.size ?? 0;
    let asked = 0;
    // Twenty pairs, and then it is late.
    const worked = () => (asked++ < 20 ? 0 : 5000);
    expect(keep('often', { size, worked })).toEqual({ pairs: 20, worked: 5000 });
    expect(compared('often')).toEqual([diffs - 20, 20]);
    expect(list()?.map(({ path }) => path)).toContain('often');
    keep('often', { size });
    expect(compared('often')).toEqual([0, diffs]);
    expect(list()?.map(({ path }) => path)).not.toContain('often');
  });
});
