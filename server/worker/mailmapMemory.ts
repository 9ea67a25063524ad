/** Remembers what people are called in a repository, for as long as the files that say it stay as they are. */
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import type { Config } from '../git/config.ts';
import { type Mailmap, mailmapPlaces } from '../git/mailmap.ts';
import { stampOfFiles } from '../git/objectStamp.ts';
import type { Repository } from '../git/repository.ts';

interface Remembered {
  readonly mailmap: Mailmap;
  readonly files: readonly string[];
  readonly stamp: string;
  /** Read between two looks that saw the same: nothing was written after it was read and before it was looked at. */
  readonly isConfirmed: boolean;
}

const MOST_REPOSITORIES = 20;

export class MailmapMemory {
  private readonly known = new LRUCache<string, Remembered>({ max: MOST_REPOSITORIES });

  /** `load` reads configuration and mailmap. */
  async of(
    repository: Repository,
    load: () => Promise<{ readonly config: Config; readonly mailmap: Mailmap }>,
  ): Promise<Mailmap> {
    const known = this.known.get(repository.gitDir);
    const isSame = known !== undefined && stampOfFiles(known.files) === known.stamp;
    if (isSame && known.isConfirmed) return known.mailmap;
    const { config, mailmap } = await load();
    const { top, blob, file } = mailmapPlaces(repository, config);
    // What a revision names can change without any of these.
    if (blob !== null) return mailmap;
    const head = join(repository.gitDir, 'HEAD');
    const files = [head, ...config.files, ...[top, file].flatMap((path) => path ?? [])];
    const stamp = stampOfFiles(files);
    const isConfirmed = isSame && stamp === known.stamp && files.join('\0') === known.files.join('\0');
    this.known.set(repository.gitDir, { mailmap, files, stamp, isConfirmed });
    return mailmap;
  }
}
