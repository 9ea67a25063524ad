/** Read-only files for editors that can show nothing else: versions of files, commits, changes. They know what they show. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { LRUCache } from 'lru-cache';

/** A version of a file that a view shows, by where the file would be in the work tree. */
export interface ViewedVersion {
  readonly fsPath: string;
  readonly commit: string;
}

/** Views that are remembered, and days after which files that nobody wrote again are removed. */
const MOST_VIEWS = 1000;
const KEEP_DAYS = 7;
const DAY = 86_400_000;

export class Views {
  private readonly root: string;
  private readonly versions = new LRUCache<string, ViewedVersion>({ max: MOST_VIEWS });
  private swept = false;

  /** The directory is made when the first view is written. */
  constructor(root: string) {
    this.root = root;
  }

  /** Writes a view and says where. `key` names what is shown; `name` is what the user sees, any text. */
  async write(view: {
    readonly key: string;
    readonly name: string;
    readonly text: string;
    readonly version: ViewedVersion | null;
  }): Promise<string> {
    await this.sweep();
    const directory = join(this.root, createHash('sha256').update(view.key).digest('hex').slice(0, 16));
    const path = resolve(directory, fileName(view.name));
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await rm(path, { force: true });
    await writeFile(path, view.text, { mode: 0o444, flag: 'wx' });
    if (view.version) this.versions.set(path, view.version);
    return path;
  }

  /** What a file shows; null for every file that is no view of this session's. */
  versionAt(fsPath: string): ViewedVersion | null {
    return this.versions.get(fsPath) ?? null;
  }

  /** Once: what was left by earlier sessions. */
  private async sweep(): Promise<void> {
    if (this.swept) return;
    this.swept = true;
    for (const name of await readdir(this.root).catch(() => [])) {
      const path = join(this.root, name);
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
