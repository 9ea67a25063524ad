/** Where files belong: file system path to repository and path in it. */
import { dirname } from 'node:path';
import { LRUCache } from 'lru-cache';
import type { Repository } from '../git/repository.ts';

/** A file's place in a repository, tracked or not. */
export interface Place {
  readonly repository: Repository;
  /** Repository-relative, slash-separated bytes as a latin1 string. */
  readonly path: string;
}

/** Where a file was when it was last looked for, and where it is. */
export interface Whereabouts {
  /** Null when nothing is known from before. */
  readonly last: Place | null;
  readonly now: Promise<Place | null>;
}

export interface WorkspaceParts {
  /** The repository a file or directory lies in; null outside of any. */
  discover(fsPath: string): Promise<Repository | null>;
  /** Null when the file is not inside the work tree. */
  pathIn(repository: Repository, fsPath: string): Promise<string | null>;
  /** The file itself where `fsPath` is a symbolic link; else `fsPath`. */
  followLink(fsPath: string): Promise<string>;
  /** Milliseconds from any origin. */
  now(): number;
}

interface Remembered {
  readonly repository: Repository | null;
  readonly until: number;
}

/** A repository rarely goes away; a missing one is often about to be made. In milliseconds. */
const KEEP_FOUND = 10_000;
const KEEP_MISSING = 1_000;
const CACHE_BYTES = 1024 * 1024;

export class Workspace {
  private readonly parts: WorkspaceParts;
  private readonly directories = new LRUCache<string, Remembered>({
    maxSize: CACHE_BYTES,
    sizeCalculation: (_, directory) => directory.length * 2 + 256,
  });

  private readonly shown = new LRUCache<string, Place>({
    maxSize: CACHE_BYTES,
    sizeCalculation: ({ path }, fsPath) => 2 * (path.length + fsPath.length) + 256,
  });

  constructor(parts: WorkspaceParts) {
    this.parts = parts;
  }

  /** Null when the file is in no work tree. Throws `GitError` for a repository that can't be read. */
  async locate(fsPath: string): Promise<Place | null> {
    const repository = await this.repositoryOf(dirname(fsPath));
    if (!repository) return null;
    const path = await this.parts.pathIn(repository, fsPath);
    return path === null || path === '' ? null : { repository, path };
  }

  /** Looks for a file, as `locate` or as `locateShown` does. */
  look(fsPath: string, isShown: boolean): Whereabouts {
    if (!isShown) return { last: null, now: this.locate(fsPath) };
    return { last: this.shown.get(fsPath) ?? null, now: this.locateShown(fsPath) };
  }

  /** Like `locate`, for a text that an editor shows: through a link it shows the file, not the link. */
  async locateShown(fsPath: string): Promise<Place | null> {
    // Hardly any file is a link: both are looked at together.
    const plain = this.locate(fsPath);
    plain.catch(() => undefined);
    const followed = await this.parts.followLink(fsPath);
    const place = await (followed === fsPath ? plain : this.locate(followed));
    if (place === null) this.shown.delete(fsPath);
    else this.shown.set(fsPath, place);
    return place;
  }

  private async repositoryOf(directory: string): Promise<Repository | null> {
    const remembered = this.directories.get(directory);
    if (remembered && this.parts.now() < remembered.until) return remembered.repository;
    const repository = await this.parts.discover(directory);
    const until = this.parts.now() + (repository ? KEEP_FOUND : KEEP_MISSING);
    this.directories.set(directory, { repository, until });
    return repository;
  }
}
