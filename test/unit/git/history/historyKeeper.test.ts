/** What an index says about every path of every commit, compared with what the trees say. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { Cancelled } from '../../../../server/base/cancel.ts';
import { blame } from '../../../../server/blame/run.ts';
import { defaultOptions } from '../../../../server/blame/types.ts';
import { startHistoryBuild } from '../../../../server/git/history/build.ts';
import { layerBytes } from '../../../../server/git/history/layerWriter.ts';
import type { PathHistory } from '../../../../server/git/history/pathHistory.ts';
import type { ObjectFormat, Oid } from '../../../../server/git/oid.ts';
import type { ObjectReader } from '../../../../server/git/reader.ts';
import { diffTrees, type TreeEntry } from '../../../../server/git/treeDiff.ts';
import { arbitraryHistory } from '../../../support/arbitraryHistory.ts';
import { scratchDirectory } from '../../../support/gitRepository.ts';
import { type HistoryCommit, link, numbered, writeHistory } from '../../../support/history.ts';
import { testIndex } from '../../../support/historyIndex.ts';
import { propertyRuns } from '../../../support/propertyRuns.ts';
import { openRepository } from '../../../support/repositoryReader.ts';

/** Branches, merges of two and three, a second root, a path of every kind, renames, a cherry-picked change. */
const everything: readonly HistoryCommit[] = [
  { id: 'root', files: { a: 'a\n', 'dir/b': 'b\n', l: link('a') } },
  { id: 'mode', files: { a: { mode: '100755', content: 'a\n' } } },
  { id: 'side', parents: ['root'], files: { 'dir/b': 'side\n', 'dir/new': 'n\n' } },
  { id: 'merge', parents: ['mode', 'side'], files: { 'dir/b': 'side\n', 'dir/new': 'n\n' } },
  { id: 'directory', files: { l: null, 'l/x': 'x\n', sub: { mode: '160000', content: 'commit' } } },
  { id: 'file', files: { dir: 'now a file\n', 'dir/b': null, 'dir/new': null } },
  { id: 'otherRoot', parents: [], files: { a: 'other\n', z: 'z\n' } },
  { id: 'octopus', parents: ['file', 'otherRoot', 'side'], files: { z: 'z\n', a: 'all\n' } },
  { id: 'again', files: { a: 'a\n', l: link('a'), 'l/x': null } },
  { id: 'turned', parents: ['side', 'again'], files: { a: 'turned\n' } },
];

interface World {
  readonly reader: ObjectReader;
  readonly history: PathHistory;
  readonly ids: ReadonlyMap<string, Oid>;
  readonly directory: string;
}

/** Writes the history, takes it into an index up to each of the tips in turn, and looks. */
function inWorld(
  commits: readonly HistoryCommit[],
  { tips, format = 'sha1' }: { readonly tips: readonly string[]; readonly format?: ObjectFormat },
  look: (world: World) => void,
): void {
  const directory = scratchDirectory('history-index');
  const ids = writeHistory(directory, commits, { objectFormat: format });
  const { reader, close } = openRepository(directory, { format });
  const index = testIndex(
    directory,
    tips.map((name) => ids.get(name) ?? ''),
  );
  try {
    const repository = { gitDir: directory, commonDir: directory, workTree: null, objectFormat: format };
    const history = index.history({ ...repository, refFormat: 'files' }, reader);
    if (history === null) throw new Error('there is no index');
    look({ reader, history, ids, directory });
    expect(index.warnings).toEqual([]);
  } finally {
    index.keeper.close();
    close();
    rmSync(directory, { recursive: true });
  }
}

function filesOf(reader: ObjectReader, commit: Oid): Map<string, TreeEntry> {
  const files = new Map<string, TreeEntry>();
  diffTrees(reader, { before: null, after: reader.commit(commit).tree }, ({ path, after }) => {
    if (after !== null) files.set(path, after);
  });
  return files;
}

/** Goes along first parents while the path stays as it is. */
function lastTouch(reader: ObjectReader, commit: Oid, path: string): unknown {
  let at = commit;
  const entry = filesOf(reader, at).get(path) ?? null;
  for (;;) {
    const [parent] = reader.commit(at).parents;
    const before = parent === undefined ? null : (filesOf(reader, parent).get(path) ?? null);
    if (JSON.stringify(before) !== JSON.stringify(entry)) return { commit: at, entry };
    if (parent === undefined) return { commit: null, entry: null };
    at = parent;
  }
}

function agreesWithTrees({ reader, history, ids }: World): void {
  const commits = [...ids.values()];
  const paths = new Set(['no/such', ...commits.flatMap((commit) => [...filesOf(reader, commit).keys()])]);
  for (const commit of commits) {
    for (const path of paths) {
      const place = { commit, path };
      const answer = history.lastTouch(commit, path);
      if (answer !== null)
        expect({ ...place, ...answer }).toEqual({ ...place, ...(lastTouch(reader, commit, path) as object) });
    }
    expect(history.deletedPaths(commit) ?? []).toEqual(
      history.deletedPaths(commit) === null ? [] : deletions(reader, commit),
    );
  }
}

/** Those of commits that add files as well. */
function deletions(reader: ObjectReader, commit: Oid): string[] {
  const { tree, parents } = reader.commit(commit);
  const before = parents[0] === undefined ? null : reader.commit(parents[0]).tree;
  const deleted: string[] = [];
  let added = false;
  diffTrees(reader, { before, after: tree }, (change) => {
    if (change.after === null) deleted.push(change.path);
    if (change.before === null) added = true;
  });
  return added ? deleted : [];
}

describe('an index', () => {
  const ways: readonly (readonly [string, readonly string[]])[] = [
    ['at once', ['turned']],
    ['commit by commit', everything.map(({ id }) => id)],
    ['branch by branch', ['otherRoot', 'merge', 'side', 'octopus', 'turned']],
    ['from the middle', ['merge', 'turned']],
  ];
  it.each(ways)('says what the trees say, made %s', (_, tips) => {
    inWorld(everything, { tips }, (world) => {
      for (const commit of world.ids.values()) expect(world.history.lastTouch(commit, 'a')).not.toBeNull();
      agreesWithTrees(world);
    });
  });

  it('knows ids of 256 bits', () => {
    inWorld(everything, { tips: ['octopus', 'turned'], format: 'sha256' }, agreesWithTrees);
  });

  it('is the same file to the byte, whichever way trees lie in packs', () => {
    inWorld(everything, { tips: ['turned'] }, ({ reader, ids }) => {
      const layers = [null, true, false].map((newestFirst) => {
        const asked = vi.spyOn(reader, 'liesBefore').mockReturnValue(newestFirst);
        const build = startHistoryBuild(reader, { tip: ids.get('turned') ?? '', known: () => false });
        while (build.step());
        expect(asked).toHaveBeenCalled();
        return Buffer.concat(layerBytes(build.content())).toString('hex');
      });
      expect(new Set(layers).size).toBe(1);
    });
  });

  it('can tell nothing of commits it does not have', () => {
    inWorld(everything, { tips: ['merge'] }, ({ history, ids }) => {
      expect(history.lastTouch(ids.get('octopus') ?? '', 'a')).toBeNull();
      expect(history.deletedPaths(ids.get('octopus') ?? '')).toBeNull();
      expect(history.lastTouch('no id', 'a')).toBeNull();
    });
  });

  it('agrees with the trees of random histories, however it grows', () => {
    const history = arbitraryHistory({ commits: 16, unfinishedFiles: true });
    const property = fc.property(history, fc.array(fc.nat(), { maxLength: 4 }), (commits, choices) => {
      const tips = [...choices.map((choice) => commits[choice % commits.length]?.id ?? 'c0'), 'c0'];
      inWorld(commits, { tips }, agreesWithTrees);
    });
    fc.assert(property, propertyRuns(4));
  });

  it('stays a few files, whatever the number of updates', () => {
    const commits = Array.from({ length: 70 }, (_, n) => ({ id: `c${n}`, files: { f: `${n}\n` } }));
    inWorld(commits, { tips: commits.map(({ id }) => id) }, (world) => {
      agreesWithTrees({
        ...world,
        ids: new Map([...world.ids].filter((_, n) => n % 9 === 0)),
      });
    });
  }, 60_000);
});

describe('an update', () => {
  const commits = Array.from({ length: 30 }, (_, n) => ({
    id: `c${n}`,
    files: { f: `${n}\n`, [`g${n}`]: 'x' },
  }));

  it('that is stopped goes on where it was', () => {
    const directory = scratchDirectory('history-index');
    const ids = writeHistory(directory, commits, { objectFormat: 'sha1' });
    const { reader, close } = openRepository(directory);
    const { keeper } = testIndex(directory, []);
    const tip = ids.get('c29') ?? '';
    let stops = 0;
    let polls = 0;
    reader.cancel = {
      check() {
        if (++polls % 40 === 0) throw new Cancelled();
      },
    };
    const trees = () => reader.stats.treesRead;
    for (;;) {
      const before = trees();
      try {
        expect(keeper.update(reader, tip)).toMatchObject({ commits: 30, added: 30 });
        break;
      } catch (error) {
        if (!(error instanceof Cancelled)) throw error;
        expect(existsSync(join(directory, 'index-of-history'))).toBe(false);
        expect(trees() - before).toBeLessThan(30);
        stops++;
      }
    }
    expect(stops).toBeGreaterThan(2);
    expect(keeper.update(reader, ids.get('c3') ?? '')).toMatchObject({ commits: 30, added: 0 });
    expect(readdirSync(join(directory, 'index-of-history')).sort()).toEqual([
      expect.stringMatching(/\.layer$/),
      'layers.json',
      'used',
    ]);
    keeper.close();
    close();
    rmSync(directory, { recursive: true });
  });

  it('spares a blame nearly all trees and the commits that leave the file alone', () => {
    const text = numbered('line', 20);
    const busy: HistoryCommit[] = [{ id: 'first', files: { 'dir/f': text, 'dir/other': '' } }];
    for (let n = 0; n < 60; n++)
      busy.push({
        id: `o${n}`,
        files: n % 20 === 9 ? { 'dir/f': `${n}\n${text}` } : { 'dir/other': `${n}` },
      });
    const settledBy = (reader: ObjectReader, commit: Oid, history: PathHistory | null) => {
      const owners: string[] = [];
      const target = { commit, path: 'dir/f', uncommitted: null, ranges: null };
      const cancel = { check() {} };
      const { stats } = blame(reader, {
        target,
        options: defaultOptions,
        cancel,
        history,
        onSettled: (entries) => owners.push(...entries.map(({ line, origin }) => `${line} ${origin.commit}`)),
      });
      return { owners, stats };
    };
    inWorld(busy, { tips: ['o59'] }, ({ reader, history, ids }) => {
      const without = settledBy(reader, ids.get('o59') ?? '', null);
      const withIndex = settledBy(reader, ids.get('o59') ?? '', history);
      expect(new Set(withIndex.owners)).toEqual(new Set(without.owners));
      expect(without.stats.commitsVisited).toBe(61);
      // The commit asked for, those that touch the file, and the parents that they hand lines to.
      expect(withIndex.stats.commitsVisited).toBe(8);
      expect(withIndex.stats.treesRead).toBeLessThanOrEqual(2);
      expect(withIndex.stats.diffs).toBe(without.stats.diffs);
    });
  });
});
