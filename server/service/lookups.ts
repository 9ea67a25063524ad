/** Questions about single commits, versions of files and remotes: what they say never changes, so it is kept. */
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import { madeOnce } from '../base/madeOnce.ts';
import type { SharedText } from '../base/sharedText.ts';
import { isOid, type Oid } from '../git/oid.ts';
import type { Repository } from '../git/repository.ts';
import type { LinkRemote } from '../present/links/links.ts';
import { addressesOf, inOrderOfTrust } from '../present/links/remotes.ts';
import type { LineHunk } from '../worker/lineHunk.ts';
import type { CommitDetails, EngineCalls, EngineMethod, ResolvedOptions } from '../worker/messages.ts';
import type {
  CompareOptions,
  FileVersion,
  LinePlace,
  Patch,
  RemoteFacts,
} from '../worker/versionMessages.ts';
import type { WorkTreeTexts } from './contract.ts';
import { ResultCache } from './kept/resultCache.ts';
import { keyOf, stampOf } from './keys.ts';
import type { Waiting } from './order/waiting.ts';
import type { Place, Workspace } from './repository/workspace.ts';

export type { CommitDetails, FileVersion, LineHunk, LinePlace };

export interface LookupParts {
  readonly workspace: Workspace;
  readonly ask: <Method extends Exclude<EngineMethod, 'blame'>>(
    method: Method,
    params: EngineCalls[Method]['params'],
    how: { readonly waiting: Waiting; readonly stamp: string },
  ) => Promise<EngineCalls[Method]['result']>;
  /** What options come to that nobody asked for. */
  readonly resolve: (repository: Repository, waiting: Waiting) => Promise<ResolvedOptions>;
  readonly stampOf: (files: readonly string[]) => Promise<string>;
  readonly workTree: WorkTreeTexts;
  /** Milliseconds from any origin. */
  readonly now: () => number;
}

/** By which rules versions are compared and people called at the moment: whoever has asked for a blame knows already. */
export interface Ways {
  readonly diff: CompareOptions;
  /** Changes when people are called otherwise, or recorded history is overridden otherwise. */
  readonly stamp: string;
}

export const waysOf: (resolved: ResolvedOptions) => Ways = madeOnce((resolved) => {
  const { ignoreWhitespace, diffAlgorithm, indentHeuristic } = resolved.options;
  return { diff: { ignoreWhitespace, diffAlgorithm, indentHeuristic }, stamp: stampOf(resolved) };
});

/** A line of a text that lies on a commit. */
export interface ShownLine {
  readonly after: FileVersion;
  readonly before: FileVersion | null;
  readonly text: SharedText | null;
  readonly line: number;
  readonly options: CompareOptions;
}

/** Changes of one pair of texts that are remembered. */
const MOST_CHANGES = 50;

interface KnownRemotes {
  readonly facts: RemoteFacts;
  readonly stamp: string;
  readonly until: number;
  /** By remote; a set is made once, asked often. */
  readonly lacking: ReadonlyMap<string, ReadonlySet<Oid>>;
}

const CACHE_BYTES = 8 * 1024 * 1024;
/** A reference may be written in the moment between being read and being looked at: not for ever. In milliseconds. */
const KEEP_REMOTES = 60_000;
const MOST_REPOSITORIES = 50;

export class Lookups {
  private readonly parts: LookupParts;
  private readonly commits = new ResultCache<CommitDetails>(CACHE_BYTES, bytesOfDetails);
  /** By the texts; in each the changes that were asked about last. */
  private readonly changes = new ResultCache<readonly LineHunk[]>(CACHE_BYTES, (hunks) =>
    hunks.reduce((sum, { diff }) => sum + 200 + 2 * (diff?.length ?? 0), 500),
  );
  private readonly remotes = new LRUCache<string, KnownRemotes>({ max: MOST_REPOSITORIES });

  constructor(parts: LookupParts) {
    this.parts = parts;
  }

  /** Where a file lies, there or not; null outside of any repository. */
  placeOf(fsPath: string): Promise<Place | null> {
    return this.parts.workspace.locate(fsPath);
  }

  /** What a commit says and what it did to a path. `commit` is anything that names one; null outside of any repository. */
  async describeCommit(
    query: {
      readonly fsPath: string;
      readonly commit: string;
      readonly path: string | null;
      /** Missing where it is not known. */
      readonly ways?: Ways;
    },
    waiting: Waiting,
  ): Promise<CommitDetails | null> {
    const place = await this.placeOf(query.fsPath);
    waiting.signal.throwIfAborted();
    if (!place) return null;
    const { repository } = place;
    const commit = await this.commitOf(repository, query.commit, waiting);
    const { stamp } = query.ways ?? (await this.ways(repository, waiting));
    const params = { repository, commit, path: query.path };
    const key = keyOf('commit', params, stamp);
    const known = this.commits.get(key);
    if (known) return known;
    const details = await this.parts.ask('commit', params, { waiting, stamp });
    this.commits.set(key, details);
    return details;
  }

  /** The change that a line came with, and what it took the place of. */
  lineHunk(repository: Repository, shown: ShownLine, waiting: Waiting): Promise<LineHunk> {
    return this.parts.ask('lineHunk', { repository, ...shown }, { waiting, stamp: '' });
  }

  /** The change alone, as a hunk; all lines of a change share it. Null where there is nothing to show. */
  async changeAt(repository: Repository, shown: ShownLine, waiting: Waiting): Promise<string | null> {
    const { line } = shown;
    const key = keyOf('lineHunk', { repository, ...shown, line: 0 }, '');
    const known = this.changes.get(key) ?? [];
    const same = known.find(({ sameDiff: { start, end } }) => start <= line && line < end);
    if (same) return same.diff;
    const hunk = await this.lineHunk(repository, shown, waiting);
    this.changes.set(key, [hunk, ...(this.changes.get(key) ?? [])].slice(0, MOST_CHANGES));
    return hunk.diff;
  }

  /** The parent's version of a line of a version; null where history ends. RangeError for a line that is not there. */
  async stepBack(repository: Repository, place: LinePlace, waiting: Waiting): Promise<LinePlace | null> {
    const { diff: options } = await this.ways(repository, waiting);
    return this.parts.ask('stepBack', { repository, ...place, options }, { waiting, stamp: '' });
  }

  /** The text of a file in a commit. */
  content(
    repository: Repository,
    { maxBytes, ...version }: FileVersion & { readonly maxBytes: number | null },
    waiting: Waiting,
  ): Promise<string> {
    return this.parts.ask('content', { repository, ...version, maxBytes }, { waiting, stamp: '' });
  }

  /** All that a commit changed. */
  patch(repository: Repository, commit: Oid, waiting: Waiting): Promise<Patch> {
    return this.parts.ask('patch', { repository, commit }, { waiting, stamp: '' });
  }

  /** The id of what names a commit. A whole id stands for itself: who reads it finds out. */
  async commitOf(repository: Repository, revision: string, waiting: Waiting): Promise<Oid> {
    if (isOid(revision, repository.objectFormat)) return revision;
    return this.parts.ask('revision', { repository, revision }, { waiting, stamp: '' });
  }

  /** The repository's remotes, the one to trust first before the others, and whether they have the commit. */
  async remotesOf(repository: Repository, commit: Oid, waiting: Waiting): Promise<LinkRemote[]> {
    const { facts, lacking } = await this.knownRemotes(repository, waiting);
    const ordered = inOrderOfTrust(facts.remotes, facts.branchRemote);
    return ordered.map(({ name, urls, pushUrls, lacks }) => ({
      name,
      urls: addressesOf({ name, urls, pushUrls }, facts.rewrites),
      hasCommit: lacks === null ? null : lacks !== 'everything' && !lacking.get(name)?.has(commit),
    }));
  }

  /** Files that list commits to look through, the one to add to last; those configured, there or not. */
  async ignoreRevsFiles(repository: Repository, waiting: Waiting): Promise<readonly string[]> {
    return (await this.parts.resolve(repository, waiting)).sources.ignoreRevs;
  }

  /** A file of the work tree; null when there is none. */
  workTreeText(fsPath: string, { signal }: Waiting): Promise<SharedText | null> {
    return this.parts.workTree.read(fsPath, signal);
  }

  private async ways(repository: Repository, waiting: Waiting): Promise<Ways> {
    return waysOf(await this.parts.resolve(repository, waiting));
  }

  private async knownRemotes(repository: Repository, waiting: Waiting): Promise<KnownRemotes> {
    const known = this.remotes.get(repository.gitDir);
    const { stampOf: stampFiles, now } = this.parts;
    if (known && now() < known.until && (await stampFiles(known.facts.files)) === known.stamp) return known;
    const facts = await this.parts.ask('remotes', { repository }, { waiting, stamp: '' });
    const stamp = await stampFiles(facts.files);
    const lacking = new Map(
      facts.remotes.flatMap(({ name, lacks }) =>
        Array.isArray(lacks) ? [[name, new Set(lacks)] as const] : [],
      ),
    );
    const fresh = { facts, stamp, until: now() + KEEP_REMOTES, lacking };
    this.remotes.set(repository.gitDir, fresh);
    return fresh;
  }
}

/** Where a path in a repository (latin1 bytes) would be in its work tree; null in a bare repository. */
export function fsPathOf({ workTree }: Repository, path: string): string | null {
  return workTree === null ? null : join(workTree, Buffer.from(path, 'latin1').toString());
}

function bytesOfDetails({ message, change }: CommitDetails): number {
  return 1000 + 2 * (message.length + (change?.diff?.length ?? 0));
}
