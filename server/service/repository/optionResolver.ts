/** Remembers what options come to in a repository, for as long as the files that decide it stay as they are. */
import { LRUCache } from 'lru-cache';
import type { Repository } from '../../git/repository.ts';
import type { AskedOptions, ResolvedOptions } from '../../worker/messages.ts';
import type { LastingAnswers } from '../kept/lastingAnswers.ts';
import { keepOptions, recallOptions } from '../kept/lastingOptions.ts';
import { askedText } from '../keys.ts';
import { type Moment, SharedReadings, thisMoment } from './sharedReadings.ts';

export interface OptionResolverParts {
  /** Something that changes whenever one of these files is written, made or removed. */
  readonly stampOf: (files: readonly string[]) => Promise<string>;
  /** Where they are kept beyond the process; null for nowhere. */
  readonly answers: LastingAnswers | null;
  /** Told of what the user should know, each thing once. */
  readonly warn: (message: string) => void;
  /** Milliseconds from any origin, never going back. */
  readonly now: () => number;
}

/** Asks the engine; `again` for the sake of keeping what it says. */
type AskOptions = (again: boolean) => Promise<ResolvedOptions>;

/** Who wants to know. */
export interface OptionQuestion {
  /** Called when the answer is not known or may have changed. */
  readonly ask: AskOptions;
  /** What was read after it holds for the answer. */
  readonly since: Moment;
}

/** While all of the files have that stamp, the options come to that. */
export interface ResolvedByFiles {
  readonly files: readonly string[];
  readonly stamp: string;
  readonly resolved: ResolvedOptions;
}

interface Remembered extends ResolvedByFiles {
  readonly confirmed: boolean;
}

const CACHE_BYTES = 4 * 1024 * 1024;
const MAX_WARNINGS = 1000;

export class OptionResolver {
  private readonly parts: OptionResolverParts;
  /** What is being looked for among what earlier processes have kept. */
  private readonly looking = new Map<string, Promise<ResolvedOptions | null>>();
  private readonly warned = new Set<string>();
  private readonly stamps: SharedReadings<string>;
  private readonly known = new LRUCache<string, Remembered>({
    maxSize: CACHE_BYTES,
    sizeCalculation: ({ files, resolved }, key) => 1000 + key.length + files.length * 200 + sizeOf(resolved),
  });

  constructor(parts: OptionResolverParts) {
    this.parts = parts;
    this.stamps = new SharedReadings(parts.now);
  }

  /** What they came to when they were last looked at; null when that may not be sure. */
  last(repository: Repository, asked: AskedOptions): ResolvedOptions | null {
    return this.lastByFiles(repository, asked)?.resolved ?? null;
  }

  /** The same with what it hangs on. */
  lastByFiles(repository: Repository, asked: AskedOptions): ResolvedByFiles | null {
    const known = this.known.get(keyOf(repository, asked));
    return known?.confirmed ? known : null;
  }

  async resolve(
    repository: Repository,
    asked: AskedOptions,
    { ask, since }: OptionQuestion,
  ): Promise<ResolvedOptions> {
    const key = keyOf(repository, asked);
    const known = this.known.get(key);
    const kept = known === undefined ? await this.recalled(repository, asked) : null;
    if (kept !== null) return kept;
    const same = known !== undefined && (await this.stampOf(known.files, since)) === known.stamp;
    if (same && known.confirmed) return known.resolved;
    const resolved = await ask(false);
    for (const warning of resolved.warnings) this.warnOnce(warning);
    const { files } = resolved;
    if (files === null) return resolved;
    const stamp = await this.stampOf(files, thisMoment());
    const { answers } = this.parts;
    if (answers !== null) keepOptions(answers, { repository, asked, files }, () => ask(true));
    // A file may have been written between being read and being looked at: only what was read after a look is sure.
    const confirmed = same && stamp === known.stamp && files.join('\0') === known.files.join('\0');
    this.known.set(key, { files, stamp, resolved, confirmed });
    return resolved;
  }

  /** What an earlier process has kept; every surface asks for it when a file is opened. */
  private async recalled(repository: Repository, asked: AskedOptions): Promise<ResolvedOptions | null> {
    const { answers } = this.parts;
    if (answers === null) return null;
    const key = keyOf(repository, asked);
    const running = this.looking.get(key);
    if (running !== undefined) return running;
    const looking = this.recall(answers, repository, asked).finally(() => this.looking.delete(key));
    this.looking.set(key, looking);
    return looking;
  }

  private async recall(
    answers: LastingAnswers,
    repository: Repository,
    asked: AskedOptions,
  ): Promise<ResolvedOptions | null> {
    let stamp = '';
    // Looked at before they are compared: what is written in between shows the next time.
    const look = async (files: readonly string[]) => {
      stamp = await this.stampOf(files, thisMoment());
    };
    const resolved = await recallOptions(answers, { repository, asked }, look);
    if (resolved === null || resolved.files === null) return null;
    for (const warning of resolved.warnings) this.warnOnce(warning);
    const remembered = { files: resolved.files, stamp, resolved, confirmed: true };
    this.known.set(keyOf(repository, asked), remembered);
    return resolved;
  }

  /** All of a repository hang on much the same files, and all of them are looked at for each question. */
  private stampOf(files: readonly string[], since: Moment): Promise<string> {
    return this.stamps.after(since, files.join('\0'), () => this.parts.stampOf(files));
  }

  private warnOnce(warning: string): void {
    if (this.warned.has(warning) || this.warned.size > MAX_WARNINGS) return;
    this.warned.add(warning);
    this.parts.warn(warning);
  }
}

function keyOf({ gitDir }: Repository, asked: AskedOptions): string {
  return `${gitDir}\0${askedText(asked)}`;
}

function sizeOf({ options, grafts }: ResolvedOptions): number {
  return (grafts?.data.length ?? 0) + (options.ignoreRevs.size + options.exclude.length) * 100;
}
