/** Where files belong: file system path to repository and path in it. */
import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { LRUCache } from 'lru-cache';
import type { Repository } from '../../git/repository.ts';
import { type Moment, SharedReadings, thisMoment } from './sharedReadings.ts';

/** A file's place in a repository, tracked or not. */
export interface Place {
  readonly repository: Repository;
  /** Repository-relative, slash-separated bytes as a latin1 string. */
  readonly path: string;
}

export interface WorkspaceParts {
  /** The repository a file or directory lies in; null outside of any. */
  discover(fsPath: string): Promise<Repository | null>;
  /** Whether a directory surely lies where that other one does, which is above it: in the same repository, or in none. */
  readonly isPlainlyBelow: (ancestor: string, directory: string) => Promise<boolean>;
  /** Null when the file is not inside the work tree. */
  pathIn(repository: Repository, fsPath: string, physical: PhysicalPath): Promise<string | null>;
  /** A directory with links resolved as far as it exists. */
  readonly physicalPath: PhysicalPath;
  /** The file itself where `fsPath` is a symbolic link; else `fsPath`. */
  followLink(fsPath: string): Promise<string>;
  /** Milliseconds from any origin. */
  readonly now: () => number;
  readonly after: (ms: number, action: () => void) => void;
}

type PhysicalPath = (directory: string) => Promise<string>;

interface Remembered {
  readonly repository: Repository | null;
  readonly until: number;
}

/** A repository rarely goes away; a missing one is often about to be made. In milliseconds. */
const KEEP_FOUND = 10_000;
const KEEP_MISSING = 1_000;
/** What is in use is looked for anew so long before it is forgotten, or somebody who types would have to wait for it. */
const RENEW_BEFORE = 5_000;
/** Behind the answer to the question that shows that it is in use. */
const RENEW_AFTER = 20;
const CACHE_BYTES = 1024 * 1024;

export class Workspace {
  private readonly parts: WorkspaceParts;
  private readonly directories = new LRUCache<string, Remembered>({
    maxSize: CACHE_BYTES,
    sizeCalculation: (_, directory) => directory.length * 2 + 256,
  });
  /** What is being looked for, by directory. */
  private readonly looking = new Map<string, Promise<Repository | null>>();
  private isRenewing = false;
  private readonly physicalPaths: SharedReadings<string>;

  constructor(parts: WorkspaceParts) {
    this.parts = parts;
    this.physicalPaths = new SharedReadings(parts.now);
  }

  /**
   * Null when the file is in no work tree. Throws `GitError` for a repository that can't be read. Where directories really are may
   * have been read at any time after `since`.
   */
  async locate(fsPath: string, since: Moment = thisMoment()): Promise<Place | null> {
    const repository = await this.repositoryOf(dirname(fsPath));
    if (!repository) return null;
    const { physicalPath } = this.parts;
    const path = await this.parts.pathIn(repository, fsPath, (directory) =>
      this.physicalPaths.after(since, directory, () => physicalPath(directory)),
    );
    return path === null || path === '' ? null : { repository, path };
  }

  /** Like `locate`, for a text that an editor shows: through a link it shows the file, not the link. */
  async locateShown(fsPath: string, since: Moment = thisMoment()): Promise<Place | null> {
    // Hardly any file is a link: both are looked at together.
    const plain = this.locate(fsPath, since);
    plain.catch(() => undefined);
    const followed = await this.parts.followLink(fsPath);
    return followed === fsPath ? plain : this.locate(followed, since);
  }

  /** The repository that a directory is taken to lie in at the moment; null where that is none, or is to be found out. */
  knownRepository(directory: string): Repository | null {
    const remembered = this.remembered(directory);
    if (remembered?.repository && this.parts.now() >= remembered.until - RENEW_BEFORE) this.renew(directory);
    return remembered?.repository ?? null;
  }

  /** One at a time: of thousands of directories hardly any is in use. */
  private renew(directory: string): void {
    if (this.isRenewing) return;
    this.isRenewing = true;
    this.parts.after(RENEW_AFTER, async () => {
      // What is wrong is told to who asks when it is no longer remembered.
      await this.discover(directory).catch(() => undefined);
      this.isRenewing = false;
    });
  }

  private remembered(directory: string): Remembered | null {
    const remembered = this.directories.get(directory);
    return remembered && this.parts.now() < remembered.until ? remembered : null;
  }

  private async repositoryOf(directory: string): Promise<Repository | null> {
    const remembered = this.remembered(directory);
    if (remembered) return remembered.repository;
    const looking = this.looking.get(directory) ?? this.look(directory);
    this.looking.set(directory, looking);
    return looking;
  }

  private async look(directory: string): Promise<Repository | null> {
    const above = this.rememberedAbove(directory);
    if (above !== null && (await this.parts.isPlainlyBelow(above.directory, directory))) {
      this.looking.delete(directory);
      this.directories.set(directory, above.remembered);
      return above.remembered.repository;
    }
    return this.discover(directory).finally(() => this.looking.delete(directory));
  }

  private async discover(directory: string): Promise<Repository | null> {
    const found = await this.parts.discover(directory);
    const before = this.directories.peek(directory)?.repository ?? null;
    // What answers hang on is compared as an object.
    const repository = isDeepStrictEqual(found, before) ? before : found;
    const until = this.parts.now() + (repository ? KEEP_FOUND : KEEP_MISSING);
    this.directories.set(directory, { repository, until });
    return repository;
  }

  /** The nearest directory above of which it is known in which repository it lies. Its time counts for what lies below. */
  private rememberedAbove(below: string): { directory: string; remembered: Remembered } | null {
    for (let directory = dirname(below), last = below; directory !== last; directory = dirname(directory)) {
      const remembered = this.directories.peek(directory);
      if (remembered?.repository && this.parts.now() < remembered.until) return { directory, remembered };
      last = directory;
    }
    return null;
  }
}
