/** Follows the repositories of the open documents, and no others. */
import { dirname } from 'node:path';
import type { Repository } from '../../git/repository.ts';
import type { Place } from '../workspace.ts';
import { DirectoryWatches, type WatchDirectory } from './directoryWatches.ts';
import type { PlanWatchParts } from './planWatch.ts';
import type { ChangeReason } from './repositoryState.ts';
import { type RepositoryEyes, RepositoryWatch } from './repositoryWatch.ts';

/** Something has changed in a repository that documents are open of. */
export interface RepositoryChange {
  /** Open documents in its work tree. */
  readonly uris: readonly string[];
  readonly reasons: readonly ChangeReason[];
}

export interface WatchesParts extends Pick<PlanWatchParts, 'clock' | 'identityOf' | 'isSilent' | 'stampOf'> {
  readonly watchDirectory: WatchDirectory;
  readonly eyes: RepositoryEyes;
  /** Where a document's file lies; null when it is in no work tree. */
  readonly locate: (fsPath: string) => Promise<Place | null>;
  readonly onChange: (change: RepositoryChange) => void;
  /** Something may have changed, objects among it. */
  readonly onLook: () => void;
  /** What the user should know; each thing is said once. */
  readonly warn: (message: string) => void;
  readonly debug: (message: string) => void;
}

/** More repositories than this are not watched: their answers are right all the same, but nobody is told. */
const MAX_REPOSITORIES = 32;

interface Followed {
  readonly watch: RepositoryWatch;
  /** Directories by document. */
  readonly open: Map<string, string>;
}

export class Watches {
  private readonly parts: WatchesParts;
  private readonly directories: DirectoryWatches;
  private readonly followed = new Map<string, Followed>();
  /** Documents that are open, and which opening it was: finding the repository takes a moment. */
  private readonly openings = new Map<string, symbol>();
  private readonly warned = new Set<string>();

  constructor(parts: WatchesParts) {
    this.parts = parts;
    this.directories = new DirectoryWatches(parts.watchDirectory);
  }

  /** A document was opened. Never rejects; resolves when its repository is being watched. */
  async opened(uri: string, fsPath: string): Promise<void> {
    const opening = Symbol(uri);
    this.openings.set(uri, opening);
    const place = await this.parts.locate(fsPath).catch(() => null);
    if (!place || this.openings.get(uri) !== opening) return;
    const followed = this.followed.get(place.repository.gitDir) ?? this.follow(place.repository);
    if (!followed) return;
    const isNew = ![...followed.open.values()].includes(dirname(fsPath));
    followed.open.set(uri, dirname(fsPath));
    if (isNew) await followed.watch.lookNow();
  }

  /** A document was closed; the last one takes the watching along. */
  closed(uri: string): void {
    this.openings.delete(uri);
    for (const [gitDir, { watch, open }] of this.followed) {
      if (!open.delete(uri) || open.size > 0) continue;
      this.followed.delete(gitDir);
      watch.close();
    }
  }

  /** Somebody else saw that a file has changed. */
  fileChanged(fsPath: string): void {
    for (const { watch } of this.followed.values()) if (watch.concerns(fsPath)) watch.note();
  }

  /** Somebody else saw that a repository's HEAD has moved. */
  headMoved(gitDir: string): void {
    this.followed.get(gitDir)?.watch.note();
  }

  /** How much is watched, and how often it was looked at what had happened. */
  counts(): { repositories: number; directories: number; looks: number } {
    const watches = [...this.followed.values()].map(({ watch }) => watch.looks);
    const looks = watches.reduce((sum, each) => sum + each, 0);
    return { repositories: this.followed.size, directories: this.directories.count, looks };
  }

  closeAll(): void {
    this.openings.clear();
    for (const { watch } of this.followed.values()) watch.close();
    this.followed.clear();
  }

  private follow(repository: Repository): Followed | null {
    if (this.followed.size >= MAX_REPOSITORIES) {
      this.warnOnce(
        `more than ${MAX_REPOSITORIES} repositories are open: changes in the others are not told`,
      );
      return null;
    }
    const open = new Map<string, string>();
    const watch = new RepositoryWatch({
      ...this.parts,
      watches: this.directories,
      repository,
      open: () => [...new Set(open.values())],
      onChange: (reasons) => this.parts.onChange({ uris: [...open.keys()], reasons }),
      onFallback: (reason) =>
        this.warnOnce(`files are looked at four times a second, because they can't be watched: ${reason}`),
    });
    const followed = { watch, open };
    this.followed.set(repository.gitDir, followed);
    return followed;
  }

  private warnOnce(message: string): void {
    if (this.warned.has(message)) return;
    this.warned.add(message);
    this.parts.warn(message);
  }
}
