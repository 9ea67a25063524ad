/** The public face of object reading: what the engine may ask of a repository, and how a reader is opened. */
import { type Cancel, neverCancelled } from '../base/cancel.ts';
import { CommitTable, type ReadCommit } from './commitTable.ts';
import { DirectoryTable } from './directoryTable.ts';
import { GitError, missingObject } from './errors.ts';
import { type GraftSource, type Grafts, overridesText, readGrafts } from './grafts.ts';
import { hashPath, type PathHashes } from './graph/bloom.ts';
import { type CommitGraph, type GraphNode, openCommitGraph } from './graph/commitGraph.ts';
import { UntouchedWalks } from './graph/untouched.ts';
import { MODE_TREE, MODE_TYPE, type ObjectType, parseCommit, type RawObject } from './objects.ts';
import type { BlobMaker } from './odb/blobMaker.ts';
import { layOut, ONE_WINDOW } from './odb/kernelSpace.ts';
import { DEFAULT_LIMITS, type ReadLimits } from './odb/readContext.ts';
import { ObjectStore } from './odb/store.ts';
import { type TableMemory, TableRoom } from './odb/tableMemory.ts';
import type { EntryChange } from './odb/treePairs.ts';
import { WindowCache } from './odb/windows.ts';
import { type ObjectFormat, type Oid, oidBytes } from './oid.ts';
import { noWork, type ReaderStats } from './readerStats.ts';
import { readReplaceRefs, replacementFor } from './replaceRefs.ts';
import type { Repository } from './repository.ts';
import { placesOf } from './repositoryPlaces.ts';
import { findEntry, type NamedEntry } from './treeEntry.ts';

/** A commit as history walking sees it: after grafts, replacements and the shallow cut. */
export interface CommitNode {
  readonly oid: Oid;
  readonly tree: Oid;
  /** In the commit's order. Empty for roots and for the cut-off commits of a shallow clone. */
  readonly parents: readonly Oid[];
  /** Committer date, seconds since the epoch, as git reads it (0 when unreadable). */
  readonly date: number;
}

export type { BlobMaker };

/** A path prepared for changed-path filters: made once, asked many times. */
export interface PathKey {
  readonly path: string;
}

/**
 * Synchronous, positional reading of one repository's objects; one per thread, reused between jobs.
 * Every method throws `GitError` ('missingObject', 'corruptObject', 'tooLarge') and, from long reads, `Cancelled`.
 */
export interface ObjectReader {
  readonly objectFormat: ObjectFormat;
  readonly stats: Readonly<ReaderStats>;
  /** Stands for the grafts, the shallow cut and the replacement refs in force; '' when there are none. */
  readonly overrides: string;
  /** What was found unusable and left out (a corrupt index or commit-graph), as sentences; only ever grows. */
  readonly warnings: readonly string[];
  /** Polled during long reads; replaced for each job. */
  cancel: Cancel;

  /** From the commit-graph when it is usable, else from the object. */
  commit(oid: Oid): CommitNode;
  /**
   * The content of a commit, tree or blob (replacement refs honoured); 'corruptObject' when it is of another type.
   * It may be shared with a cache: nobody may write to it.
   */
  data(oid: Oid, type: ObjectType): Buffer;
  /** A tree for callers that are done with its bytes before they ask the reader for anything else. */
  treeBriefly(oid: Oid): Buffer;
  /** The entries in which two trees differ, null being the empty one; null when it takes reading them, which also says what is wrong with them. */
  treeChanges(before: Oid | null, after: Oid | null): readonly EntryChange[] | null;
  /** Whether an object lies before another in the same pack; null when there is no telling. */
  liesBefore(oid: Oid, other: Oid): boolean | null;
  /** What the maker makes of a blob along its deltas; null when it can't be done so: then `data` has it, or the error. */
  makeOfBlob<T>(oid: Oid, maker: BlobMaker<T>): T | null;
  /** The entry of a tree with the name (bytes as a latin1 string), or null; 'corruptObject' when it is no readable tree. */
  treeEntry(oid: Oid, name: string): NamedEntry | null;
  /** Any object, of whatever type; null when it does not exist. */
  object(oid: Oid): RawObject | null;
  /** Type and size without the content; null when the object does not exist. */
  header(oid: Oid): { readonly type: ObjectType; readonly size: number } | null;

  /** Commits in the commit-graph; 0 when there is none that is usable. */
  readonly graphCommits: number;
  /** A key for `mayHaveChanged`; null when this repository has no usable changed-path filters. */
  pathKey(path: string): PathKey | null;
  /** False when the commit's filter proves that the path does not differ between it and its first parent; true when it may, or without one. */
  mayHaveChanged(commit: Oid, key: PathKey): boolean;
  /**
   * The first commit, from this one on along first parents, that may have changed the path, as far as changed-path filters
   * can tell; all before it have what it has.
   */
  untouchedUntil(commit: Oid, key: PathKey): Oid;

  /** Number of objects in packs (a multi-pack-index counts once for its packs); what git's automatic abbreviation counts. */
  packedObjectCount(): number;
  /** All ids that begin with the hex prefix, at most `limit` of them; packs, multi-pack-index, loose, alternates. */
  oidsWithPrefix(hexPrefix: string, limit: number): Oid[];

  /** Bytes held in caches now, by the cache's name. */
  cacheBytes(): Readonly<Record<'windows' | 'objects' | 'commits', number>>;
  /** Looks at the repository's packs, commit-graph, grafts and replacement refs again; called when a client says or a watch shows that packs changed. */
  refresh(): void;
  /** Closes every file. The reader must not be used afterwards. */
  close(): void;
}

export interface ReaderOptions {
  /** Bounds where they differ from the default: 32 MiB windows, 24 MiB objects, 16 MiB commits, 1 GiB an object. */
  readonly limits?: Partial<ReadLimits>;
  /** Memory for what is made of large tables, where it is shared with others, and counted there; `limits.tableBytes` is of no account then. */
  readonly tables?: TableMemory;
  /** False when `core.commitGraph` is false. Default true. */
  readonly useCommitGraph?: boolean;
  /** Which version of changed-path filters to use: -1 any (default), 0 none (`commitGraph.changedPathsVersion`). */
  readonly changedPathsVersion?: -1 | 0 | 1 | 2;
  /** False when `core.useReplaceRefs` is false. Default true. */
  readonly useReplaceRefs?: boolean;
  /** Asked once an object is missing; true when it may have arrived and is worth another look. */
  readonly fetchMissing?: (oid: Oid) => boolean;
  /** Where replacement refs are, in place of `refs/replace/` (GIT_REPLACE_REF_BASE). */
  readonly replaceRefBase?: string;
  readonly grafts?: GraftSource;
  /** Polled from the opening on, until the reader is given another one. */
  readonly cancel?: Cancel;
}

/** Opens a repository for reading objects. Throws only what the file system says; objects are looked at when asked for. */
export function openReader(repository: Repository, options: ReaderOptions = {}): ObjectReader {
  return new RepositoryReader(repository, options);
}

interface HashedPath extends PathKey, PathHashes {
  /** Made when first asked for. */
  walks: UntouchedWalks | null;
}

/** Of the memory for commits, for the directories in their trees: a few for each commit, in half as many words. */
const DIRECTORY_SHARE = 1 / 2;

class RepositoryReader implements ObjectReader {
  readonly objectFormat: ObjectFormat;
  readonly stats: ReaderStats = noWork();
  readonly warnings: string[] = [];
  overrides = '';
  cancel: Cancel = neverCancelled;
  readonly #repository: Repository;
  readonly #options: ReaderOptions;
  readonly #windows: WindowCache;
  readonly #store: ObjectStore;
  readonly #commits: CommitTable;
  readonly #subtrees: DirectoryTable;
  readonly #idBytes: number;
  #grafts: Grafts = new Map();
  #replacements: ReadonlyMap<Oid, Oid> = new Map();
  #graph: CommitGraph | null = null;

  constructor(repository: Repository, options: ReaderOptions) {
    const limits = { ...DEFAULT_LIMITS, ...options.limits };
    const { objectsDir, alternateObjectDirs } = placesOf(repository);
    this.cancel = options.cancel ?? neverCancelled;
    this.#repository = repository;
    this.#options = options;
    this.objectFormat = repository.objectFormat;
    this.#idBytes = oidBytes(repository.objectFormat);
    const space = layOut(limits);
    this.#windows = new WindowCache(limits.windowBytes, ONE_WINDOW, {
      ...space,
      tables: options.tables ?? new TableRoom(limits.tableBytes),
    });
    const directoryBytes = limits.commitBytes * DIRECTORY_SHARE;
    this.#commits = new CommitTable(limits.commitBytes - directoryBytes, repository.objectFormat);
    this.#subtrees = new DirectoryTable(directoryBytes, repository.objectFormat);
    this.#store = new ObjectStore({
      objectsDir,
      alternateObjectDirs,
      objectFormat: repository.objectFormat,
      limits,
      stats: this.stats,
      windows: this.#windows,
      space,
      warnings: this.warnings,
      checkCancel: () => this.cancel.check(),
    });
    this.#readOverrides();
  }

  commit(oid: Oid): CommitNode {
    return this.#graph?.recent(oid) ?? this.#commits.get(oid) ?? this.#readCommit(oid);
  }

  data(oid: Oid, type: ObjectType): Buffer {
    return this.#checked(oid, type, this.object(oid));
  }

  makeOfBlob<T>(oid: Oid, maker: BlobMaker<T>): T | null {
    const inflated = this.stats.bytesInflated;
    const made = this.#store.makeOfBlob(this.#replaced(oid), maker);
    if (made !== null && this.stats.bytesInflated !== inflated) this.stats.blobsRead++;
    return made;
  }

  treeEntry(oid: Oid, name: string): NamedEntry | null {
    const known = this.#subtrees.get(oid, name);
    if (known !== null) return known;
    const inflated = this.stats.bytesInflated;
    const id = this.#replaced(oid);
    const quick = this.#store.treeEntry(id, name);
    const entry =
      quick === null
        ? findEntry(this.#tree(oid, id), name, this.#idBytes)
        : quick === 'absent'
          ? null
          : quick;
    if (this.stats.bytesInflated !== inflated) this.stats.treesRead++;
    if (entry !== null && (entry.mode & MODE_TYPE) === MODE_TREE) this.#subtrees.add(oid, name, entry);
    return entry;
  }

  treeBriefly(oid: Oid): Buffer {
    const inflated = this.stats.bytesInflated;
    const tree = this.#tree(oid, this.#replaced(oid));
    if (this.stats.bytesInflated !== inflated) this.stats.treesRead++;
    return tree;
  }

  treeChanges(before: Oid | null, after: Oid | null): readonly EntryChange[] | null {
    if (this.#replacements.size > 0) return null;
    const inflated = this.stats.bytesInflated;
    const changes = this.#store.treeChanges(before, after);
    if (this.stats.bytesInflated !== inflated) this.stats.treesRead++;
    return changes;
  }

  liesBefore(oid: Oid, other: Oid): boolean | null {
    return this.#store.liesBefore(oid, other);
  }

  #tree(oid: Oid, id: Oid): Buffer {
    const object = this.#store.readBriefly(id) ?? (this.#fetched(id) ? this.#store.readBriefly(id) : null);
    return this.#checked(oid, 'tree', object);
  }

  object(oid: Oid): RawObject | null {
    const inflated = this.stats.bytesInflated;
    const id = this.#replaced(oid);
    const object = this.#store.read(id) ?? (this.#fetched(id) ? this.#store.read(id) : null);
    if (object !== null && this.stats.bytesInflated !== inflated) this.#count(object.type);
    return object;
  }

  header(oid: Oid): { readonly type: ObjectType; readonly size: number } | null {
    const id = this.#replaced(oid);
    return this.#store.header(id) ?? (this.#fetched(id) ? this.#store.header(id) : null);
  }

  get graphCommits(): number {
    return this.#graph?.count ?? 0;
  }

  pathKey(path: string): PathKey | null {
    if (this.#graph === null || !this.#graph.hasFilters || this.#options.changedPathsVersion === 0)
      return null;
    const key: HashedPath = { path, ...hashPath(path), walks: null };
    return key;
  }

  untouchedUntil(commit: Oid, key: PathKey): Oid {
    const position = this.#positionOf(commit);
    const graph = this.#graph;
    if (graph === null || position < 0) return commit;
    const hashed = key as HashedPath;
    if (hashed.walks?.isOf(graph) !== true) hashed.walks = new UntouchedWalks(graph, hashed);
    const end = hashed.walks.endFrom(position, this.stats, () => this.cancel.check());
    return end === position ? commit : graph.oid(end);
  }

  /** The commit's number in the graph; -1 when it is not there. */
  #positionOf(commit: Oid): number {
    return this.#graph === null ? -1 : (this.commit(commit) as GraphNode | ReadCommit).position;
  }

  mayHaveChanged(commit: Oid, key: PathKey): boolean {
    const position = this.#positionOf(commit);
    if (this.#graph === null || position < 0) return true;
    const hashed = key as HashedPath;
    if (hashed.walks?.isOf(this.#graph) === true && hashed.walks.endedAt(position)) return true;
    const answer = this.#graph.mayHaveChanged(position, hashed);
    if (answer === null) return true;
    this.stats.filtersAsked++;
    if (!answer) this.stats.filtersUnchanged++;
    return answer;
  }

  packedObjectCount(): number {
    return this.#store.packedObjectCount();
  }

  oidsWithPrefix(hexPrefix: string, limit: number): Oid[] {
    return /^[0-9a-f]*$/.test(hexPrefix) ? this.#store.oidsWithPrefix(hexPrefix, limit) : [];
  }

  cacheBytes(): Readonly<Record<'windows' | 'tables' | 'objects' | 'commits', number>> {
    return {
      windows: this.#windows.bytes,
      tables: this.#options.tables === undefined ? this.#windows.tables.bytes : 0,
      objects: this.#store.cachedBytes,
      commits: this.#commits.bytes + this.#subtrees.bytes,
    };
  }

  refresh(): void {
    this.#store.refresh();
    this.#commits.clear();
    this.#subtrees.clear();
    this.#readOverrides();
  }

  close(): void {
    this.#graph?.close();
    this.#store.close();
    this.#windows.close();
  }

  /** A graph tells the recorded parents, so it is of no use where anything overrides them. */
  #readOverrides(): void {
    const { cancel, warnings } = this;
    const { useReplaceRefs, useCommitGraph = true, replaceRefBase: base, grafts: source } = this.#options;
    const grafts = readGrafts(this.#repository, { warnings, cancel }, source);
    const isSeen = useReplaceRefs !== false;
    const replacements = isSeen ? readReplaceRefs(this.#repository, { base, cancel }) : new Map<Oid, Oid>();
    const plain = grafts.size === 0 && replacements.size === 0;
    const overrides = plain ? '' : overridesText(grafts, replacements, cancel);
    // Given up before this, it is as it was.
    this.#graph?.close();
    [this.#grafts, this.#replacements, this.overrides] = [grafts, replacements, overrides];
    const shared = { windows: this.#windows, idBytes: this.#idBytes, warnings };
    this.#graph = plain && useCommitGraph ? openCommitGraph(this.#store.directories, shared) : null;
  }

  #replaced(oid: Oid): Oid {
    return this.#replacements.size === 0 ? oid : replacementFor(oid, this.#replacements);
  }

  #graphNode(oid: Oid): GraphNode | null {
    if (this.#graph === null) return null;
    try {
      return this.#graph.node(oid);
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      this.warnings.push(`commit-graph left out: ${error.message}`);
      this.#graph = null;
      return null;
    }
  }

  #readCommit(oid: Oid): CommitNode {
    this.cancel.check();
    this.stats.commitsRead++;
    const inGraph = this.#graphNode(oid);
    if (inGraph !== null) return inGraph;
    const node = this.#parseCommit(oid);
    this.#commits.add(node);
    return node;
  }

  #parseCommit(oid: Oid): ReadCommit {
    const data = this.#checked(oid, 'commit', this.#store.readBriefly(this.#replaced(oid)));
    const { tree, parents, date } = parseCommit(oid, data, this.#idBytes);
    return { oid, tree, parents: this.#grafts.get(oid) ?? parents, date, position: -1 };
  }

  #fetched(oid: Oid): boolean {
    if (this.#options.fetchMissing?.(oid) !== true) return false;
    this.#store.refresh();
    return true;
  }

  #checked(oid: Oid, type: ObjectType, object: RawObject | null): Buffer {
    if (object === null) throw missingObject(oid, this.warnings);
    if (object.type === type) return object.data;
    throw new GitError('corruptObject', `object ${oid} is a ${object.type}, not a ${type}`);
  }

  #count(type: ObjectType): void {
    if (type === 'tree') this.stats.treesRead++;
    else if (type === 'blob') this.stats.blobsRead++;
    else if (type === 'commit') this.stats.commitsRead++;
  }
}
