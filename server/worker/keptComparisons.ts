/** How the versions of files differ, kept on disk for the files with long histories: nobody need wait for that when one is blamed first. */
import type { CompareOptions } from '../blame/compareOptions.ts';
import { compareVersions } from '../blame/compareVersions.ts';
import { packComparisons } from '../blame/comparisons.ts';
import type { KeptFiles } from '../cache/keptFiles.ts';
import type { LongHistory } from '../git/history/longHistories.ts';
import type { Oid } from '../git/oid.ts';
import type { ObjectReader } from '../git/reader.ts';
import type { Repository } from '../git/repository.ts';
import type { EngineParts, HistoryUpkeep } from './engine.ts';

/** Asks which files of a commit should be compared, and have not been since their history was much the same. */
export interface LongFilesJob {
  readonly repository: Repository;
  readonly commit: Oid;
  readonly options: CompareOptions;
}

/** Asks to compare all versions of one of them, and to keep that. */
export interface ComparisonsJob extends LongFilesJob, LongHistory {}

/** What hangs on all that decides how the versions of a file differ. */
interface Subject {
  readonly overrides: string;
  readonly options: CompareOptions;
  readonly path: string;
}

export interface KeptComparisons {
  /** As `packComparisons` makes them; null where there are none. */
  read(subject: Subject): Uint8Array | null;
  write(subject: Subject, size: number, packed: Uint8Array): void;
  /** What was told when they were written; 0 where there are none. */
  sizeOf(subject: Subject): number;
}

/** To be raised whenever the form of what is kept changes, or how files are compared. */
const FORMAT = 1;
/** A touch takes 23 bytes and more in an index: eight of them. */
const LEAST_SIZE = 8 * 23;
/** Below that many pairs nothing is gained. */
const FEWEST_PAIRS = 16;
/** A tenth more of history is compared when it is asked for. */
const GROWN = 1.1;
const MOST_FILES = 1024;
/** Milliseconds of work on one file at a time. */
const LONGEST = 2000;
/** Of one file: a file with more pairs, or with hunks that take more as numbers, is one that machines write. */
const MOST_PAIRS = 1 << 14;
const MOST_BYTES = 8 << 20;

export function keptComparisons(files: Pick<KeptFiles, 'read' | 'write'>, owner: string): KeptComparisons {
  const valuesOf = (subject: Subject) => {
    const [size, packed] = files.read(owner, nameOf(subject));
    return size?.length === 8 && packed ? { size: size.readDoubleLE(), packed } : null;
  };
  return {
    read(subject) {
      const packed = valuesOf(subject)?.packed;
      return packed && packed.length > 0 ? packed : null;
    },
    write(subject, size, packed) {
      const told = Buffer.alloc(8);
      told.writeDoubleLE(size);
      files.write(owner, nameOf(subject), [told, packed]);
    },
    sizeOf: (subject) => valuesOf(subject)?.size ?? 0,
  };
}

function nameOf({ overrides, options, path }: Subject): string {
  const { diffAlgorithm, indentHeuristic, ignoreWhitespace } = options;
  return JSON.stringify([FORMAT, overrides, diffAlgorithm, indentHeuristic, ignoreWhitespace, path]);
}

/** What is read, and where it is kept; null: nowhere. */
interface Room {
  readonly reader: ObjectReader;
  readonly upkeep: HistoryUpkeep | null;
}

/** The longest first; null where nothing is kept, or there is no index yet. */
export function longFiles(
  { findBlob }: Pick<EngineParts, 'findBlob'>,
  { commit, options }: LongFilesJob,
  { reader, upkeep }: Room,
): LongHistory[] | null {
  const { overrides, cancel } = reader;
  const kept = upkeep?.comparisons ?? null;
  if (upkeep === null || kept === null) return null;
  const longest = upkeep.longest(reader, { least: LEAST_SIZE, most: MOST_FILES });
  if (longest === null) return null;
  return longest.filter(({ path, size }) => {
    cancel.check();
    if (findBlob(reader, commit, path) === null) return false;
    return isGrown(size, kept.sizeOf({ overrides, options, path }));
  });
}

function isGrown(size: number, before: number): boolean {
  return size > GROWN * before;
}

/** What keeping the comparisons of a file came to. */
export interface ComparisonsOutcome {
  readonly pairs: number;
  /** Milliseconds of work. */
  readonly worked: number;
}

/**
 * A file with few pairs is noted, so that it is not looked at again. What takes too long is kept as far as it has come, and gone on with when
 * its turn comes again.
 */
export function keepComparisons(
  { hunks }: Pick<EngineParts, 'hunks'>,
  { commit, path, size, options }: ComparisonsJob,
  { reader, upkeep, worked }: Room & { readonly worked: () => number },
): ComparisonsOutcome {
  const { overrides, cancel } = reader;
  const kept = upkeep?.comparisons ?? null;
  const history = upkeep?.history(reader) ?? null;
  if (kept === null || history === null) return { pairs: 0, worked: 0 };
  const subject = { overrides, options, path };
  // Another process may have been quicker.
  if (!isGrown(size, kept.sizeOf(subject))) return { pairs: 0, worked: 0 };
  const { comparisons, isWhole } = compareVersions(reader, {
    target: { commit, path },
    options,
    cancel,
    history,
    hunks,
    keptComparisons: () => kept.read(subject),
    mostPairs: MOST_PAIRS,
    mostBytes: MOST_BYTES,
    isEnough: () => worked() > LONGEST,
  });
  const isMuch = comparisons.length >= FEWEST_PAIRS;
  kept.write(subject, isWhole ? size : 0, isMuch ? packComparisons(comparisons) : new Uint8Array());
  return { pairs: comparisons.length, worked: worked() };
}
