/** Read-only files for editors that can show nothing else: versions of files, commits, changes. They know what they show. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { LRUCache } from 'lru-cache';

/** A version of a file that a view shows, by where the file would be in the work tree. */
export interface ViewedVersion {
  readonly fsPath: string;
  readonly commit: string;
}

/** Where views lie, and what bounds them. */
export interface ViewShelf {
  /** The directory for views of what belongs to a directory of the user's; it is made when the first one is written. */
  readonly directoryOf: (owner: string) => string;
  /** Removes what is too much; of that directory the oldest. */
  readonly trim: (directory: string) => void;
}

/** What is to be shown. */
interface View {
  /** The repository's directory. */
  readonly owner: string;
  /** Names what is shown. */
  readonly key: string;
  /** What the user sees, any text. */
  readonly name: string;
  readonly text: string;
  readonly version: ViewedVersion | null;
}

/** Views that are remembered, and days after which files that nobody wrote again are removed. */
const MOST_VIEWS = 1000;
const KEEP_DAYS = 7;
const DAY = 86_400_000;
/** Characters written when the bounds are looked at again. */
const TRIM_EVERY = 4 << 20;

export class Views {
  private readonly shelf: ViewShelf;
  private readonly versions = new LRUCache<string, ViewedVersion>({
    maxSize: MOST_VIEWS,
    sizeCalculation: () => 1,
  });
  private readonly swept = new Set<string>();
  /** Starts full: what earlier sessions have left is not known. */
  private untrimmed = TRIM_EVERY;

  constructor(shelf: ViewShelf) {
    this.shelf = shelf;
  }

  /** Writes a view and says where. */
  async write({ owner, key, name, text, version }: View): Promise<string> {
    const root = this.shelf.directoryOf(owner);
    await this.sweep(root);
    const directory = join(root, createHash('sha256').update(key).digest('hex').slice(0, 16));
    const path = resolve(directory, fileName(name));
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await rm(path, { force: true });
    await writeFile(path, text, { mode: 0o444, flag: 'wx' });
    const now = new Date();
    await utimes(root, now, now);
    if (version) this.versions.set(path, version);
    this.trim(root, text.length);
    return path;
  }

  /** What a file shows; null for every file that is no view of this session's. */
  versionAt(fsPath: string): ViewedVersion | null {
    return this.versions.get(fsPath) ?? null;
  }

  private trim(root: string, written: number): void {
    this.untrimmed += written;
    if (this.untrimmed < TRIM_EVERY) return;
    this.untrimmed = 0;
    this.shelf.trim(root);
  }

  /** Once: what was left by earlier sessions. */
  private async sweep(root: string): Promise<void> {
    if (this.swept.has(root)) return;
    this.swept.add(root);
    for (const name of await readdir(root).catch(() => [])) {
      const path = join(root, name);
      const age = await stat(path).then(
        ({ mtimeMs }) => Date.now() - mtimeMs,
        () => 0,
      );
      if (age > KEEP_DAYS * DAY) await rm(path, { recursive: true, force: true }).catch(() => undefined);
    }
  }
}

/** A name of one's own directory's that no system takes for anything else. */
function fileName(name: string): string {
  const fit = name.replace(/[/\\:*?"<>|\p{Cc}]/gu, '_').slice(-100);
  return /^\.*$/.test(fit) ? '_' : fit;
}
