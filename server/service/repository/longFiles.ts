/** Has the versions of files with long histories compared while nothing is asked, one file after the other, so that their first blame is quick. */
import type { LongHistory } from '../../git/history/longHistories.ts';
import type { Oid } from '../../git/oid.ts';
import { Superseded } from '../../scheduler/job.ts';
import type { Scheduler } from '../../scheduler/scheduler.ts';
import type { LongFilesJob } from '../../worker/keptComparisons.ts';
import type { CallOptions, Runner } from '../../worker/messages.ts';
import { keyOf } from '../keys.ts';
import type { Leisure } from '../order/leisure.ts';
import { inBackground } from '../order/waiting.ts';

export interface LongFilesParts {
  readonly scheduler: Pick<Scheduler<Runner>, 'submit'>;
  readonly leisure: Pick<Leisure, 'later'>;
  readonly after: (ms: number, action: () => void) => void;
}

/** Milliseconds from a blame to the first of them: what is done at leisure for the blame itself is over by then. */
const FIRST_AFTER = 3000;
/** And from one to the next. */
const NEXT_AFTER = 20;
/** What is compared in a repository in one go: pairs of versions, which take some 60 bytes each on disk, and milliseconds of work. */
const MOST_PAIRS = 1 << 18;
const MOST_WORK = 60_000;
/** Commits that are blamed from until it is looked again whether histories have grown. */
const LOOK_AGAIN = 50;

interface Round {
  /** The commit met last, and how many were met since it was looked last. */
  commit: Oid | null;
  commits: number;
  isUnderWay: boolean;
}

/** What is left of a round. */
interface Rest {
  readonly files: readonly LongHistory[];
  /** What has been done. */
  readonly pairs: number;
  readonly worked: number;
}

export class LongFiles {
  private readonly parts: LongFilesParts;
  /** By repository and manner of comparing. */
  private readonly rounds = new Map<string, Round>();

  constructor(parts: LongFilesParts) {
    this.parts = parts;
  }

  /** To be called for each blame, when the history that it began from has been taken into the index. */
  after({ repository, commit, options }: LongFilesJob): void {
    const job = { repository, commit, options: mannerOf(options) };
    const round = this.roundOf(job);
    if (round.commit !== commit) round.commits++;
    round.commit = commit;
    if (round.isUnderWay || round.commits < LOOK_AGAIN) return;
    round.isUnderWay = true;
    this.parts.after(FIRST_AFTER, () => this.atLeisure(round, () => this.begin(job, round)));
  }

  private async begin(job: LongFilesJob, round: Round): Promise<void> {
    const files = await this.ask(keyOf('longFiles', job, ''), (lane, options) =>
      lane.call('longFiles', job, options),
    );
    // Without an index the next blame is soon enough.
    round.commits = files === null ? LOOK_AGAIN : 0;
    this.goOn(job, round, { files: files ?? [], pairs: 0, worked: 0 });
  }

  private goOn(job: LongFilesJob, round: Round, { files, pairs, worked }: Rest): void {
    const [file, ...others] = files;
    if (file === undefined || pairs >= MOST_PAIRS || worked >= MOST_WORK) {
      round.isUnderWay = false;
      return;
    }
    this.atLeisure(round, async () => {
      const params = { ...job, ...file };
      const done = await this.ask(keyOf('keepComparisons', params, ''), (lane, options) =>
        lane.call('keepComparisons', params, options),
      );
      const sum = { pairs: pairs + done.pairs, worked: worked + done.worked };
      this.goOn(job, round, { files: others, ...sum });
    });
  }

  /**
   * What goes wrong ends the round, and is told to nobody: it will be met again where somebody waits. What gave way to others is tried
   * again with the next blame, the rest when there are more commits.
   */
  private atLeisure(round: Round, action: () => Promise<void>): void {
    this.parts.leisure.later(NEXT_AFTER, () =>
      action().catch((error: unknown) => {
        round.isUnderWay = false;
        round.commits = error instanceof Superseded ? LOOK_AGAIN : 0;
      }),
    );
  }

  private ask<Result>(
    key: string,
    call: (lane: Runner, options: CallOptions) => Promise<Result>,
  ): Promise<Result> {
    const run = (lane: Runner, signal: AbortSignal) => call(lane, { signal });
    return this.parts.scheduler.submit({ key, run }, inBackground('background'));
  }

  /** Linked worktrees have their comparisons in common. */
  private roundOf({ repository, options }: LongFilesJob): Round {
    const key = JSON.stringify([repository.commonDir, options]);
    const known = this.rounds.get(key);
    if (known !== undefined) return known;
    const round = { commit: null, commits: LOOK_AGAIN, isUnderWay: false };
    this.rounds.set(key, round);
    return round;
  }
}

function mannerOf(options: LongFilesJob['options']): LongFilesJob['options'] {
  const { diffAlgorithm, indentHeuristic, ignoreWhitespace } = options;
  return { diffAlgorithm, indentHeuristic, ignoreWhitespace };
}
