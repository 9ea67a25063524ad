/** Keeps finished blames for the sake of later ones: by what they hold for, in memory and, through `store`, on disk. Starts no work. */
import { posix } from 'node:path';
import { LRUCache } from 'lru-cache';
import { madeOnce } from '../../base/madeOnce.ts';
import { afterSlices, inSlices } from '../../base/nextTurn.ts';
import type { FilePlace } from '../../blame/types.ts';
import type { Oid } from '../../git/oid.ts';
import type {
  BlameJob,
  BlameOutcome,
  CommitRecord,
  KeptBlame,
  KnownResults,
  ResolvedOptions,
} from '../../worker/messages.ts';
import { packingBlame, unpackingBlame, withCommit } from '../../worker/packedBlame.ts';
import { type FileBlame, measure } from '../fileBlame.ts';
import { optionsKey, stampOf } from '../keys.ts';
import type { CommitRecords } from './commitRecords.ts';
import { type DescribedCommits, parseRecords, recordBytes } from './describedCommits.ts';

/** Where bytes last longer than the process, under an owner's directory and a name of any length. */
export interface LastingStore {
  /** What was written last, the newest first; empty when there is nothing or it was damaged. */
  read(owner: string, name: string): readonly Uint8Array[];
  /** Replaces what was there. Never throws: what can't be kept is made again. */
  write(owner: string, name: string, values: readonly Uint8Array[]): void;
}

export interface KeptBlamesParts {
  readonly maxBytes: number;
  /** Null to keep nothing beyond the process. */
  readonly store: LastingStore | null;
  /** What is known of commits. */
  readonly records: CommitRecords;
  /** Does something when nothing else is to be done. */
  readonly later: (action: () => void | Promise<void>) => void;
  /** Does something in the next turn. */
  readonly nextTurn: (action: () => void) => void;
}

/** A repository as it is seen, beside what its commits are. */
export interface Seen {
  /** What history is overridden by. */
  readonly overrides: string;
  /** That, and what people are called. */
  readonly stamp: string;
}

export const seenIn: (resolved: ResolvedOptions) => Seen = madeOnce((resolved) => ({
  stamp: stampOf(resolved),
  overrides: resolved.overrides,
}));

interface Kept extends Omit<KeptBlame, 'described'> {
  /** The blame's repository, options and overrides. */
  readonly family: string;
  readonly path: string;
  readonly anchor: string;
  /** The commits that own its lines. */
  readonly commits: readonly Oid[];
}

interface Family {
  readonly name: string;
  readonly owner: string;
}

/** Finished blames that are given to a job at most, and that are kept. */
const MOST = 512;
/** Of one path, with the same options, on disk. */
const MOST_VERSIONS = 4;
/** Of one path, given to a job. */
const MOST_OWN = 8;
/** Of other paths, given to a job: each costs both threads something, and hardly ever a file has had the other's name. */
const MOST_OTHERS = 16;
/** A blame that came to its anchor by way of more commits than this is written again, for the sake of the way. */
const LONG_WAY = 64;
/** Commits named between two pauses. */
const SLICE_COMMITS = 2000;

export class KeptBlames {
  private readonly parts: KeptBlamesParts;
  /** By family, anchor and where it is: what is new takes the place of what says the same. */
  private readonly kept: LRUCache<string, Kept>;
  /**
   * The same by family and path, name, and directory: each question looks for what is kept of its file or of files that may have had
   * its name, and all that is kept is too much to go through for thousands of them.
   */
  private readonly byPath = new Map<string, Set<Kept>>();
  /** What has been looked for on disk. */
  private readonly looked = new LRUCache<string, true>({ maxSize: 20_000, sizeCalculation: () => 1 });

  /** What is just being taken in from there. */
  private readonly loading = new Set<string>();

  /** What is to be taken in, the oldest first. */
  private arrived: (() => void)[] = [];

  constructor(parts: KeptBlamesParts) {
    this.parts = parts;
    this.kept = new LRUCache<string, Kept>({
      max: MOST,
      maxSize: parts.maxBytes,
      sizeCalculation: ({ data, path, commits }) => data.length + 2 * path.length + 8 * commits.length + 600,
      dispose: (gone) => this.forget(gone),
    });
  }

  get bytes(): number {
    this.takeIn();
    return this.kept.calculatedSize;
  }

  /**
   * What may help a job: what is known of its path, else, because a path may have had another name, of some others. Pauses now and then
   * where that is of thousands of commits.
   */
  *for(job: BlameJob, { overrides, stamp }: Seen): Generator<undefined, Help> {
    this.takeIn();
    const family = familyOf(job, overrides);
    if (this.has(family, job) === null) yield* this.load(family, job.path);
    const own = this.ofPath(family, job.path);
    if (own.length === 0) {
      const blames = this.likeliestNames(family, job).map(undescribed);
      return { known: { overrides, blames }, described: new Map() };
    }
    const described = new Map<Oid, CommitRecord>();
    const blames = [];
    for (const { places, data, commits } of own.slice(0, MOST_OWN)) {
      const records = yield* this.parts.records.all(stamp, commits);
      for (const [commit, record] of records ?? []) described.set(commit, record);
      blames.push({ places, data, described: records !== null });
    }
    return { known: { overrides, blames }, described };
  }

  /**
   * The whole answer to a job, where just that has been kept, and what its commits say is known: nobody need work on it. Null
   * where it is not, or where the job is about more than a file of a commit. Pauses now and then where it is of thousands of commits.
   */
  *whole(job: BlameJob, { overrides, stamp }: Seen): Generator<undefined, FileBlame | null> {
    if (job.content !== null || job.grafts !== null || job.textconv !== null || job.lines !== null)
      return null;
    this.takeIn();
    const family = familyOf(job, overrides);
    if (this.has(family, job) === null) yield* this.load(family, job.path);
    const same = this.has(family, job);
    const records = same && (yield* this.parts.records.all(stamp, same.commits));
    if (!same || !records) return null;
    const blame = yield* unpackingBlame(same.data);
    if (blame === null) return null;
    const commits = yield* named(records);
    const { lineCount, rows, origins } = blame;
    const whole = { lineCount, rows, origins, commits, uncommitted: null };
    yield* measure(whole);
    return whole;
  }

  /** Takes in what came of a job, if it may be kept. Packing it can wait for the answer to go out; whoever looks for it finds it. */
  add(job: BlameJob, seen: Seen, finished: Finished): void {
    const { blame, outcome } = finished;
    const { anchor } = outcome;
    if (anchor === null || blame.lineCount === 0) return;
    this.arrived.push(() => this.keep(job, seen, { ...finished, anchor }));
    if (this.arrived.length === 1) this.parts.nextTurn(() => this.takeIn());
  }

  private takeIn(): void {
    const arrived = this.arrived;
    this.arrived = [];
    for (const take of arrived) take();
  }

  /** What is short at once, what is long in some turns to come. */
  private keep(job: BlameJob, seen: Seen, { blame, outcome, anchor }: Anchored): void {
    const { stats } = outcome;
    const family = familyOf(job, seen.overrides);
    if (this.has(family, job) !== null) return;
    const { commit, path } = job;
    const same = this.kept.peek(keyOf(family, path, placeKey(anchor)));
    const packed = (data: Uint8Array) => {
      const commits = same?.commits ?? ownersOf(blame);
      this.put(family, { commit, path, anchor }, { data, commits });
      if (same !== undefined && stats.commitsVisited <= LONG_WAY) return;
      const described = { stamp: seen.stamp, commits: blame.commits };
      this.parts.later(() => inSlices(this.save(family, path, described)));
    };
    if (same) packed(same.data);
    else afterSlices(packingBlame({ commit, path, anchor, ...blame }), packed);
  }

  /** What is known of the very file of the job; null for nothing. */
  private has(family: Family, { commit, path }: BlameJob): Kept | null {
    const kept = this.byPath.get(nameOf(family, path)) ?? [];
    for (const each of kept) if (each.places.some((place) => isPlace(place, commit, path))) return each;
    return null;
  }

  /** What is kept of a path, in the order in which it was used last, the latest first. */
  private ofPath(family: Family, path: string): Kept[] {
    return this.inOrder(this.byPath.get(nameOf(family, path)) ?? none);
  }

  /**
   * Files are moved under the name they have, or get another name in their directory. Of many, those used last. What is known to be there
   * in the same commit has given its name to nobody.
   */
  private likeliestNames(family: Family, { commit, path }: BlameJob): Kept[] {
    const [moved, besides] = placesOf(path).map((place) => {
      const all = [...(this.byPath.get(nameOf(family, place)) ?? none)];
      return all.filter((other) => !other.places.some((known) => isPlace(known, commit, other.path)));
    });
    const likely = [...this.inOrder(new Set(moved)), ...this.inOrder(new Set(besides))];
    return [...new Set(likely)].slice(0, MOST_OTHERS);
  }

  /** Those used last first. */
  private inOrder(some: ReadonlySet<Kept>): Kept[] {
    return some.size < 2 ? [...some] : [...this.kept.values()].filter((each) => some.has(each));
  }

  private forget(kept: Kept): void {
    for (const name of namesOf(kept)) {
      const others = this.byPath.get(name);
      others?.delete(kept);
      if (others?.size === 0) this.byPath.delete(name);
    }
  }

  private put(
    family: Family,
    { commit, path, anchor }: Placed,
    { data, commits }: Pick<Kept, 'data' | 'commits'>,
  ): void {
    const key = placeKey(anchor);
    const places = [{ commit, path }, anchor];
    const kept = { family: family.name, path, anchor: key, places, data, commits };
    this.kept.set(keyOf(family, path, key), kept);
    // What it took the place of is forgotten by now; what is too large for all of it was not taken in.
    if (this.kept.peek(keyOf(family, path, key)) !== kept) return;
    for (const name of namesOf(kept)) {
      const others = this.byPath.get(name);
      if (others === undefined) this.byPath.set(name, new Set([kept]));
      else others.add(kept);
    }
  }

  /** Takes in what lies on disk of a path, once; whoever asks meanwhile waits for that. */
  private *load(family: Family, path: string): Generator<undefined, void> {
    const name = nameOf(family, path);
    while (this.loading.has(name)) yield;
    if (this.looked.has(name)) return;
    this.looked.set(name, true);
    this.loading.add(name);
    try {
      yield* this.takeFromDisk(family, path);
    } finally {
      this.loading.delete(name);
    }
  }

  private *takeFromDisk(family: Family, path: string): Generator<undefined, void> {
    const [described, ...values] = this.parts.store?.read(family.owner, nameOf(family, path)) ?? [];
    const told = described === undefined ? null : yield* parseRecords(described);
    if (told !== null) yield* this.parts.records.taking(told.stamp, told.commits);
    // The newest is put in last.
    for (const value of [...values].reverse()) {
      // A copy also lies where numbers may be read.
      const data = shared(value);
      const blame = yield* unpackingBlame(data);
      if (blame === null || blame.path !== path) continue;
      // What is in memory is as of a newer commit.
      if (!this.kept.has(keyOf(family, path, placeKey(blame.anchor))))
        this.put(family, blame, { data, commits: ownersOf(blame) });
    }
  }

  private *save(
    family: Family,
    path: string,
    { stamp, commits }: DescribedCommits,
  ): Generator<undefined, void> {
    if (this.parts.store === null) return;
    const versions = this.ofPath(family, path).slice(0, MOST_VERSIONS);
    const all = yield* named(Object.entries(commits));
    for (const version of versions) {
      if (version.commits.length >= SLICE_COMMITS) yield;
      const others = version.commits.filter((commit) => all[commit] === undefined);
      for (const [commit, record] of (yield* this.parts.records.all(stamp, others)) ?? [])
        all[commit] = record;
    }
    const records = yield* recordBytes({ stamp, commits: all });
    const values = versions.map(({ data, places: [place] }) =>
      place ? withCommit(data, place.commit) : data,
    );
    this.parts.store.write(family.owner, nameOf(family, path), [records, ...values]);
  }
}

/** One by one, with pauses: hundreds that are spread into an object in one go take V8 milliseconds. */
function* named(
  records: Iterable<readonly [Oid, CommitRecord]>,
): Generator<undefined, Record<Oid, CommitRecord>> {
  const all: Record<Oid, CommitRecord> = {};
  let count = 0;
  for (const [commit, record] of records) {
    if (++count % SLICE_COMMITS === 0) yield;
    all[commit] = record;
  }
  return all;
}

function ownersOf({ origins }: Pick<FileBlame, 'origins'>): Oid[] {
  return [...new Set(origins.map(({ commit }) => commit))];
}

const none: ReadonlySet<Kept> = new Set();

/** Where a file may be looked for beside its path: under its name and in its directory, neither of which is a path. */
function placesOf(path: string): [name: string, directory: string] {
  return [`name/${posix.basename(path)}/`, `in/${posix.dirname(path)}/`];
}

function namesOf({ family, path }: Kept): string[] {
  return [path, ...placesOf(path)].map((place) => nameOf({ name: family }, place));
}

function isPlace(place: FilePlace, commit: Oid, path: string): boolean {
  return place.commit === commit && place.path === path;
}

function undescribed({ places, data }: Kept): KeptBlame {
  return { places, data, described: false };
}

interface Help {
  readonly known: KnownResults;
  /** What the commits say that the engine need not tell. */
  readonly described: ReadonlyMap<Oid, CommitRecord>;
}

/** A job that is done. */
interface Finished {
  readonly blame: FileBlame;
  readonly outcome: BlameOutcome;
}

/** One that may be kept, and where else it holds. */
interface Anchored extends Finished {
  readonly anchor: FilePlace;
}

type Placed = Pick<BlameJob, 'commit' | 'path'> & {
  readonly anchor: { readonly commit: Oid; readonly path: string };
};

/** Linked worktrees share what is known: it hangs on commits alone. */
function familyOf({ repository, options }: BlameJob, overrides: string): Family {
  const owner = repository.commonDir;
  return { owner, name: `${owner}\0${optionsKey(options)}\0${overrides}` };
}

function nameOf({ name }: Pick<Family, 'name'>, path: string): string {
  return `${name}\0${path}`;
}

function keyOf({ name }: Family, path: string, anchor: string): string {
  return `${name}\0${path}\0${anchor}`;
}

function placeKey({ commit, path }: { readonly commit: Oid; readonly path: string }): string {
  return `${commit} ${path}`;
}

/** A copy in memory that threads can share. */
function shared(value: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(value.length));
  copy.set(value);
  return copy;
}
