/** All objects of a repository, wherever they lie: packs and loose files of its own and of its alternates. */

import { LRUCache } from 'lru-cache';
import { hexToBytes } from '../../base/hexBytes.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { GitError } from '../errors.ts';
import type { ObjectType, RawObject } from '../objects.ts';
import { type ObjectFormat, type Oid, oidBytes } from '../oid.ts';
import type { NamedEntry } from '../treeEntry.ts';
import { objectDirectories } from './alternates.ts';
import { type BlobMaker, makeOfBlob } from './blobMaker.ts';
import { collectLoose, readLoose, readLooseHeader } from './loose.ts';
import type { Pack } from './pack.ts';
import { PackDirectory, type Place } from './packDirectory.ts';
import { PackReader } from './packReader.ts';
import type { InflateCount, ReadContext, ReadLimits } from './readContext.ts';
import { type PackPlace, RecentPlaces } from './recentPlaces.ts';
import { ELSEWHERE, SmallObjects } from './smallObjects.ts';
import { compareTrees, type EntryChange } from './treePairs.ts';
import { ABSENT, TreeSearch } from './treeSearch.ts';
import { FileVanished, type WindowCache } from './windows.ts';

export interface ObjectHeader {
  readonly type: ObjectType;
  readonly size: number;
}

interface Directory {
  readonly path: string;
  readonly packs: PackDirectory;
}

/** One way of reading an object, for packed and for loose ones. */
interface Access<T> {
  packed(pack: Pack, offset: number): T;
  loose(objectsDir: string, oid: Oid): T | null;
}

/** A part of the kernels' memory. */
interface KernelSpace {
  readonly kernel: Kernel;
  readonly start: number;
  readonly end: number;
}

export interface StoreSetup {
  readonly objectsDir: string;
  readonly alternateObjectDirs: readonly string[];
  readonly objectFormat: ObjectFormat;
  readonly limits: ReadLimits;
  readonly stats: InflateCount;
  readonly windows: WindowCache;
  /** The memory that small objects may use; without it they are read as the large ones are. */
  readonly space?: KernelSpace;
  readonly warnings: string[];
  readonly checkCancel: () => void;
}

/** Packs may be rewritten again and again while we read; after so many tries an object counts as missing. */
const MAX_TRIES = 4;
/** Deltas whose bases lie outside their pack may lead on to such deltas, but not for ever. */
const MAX_BASE_DEPTH = 50;
const MAX_FAULTS = 20_000;

export class ObjectStore {
  readonly #setup: StoreSetup;
  readonly #idBytes: number;
  readonly #id: Uint8Array;
  readonly #packs: PackReader;
  readonly #small: SmallObjects | null;
  readonly #trees: TreeSearch | null;
  readonly #recent = new RecentPlaces();
  readonly #place: Place = { pack: null, offset: 0 };
  readonly #whole: Access<RawObject>;
  readonly #brief: Access<RawObject>;
  readonly #head: Access<ObjectHeader>;
  /** What was wrong with packed entries, by the pack's key; none is tried twice, however deltas refer to each other. */
  readonly #faults = new LRUCache<number, GitError>({ maxSize: MAX_FAULTS, sizeCalculation: () => 1 });
  #directories: Directory[] = [];
  #baseDepth = 0;

  constructor(setup: StoreSetup) {
    this.#setup = setup;
    this.#idBytes = oidBytes(setup.objectFormat);
    this.#id = new Uint8Array(this.#idBytes);
    const context: ReadContext = {
      limits: setup.limits,
      stats: setup.stats,
      checkCancel: setup.checkCancel,
      readBase: (id) => this.#readBase(id),
    };
    const small = setup.space === undefined ? null : smallObjects(setup, setup.space);
    this.#small = small;
    this.#trees = small === null ? null : new TreeSearch(small, this.#idBytes);
    const packs = new PackReader(context, small);
    this.#packs = packs;
    const loose = (dir: string, oid: Oid): RawObject | null => this.#readLoose(dir, oid);
    this.#whole = { packed: (pack, offset) => packs.read(pack, offset), loose };
    this.#brief = { packed: (pack, offset) => packs.readBriefly(pack, offset), loose };
    this.#head = { packed: (pack, offset) => packs.header(pack, offset), loose: readLooseHeader };
    this.#listDirectories();
  }

  /** The object, or null when it does not exist. Nobody may write to its bytes. */
  read(oid: Oid): RawObject | null {
    return this.#search(oid, this.#whole);
  }

  /** As `read`, but the bytes may be overwritten by the next read. */
  readBriefly(oid: Oid): RawObject | null {
    return this.#search(oid, this.#brief);
  }

  /** The entry of a tree with the name; null when it takes reading the tree to tell, or to say what is wrong with it. */
  treeEntry(oid: Oid, name: string): NamedEntry | 'absent' | null {
    this.#setup.checkCancel();
    if (this.#trees === null || !hexToBytes(oid, this.#id)) return null;
    try {
      if (!this.#locate(this.#id)) return null;
      const found = this.#trees.find(this.#place.pack!, this.#place.offset, name);
      if (found === ELSEWHERE) return null;
      return found === ABSENT ? 'absent' : this.#trees.entry();
    } catch (error) {
      if (error instanceof FileVanished || isCorrupt(error)) return null;
      throw error;
    }
  }

  /** What the maker makes of a packed blob; null when the blob has to be read, or when reading says what is wrong. */
  makeOfBlob<T>(oid: Oid, maker: BlobMaker<T>): T | null {
    this.#setup.checkCancel();
    if (this.#small === null || !hexToBytes(oid, this.#id)) return null;
    try {
      if (!this.#locate(this.#id)) return null;
      return makeOfBlob(this.#small, { pack: this.#place.pack!, offset: this.#place.offset }, maker);
    } catch (error) {
      if (error instanceof FileVanished || isCorrupt(error)) return null;
      throw error;
    }
  }

  /** The entries in which two packed trees differ, null being the empty one; null when it takes reading them. */
  treeChanges(before: Oid | null, after: Oid | null): EntryChange[] | null {
    this.#setup.checkCancel();
    if (this.#small === null) return null;
    try {
      const places = { before: this.#placeOf(before), after: this.#placeOf(after) };
      if ((places.before === null && before !== null) || (places.after === null && after !== null))
        return null;
      return compareTrees(this.#small, places, this.#idBytes);
    } catch (error) {
      if (error instanceof FileVanished || isCorrupt(error)) return null;
      throw error;
    }
  }

  /** Whether an object lies before another in the same pack; null when they are one, or not in the same pack. */
  liesBefore(oid: Oid, other: Oid): boolean | null {
    try {
      const [a, b] = [this.#placeOf(oid), this.#placeOf(other)];
      if (a === null || b === null || a.pack !== b.pack || a.offset === b.offset) return null;
      return a.offset < b.offset;
    } catch (error) {
      if (error instanceof FileVanished || isCorrupt(error)) return null;
      throw error;
    }
  }

  header(oid: Oid): ObjectHeader | null {
    return this.#search(oid, this.#head);
  }

  /** Object directories, the repository's own first. */
  get directories(): readonly string[] {
    return this.#directories.map((directory) => directory.path);
  }

  get cachedBytes(): number {
    return this.#packs.cachedBytes;
  }

  packedObjectCount(): number {
    return this.#directories.reduce((sum, directory) => sum + directory.packs.objectCount(), 0);
  }

  oidsWithPrefix(prefix: string, limit: number): Oid[] {
    const found = new Set<Oid>();
    for (const { path, packs } of this.#directories) {
      packs.collect(prefix, limit, found);
      collectLoose(path, { prefix, limit, idBytes: this.#idBytes }, found);
    }
    return [...found];
  }

  /** Looks at all directories again, alternates included. */
  refresh(): void {
    this.#listDirectories();
    this.#rescan();
  }

  close(): void {
    for (const directory of this.#directories) directory.packs.close();
    this.#packs.clear();
  }

  #listDirectories(): void {
    const { objectsDir, alternateObjectDirs, windows, warnings } = this.#setup;
    const known = new Map(this.#directories.map((directory) => [directory.path, directory]));
    this.#directories = objectDirectories([objectsDir, ...alternateObjectDirs], warnings).map(
      (path) =>
        known.get(path) ?? {
          path,
          packs: new PackDirectory(path, { windows, idBytes: this.#idBytes, warnings }),
        },
    );
  }

  #rescan(): boolean {
    let changed = false;
    for (const directory of this.#directories) changed = directory.packs.rescan() || changed;
    if (changed) this.#faults.clear();
    this.#recent.clear();
    return changed;
  }

  /** Packs first, then loose files, then once more where packs have changed meanwhile, as git does. */
  #search<T>(oid: Oid, access: Access<T>): T | null {
    this.#setup.checkCancel();
    let fault: GitError | null = null;
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      if (!hexToBytes(oid, this.#id)) return null;
      try {
        if (this.#locate(this.#id)) return this.#readPacked(this.#place.pack!, this.#place.offset, access);
      } catch (error) {
        if (error instanceof FileVanished) {
          this.#rescan();
          continue;
        }
        if (!isCorrupt(error)) throw error;
        fault ??= error;
        const other = this.#searchOtherPacks(oid, access);
        if (other !== null) return other;
      }
      const loose = this.#searchLoose(oid, access);
      if (loose !== null) return loose;
      if (!this.#rescan()) break;
    }
    if (fault !== null) throw fault;
    return null;
  }

  /** Null when it is not in a pack, or not given. */
  #placeOf(oid: Oid | null): PackPlace | null {
    if (oid === null) return null;
    const known = this.#recent.get(oid);
    if (known !== null && !known.pack.gone) return known;
    if (!hexToBytes(oid, this.#id) || !this.#locate(this.#id)) return null;
    return this.#recent.add(oid, { pack: this.#place.pack!, offset: this.#place.offset });
  }

  #locate(id: Uint8Array): boolean {
    for (const directory of this.#directories) if (directory.packs.locate(id, this.#place)) return true;
    return false;
  }

  #readPacked<T>(pack: Pack, offset: number, access: Access<T>): T {
    if (this.#faults.size > 0) {
      const fault = this.#faults.get(pack.key(offset));
      if (fault !== undefined) throw fault;
    }
    try {
      return access.packed(pack, offset);
    } catch (error) {
      if (error instanceof FileVanished) pack.gone = true;
      else if (isCorrupt(error) && pack.opened) this.#faults.set(pack.key(offset), error);
      throw error;
    }
  }

  #searchOtherPacks<T>(oid: Oid, access: Access<T>): T | null {
    const id = new Uint8Array(this.#idBytes);
    hexToBytes(oid, id);
    for (const directory of this.#directories) {
      for (const { pack, offset } of directory.packs.locateAll(id)) {
        try {
          return this.#readPacked(pack, offset, access);
        } catch (error) {
          if (!isCorrupt(error) && !(error instanceof FileVanished)) throw error;
        }
      }
    }
    return null;
  }

  #searchLoose<T>(oid: Oid, access: Access<T>): T | null {
    let fault: GitError | null = null;
    for (const { path } of this.#directories) {
      try {
        const object = access.loose(path, oid);
        if (object !== null) return object;
      } catch (error) {
        if (!isCorrupt(error)) throw error;
        fault ??= error;
      }
    }
    if (fault !== null) throw fault;
    return null;
  }

  #readLoose(dir: string, oid: Oid): RawObject | null {
    const { limits, checkCancel } = this.#setup;
    const object = readLoose(dir, oid, { maxBytes: limits.maxObjectBytes, poll: checkCancel });
    if (object !== null) this.#setup.stats.bytesInflated += object.data.length;
    return object;
  }

  #readBase(id: Uint8Array): RawObject {
    const oid = Buffer.from(id).toString('hex');
    if (this.#baseDepth >= MAX_BASE_DEPTH)
      throw new GitError('corruptObject', `delta bases of ${oid} go round`);
    this.#baseDepth++;
    try {
      const base = this.read(oid);
      if (base !== null) return base;
      throw new GitError('corruptObject', `the delta base ${oid} is missing`);
    } finally {
      this.#baseDepth--;
    }
  }
}

function smallObjects(setup: StoreSetup, space: KernelSpace): SmallObjects {
  const { limits, stats } = setup;
  const checkCancel = () => setup.checkCancel();
  return new SmallObjects({ ...space, maxObjectBytes: limits.maxObjectBytes, stats, checkCancel });
}

function isCorrupt(error: unknown): error is GitError {
  return error instanceof GitError && error.code === 'corruptObject';
}
