/** Follows the repositories of the open documents, and no others. */
import { dirname } from 'node:path';
import type { TurnLine } from '../../base/nextTurn.ts';
import type { Repository } from '../../git/repository.ts';
import type { Place } from '../repository/workspace.ts';
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
  readonly turns: TurnLine;
  readonly watchDirectory: WatchDirectory;
  readonly eyes: RepositoryEyes;
  /** Where a document's file lies; null when it is in no work tree. */
  readonly locate: (fsPath: string) => Promise<Place | null>;
  readonly onChange: (change: RepositoryChange) => void;
  /** Something may have changed, objects among it. */
  readonly onLook: () => void;
  /** See `RepositoryWatchParts`. */
  readonly whenAnswered: () => Promise<void>;
  /** What the user should know; each thing is said once. */
  readonly warn: (message: string) => void;
  readonly debug: (message: string) => void;
}

/** More repositories than this are not watched: their answers are right all the same, but nobody is told. */
const MAX_REPOSITORIES = 32;

/** Files of opened documents that are looked for at a time: thousands may be opened at once, and nobody waits for this. */
const AT_ONCE = 2;

interface Followed {
  readonly watch: RepositoryWatch;
  /** Directories by document, and how many documents each has. */
  readonly open: Map<string, string>;
  readonly directories: Map<string, number>;
}

/** There may be thousands: what waits is this and no more. */
interface Opening {
  readonly uri: string;
  readonly fsPath: string;
  readonly number: number;
  readonly whenWatched: () => void;
}

const nobodyWaits = () => undefined;

export class Watches {
  private readonly parts: WatchesParts;
  private readonly directories: DirectoryWatches;
  private readonly followed = new Map<string, Followed>();
  /** Documents that are open, and which opening it was: finding the repository takes a moment. */
  private readonly openings = new Map<string, number>();
  private count = 0;
  private readonly warned = new Set<string>();
  /** Openings that wait to be looked into, in their order, and how many are being looked into. */
  private readonly line: Opening[] = [];
  private atWork = 0;

  constructor(parts: WatchesParts) {
    this.parts = parts;
    this.directories = new DirectoryWatches(parts.watchDirectory);
  }

  /** A document was opened. `whenWatched` is called when its repository is being watched, or that has come to nothing. */
  opened(uri: string, fsPath: string, whenWatched: () => void = nobodyWaits): void {
    const number = ++this.count;
    this.openings.set(uri, number);
    this.line.push({ uri, fsPath, number, whenWatched });
    this.goOn();
  }

  private goOn(): void {
    while (this.atWork < AT_ONCE) {
      const next = this.line.shift();
      if (next === undefined) return;
      this.atWork++;
      void this.begin(next).then(() => {
        this.atWork--;
        this.goOn();
      });
    }
  }

  private async begin(opening: Opening): Promise<void> {
    const { turns } = this.parts;
    // Where all is found at once, thousands would follow in one turn.
    if (turns.isSpent) await turns.next();
    const watch = await this.lookInto(opening).catch(() => null);
    // The next one need not wait for that.
    void Promise.resolve(watch?.begin()).then(opening.whenWatched);
  }

  /** What is followed from now on because of the document; null where that is nothing new. */
  private async lookInto({ uri, fsPath, number }: Opening): Promise<RepositoryWatch | null> {
    // Closed or opened again before its turn.
    if (this.openings.get(uri) !== number) return null;
    const place = await this.parts.locate(fsPath);
    if (!place || this.openings.get(uri) !== number) return null;
    const followed = this.followed.get(place.repository.gitDir) ?? this.follow(place.repository);
    if (!followed) return null;
    const { open, directories, watch } = followed;
    const directory = dirname(fsPath);
    leave(followed, uri);
    open.set(uri, directory);
    const count = directories.get(directory) ?? 0;
    directories.set(directory, count + 1);
    if (count > 0) return null;
    if (directories.size === 1) return watch;
    // One more directory that attributes count in: of many there are soon more.
    watch.note();
    return null;
  }

  /** A document was closed; the last one takes the watching along. */
  closed(uri: string): void {
    this.openings.delete(uri);
    for (const [gitDir, followed] of this.followed) {
      if (!leave(followed, uri) || followed.open.size > 0) continue;
      this.followed.delete(gitDir);
      followed.watch.close();
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
    const directories = new Map<string, number>();
    const watch = new RepositoryWatch({
      ...this.parts,
      watches: this.directories,
      repository,
      open: () => [...directories.keys()],
      onChange: (reasons) => this.parts.onChange({ uris: [...open.keys()], reasons }),
      onFallback: (reason) =>
        this.warnOnce(`files are looked at four times a second, because they can't be watched: ${reason}`),
    });
    const followed = { watch, open, directories };
    this.followed.set(repository.gitDir, followed);
    return followed;
  }

  private warnOnce(message: string): void {
    if (this.warned.has(message)) return;
    this.warned.add(message);
    this.parts.warn(message);
  }
}

/** False when the document was not among the open ones. */
function leave({ open, directories }: Followed, uri: string): boolean {
  const directory = open.get(uri);
  if (directory === undefined) return false;
  open.delete(uri);
  const left = (directories.get(directory) ?? 0) - 1;
  if (left > 0) directories.set(directory, left);
  else directories.delete(directory);
  return true;
}
