/** Remembers what options come to in a repository, for as long as the files that decide it stay as they are. */
import { LRUCache } from 'lru-cache';
import type { Repository } from '../git/repository.ts';
import type { AskedOptions, ResolvedOptions } from '../worker/messages.ts';

export interface OptionResolverParts {
  /** Something that changes whenever one of these files is written, made or removed. */
  readonly stampOf: (files: readonly string[]) => Promise<string>;
  /** Told of what the user should know, each thing once. */
  readonly warn: (message: string) => void;
}

interface Remembered {
  readonly files: readonly string[];
  readonly stamp: string;
  readonly resolved: ResolvedOptions;
  readonly confirmed: boolean;
}

const CACHE_BYTES = 4 * 1024 * 1024;
const MAX_WARNINGS = 1000;

export class OptionResolver {
  private readonly parts: OptionResolverParts;
  private readonly warned = new Set<string>();
  private readonly known = new LRUCache<string, Remembered>({
    maxSize: CACHE_BYTES,
    sizeCalculation: ({ files, resolved }, key) => 1000 + key.length + files.length * 200 + sizeOf(resolved),
  });

  constructor(parts: OptionResolverParts) {
    this.parts = parts;
  }

  /** What they came to when they were last looked at; null when that may not be sure. */
  last(repository: Repository, asked: AskedOptions): ResolvedOptions | null {
    const known = this.known.get(keyOf(repository, asked));
    return known?.confirmed ? known.resolved : null;
  }

  /** `ask` is called when the answer is not known or may have changed. */
  async resolve(
    repository: Repository,
    asked: AskedOptions,
    ask: () => Promise<ResolvedOptions>,
  ): Promise<ResolvedOptions> {
    const key = keyOf(repository, asked);
    const known = this.known.get(key);
    const same = known !== undefined && (await this.parts.stampOf(known.files)) === known.stamp;
    if (same && known.confirmed) return known.resolved;
    const resolved = await ask();
    for (const warning of resolved.warnings) this.warnOnce(warning);
    const { files } = resolved;
    if (files === null) return resolved;
    const stamp = await this.parts.stampOf(files);
    // A file may have been written between being read and being looked at: only what was read after a look is sure.
    const confirmed = same && stamp === known.stamp && files.join('\0') === known.files.join('\0');
    this.known.set(key, { files, stamp, resolved, confirmed });
    return resolved;
  }

  private warnOnce(warning: string): void {
    if (this.warned.has(warning) || this.warned.size > MAX_WARNINGS) return;
    this.warned.add(warning);
    this.parts.warn(warning);
  }
}

function keyOf({ gitDir }: Repository, asked: AskedOptions): string {
  return `${gitDir}\0${JSON.stringify(asked)}`;
}

function sizeOf({ options, grafts }: ResolvedOptions): number {
  return (grafts?.data.length ?? 0) + (options.ignoreRevs.size + options.exclude.length) * 100;
}
