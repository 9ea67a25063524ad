/** Random histories, blamed with what is known of other commits and from scratch: the answers must not differ. */
import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { neverCancelled } from '../../server/base/cancel.ts';
import { coalesce } from '../../server/blame/coalesce.ts';
import { compareVersions } from '../../server/blame/compareVersions.ts';
import { packComparisons } from '../../server/blame/comparisons.ts';
import { HunkMemory } from '../../server/blame/hunkMemory.ts';
import { type BlameOutcome, blame } from '../../server/blame/run.ts';
import {
  type BlameOptions,
  defaultOptions,
  type FilePlace,
  type GuiltyOrigin,
  KNOWN_IGNORED,
  KNOWN_UNBLAMABLE,
  type KnownBlames,
  type SettledEntry,
} from '../../server/blame/types.ts';
import type { PathHistory } from '../../server/git/history/pathHistory.ts';
import type { ObjectReader } from '../../server/git/reader.ts';
import { diffTrees } from '../../server/git/treeDiff.ts';
import { knownBlames } from '../../server/worker/knownBlames.ts';
import type { KeptBlame } from '../../server/worker/messages.ts';
import { packBlame } from '../../server/worker/packedBlame.ts';
import { arbitraryHistory } from '../support/arbitraryHistory.ts';
import { scratchDirectory } from '../support/gitRepository.ts';
import { type HistoryCommit, writeHistory } from '../support/history.ts';
import { testIndex } from '../support/historyIndex.ts';
import { bareRepository } from '../support/packFixture.ts';
import { propertyRuns, propertySeconds } from '../support/propertyRuns.ts';
import { openRepository } from '../support/repositoryReader.ts';

const SMALL_MEMORY = 1 << 11;
const LARGE_MEMORY = 1 << 20;

const optionSets: readonly Partial<BlameOptions>[] = [
  {},
  {},
  { firstParent: true },
  { showRoot: true, ignoreWhitespace: true },
  { followRenames: false },
  { diffAlgorithm: 'histogram' },
];

/** Comparisons are known in searches as well, where owners are not. */
const searches: readonly Partial<BlameOptions>[] = [
  {},
  { moveScore: 2 },
  { moveScore: 2, detectCopies: 2, copyScore: 3 },
];

it(
  'finds the same owners whatever is known',
  async () => {
    const history = arbitraryHistory({ commits: 25, unfinishedFiles: true });
    await fc.assert(
      fc.asyncProperty(history, fc.nat(), async (commits, choice) => check(commits, choice)),
      propertyRuns(propertySeconds),
    );
  },
  (propertySeconds + 60) * 1000,
);

interface Stage {
  readonly reader: ObjectReader;
  readonly options: BlameOptions;
  readonly history: PathHistory | null;
  readonly hunks: HunkMemory | null;
  readonly kept?: Uint8Array;
}

/** Every file of every commit: what was found out about some of them is known when the others are blamed. */
function check(commits: readonly HistoryCommit[], choice: number): void {
  const directory = scratchDirectory('known');
  const { reader, close } = openRepository(directory);
  try {
    const ids = writeHistory(directory, commits);
    reader.refresh();
    const index = testIndex(directory, [...ids.values()]);
    const ignored =
      choice % 2 === 0 ? [] : [...ids.values()].filter((_, at) => (choice >> (at % 29)) % 3 === 0);
    const options = {
      ...defaultOptions,
      ...optionSets[choice % optionSets.length],
      ignoreRevs: new Set(ignored),
    };
    const stage = {
      reader,
      options,
      history: choice % 3 === 0 ? index.history(bareRepository(directory), reader) : null,
      hunks: null,
    };
    const files = [...ids.values()].flatMap((commit) => filesOf(reader, commit));
    const scratch = files.map((file) => run(stage, file, null));
    const kept: KeptBlame[] = [];
    for (const [number, file] of files.entries()) {
      const { outcome, entries } = run(stage, file, knownBlames(kept).known);
      expect({ file, entries: entries.map(plain) }).toEqual({
        file,
        entries: scratch[number]?.entries.map(plain),
      });
      const { anchor } = outcome;
      // Only lines passed on to a second parent of an ignored commit stand in the way of keeping it.
      if (ignored.length === 0) expect(anchor).not.toBeNull();
      if (anchor !== null && (choice >> (number % 25)) % 2 === 0)
        kept.push(keep(file, { ...outcome, anchor }, entries));
      if (kept.some(({ places }) => places[0] === file))
        expect(run(stage, file, knownBlames(kept).known).outcome.stats.diffs).toBe(0);
    }
    const searching = { ...stage, options: { ...options, ...searches[choice % searches.length] } };
    checkHunks(searching, files);
    checkKept(searching, files);
    index.keeper.close();
  } finally {
    close();
    rmSync(directory, { recursive: true });
  }
}

/** Blamed with what comparing files has shown before: all of it, or the little that a small memory holds. */
function checkHunks(stage: Stage, files: readonly FilePlace[]): void {
  const scratch = files.map((file) => run(stage, file, null));
  for (const bytes of [SMALL_MEMORY, LARGE_MEMORY]) {
    const hunks = new HunkMemory(bytes);
    for (const round of [1, 2]) {
      for (const [number, file] of files.entries()) {
        const { outcome, entries } = run({ ...stage, hunks }, file, null);
        const expected = scratch[number] as ReturnType<typeof run>;
        expect({ file, entries: entries.map(plain) }).toEqual({ file, entries: expected.entries.map(plain) });
        const { diffs, hunksKnown, patches } = outcome.stats;
        expect(patches).toBe(expected.outcome.stats.patches);
        expect(hunksKnown).toBeLessThanOrEqual(patches);
        if (round === 2 && bytes === LARGE_MEMORY) {
          expect(hunksKnown).toBe(patches);
          expect(diffs).toBe(expected.outcome.stats.diffs - patches);
        }
      }
    }
  }
}

/** Blamed with what was compared before anybody asked: all that lines come to under their file's names is there. */
function checkKept(stage: Stage, files: readonly FilePlace[]): void {
  const { reader, options, history } = stage;
  for (const file of files) {
    const expected = run(stage, file, null);
    const hunks = new HunkMemory(LARGE_MEMORY);
    const { comparisons, isWhole } = compareVersions(reader, {
      target: file,
      options,
      cancel: neverCancelled,
      history,
      hunks,
      keptComparisons: () => null,
      mostPairs: 1000,
      mostBytes: LARGE_MEMORY,
      isEnough: () => false,
    });
    expect(isWhole).toBe(true);
    const kept = packComparisons(comparisons);
    const helped = run({ ...stage, hunks, kept }, file, null);
    expect({ file, entries: helped.entries.map(plain) }).toEqual({
      file,
      entries: expected.entries.map(plain),
    });
    const { patches, hunksKnown, diffs } = helped.outcome.stats;
    expect(patches).toBe(expected.outcome.stats.patches);
    if (options.moveScore !== null) continue;
    expect(hunksKnown).toBe(patches);
    expect(diffs).toBe(0);
  }
}

function filesOf(reader: ObjectReader, commit: string): FilePlace[] {
  const files: FilePlace[] = [];
  diffTrees(reader, { before: null, after: reader.commit(commit).tree }, ({ path }) =>
    files.push({ commit, path }),
  );
  return files;
}

function run({ reader, options, history, hunks, kept }: Stage, file: FilePlace, known: KnownBlames | null) {
  const settled: SettledEntry[] = [];
  const outcome = blame(reader, {
    target: { ...file, uncommitted: null, ranges: null },
    options,
    cancel: neverCancelled,
    history,
    known,
    hunks,
    ...(kept && { keptComparisons: () => kept }),
    onSettled: (entries) => settled.push(...entries),
  });
  return { outcome, entries: coalesce(settled) };
}

function keep(
  file: FilePlace,
  { anchor, lineCount }: BlameOutcome & { readonly anchor: FilePlace },
  entries: readonly SettledEntry[],
): KeptBlame {
  const owners = [...new Set(entries.map(({ origin }) => origin))];
  const rows = entries.flatMap(({ line, count, sourceLine, origin, ignored, unblamable }) => [
    line,
    count,
    sourceLine,
    owners.indexOf(origin),
    (ignored ? KNOWN_IGNORED : 0) + (unblamable ? KNOWN_UNBLAMABLE : 0),
  ]);
  const whole = { ...file, anchor, lineCount, rows: Int32Array.from(rows), origins: owners.map(ownerOf) };
  return { places: [file, anchor], data: packBlame(whole), described: false };
}

function plain({ origin, ...entry }: SettledEntry) {
  return { ...entry, ...ownerOf(origin) };
}

function ownerOf({ commit, path, previous, boundary }: GuiltyOrigin) {
  return { commit, path, previous: previous && { commit: previous.commit, path: previous.path }, boundary };
}
