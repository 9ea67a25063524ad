/** The book of questions for a blame: each is counted once when it is asked and once when it ends, whatever becomes of it. */
import { isQueueFull, isSuperseded } from '../faults.ts';

/** What questions came to; together with those in flight they are the `requests`. */
export interface QuestionCounts {
  requests: number;
  /** Answered by a job; one question for each job that was of use. */
  computed: number;
  /** Answered by a job that another question had started or was answered by. */
  coalesced: number;
  /** Answered without a job. */
  cacheHits: number;
  /** There was nothing to blame: no repository, not tracked, no commit. */
  empty: number;
  /** Their client, or the end of the server, took them back. */
  cancelled: number;
  /** Something newer took their place, or too much was waiting and nobody had asked in so many words. */
  superseded: number;
  /** Turned away with an error because too much was waiting. */
  refused: number;
  /** Answered with any other error, a remembered one included. */
  failed: number;
}

type Outcome = Exclude<keyof QuestionCounts, 'requests'>;

/** What becomes known of a question while it is answered. */
export interface Ticket {
  /** It is answered from what was there. */
  cached(): void;
  /** It is answered with what a job made. */
  made(result: object): void;
}

export class Questions {
  readonly counts: QuestionCounts = {
    requests: 0,
    computed: 0,
    coalesced: 0,
    cacheHits: 0,
    empty: 0,
    cancelled: 0,
    superseded: 0,
    refused: 0,
    failed: 0,
  };
  private ended = 0;
  private readonly whenNone: (() => void)[] = [];
  /** Results of jobs that a question was counted for already. */
  private readonly claimed = new WeakSet<object>();

  /** Asked and not ended. */
  get inFlight(): number {
    return this.counts.requests - this.ended;
  }

  /** Resolves when none is in flight. */
  drained(): Promise<void> {
    return new Promise((resolve) => {
      this.whenNone.push(resolve);
      this.tellWhenNone();
    });
  }

  private tellWhenNone(): void {
    if (this.inFlight > 0) return;
    for (const tell of this.whenNone.splice(0)) tell();
  }

  /** Does what a question asks for. A question ends when its signal aborts, though the work may take a while to notice. */
  async book<Result>(signal: AbortSignal, work: (ticket: Ticket) => Promise<Result>): Promise<Result> {
    this.counts.requests++;
    let outcome: Outcome | null = null;
    const end = (as: Outcome) => {
      if (outcome !== null) return;
      outcome = as;
      this.ended++;
      this.counts[as]++;
      this.tellWhenNone();
    };
    const onAbort = () => end(isSuperseded(signal.reason) ? 'superseded' : 'cancelled');
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort);
    try {
      const result = await work({
        cached: () => end('cacheHits'),
        made: (made) => {
          if (outcome === null) end(this.claim(made));
        },
      });
      end('empty');
      return result;
    } catch (error) {
      end(endOf(error));
      throw error;
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  /** A question was answered in the moment in which it was asked, from what was there. */
  answeredAtOnce(): void {
    this.counts.requests++;
    this.counts.cacheHits++;
    this.ended++;
  }

  /** A question ended before anything was done for it. */
  gaveUp(reason: unknown): void {
    this.counts.requests++;
    this.counts[isSuperseded(reason) ? 'superseded' : 'cancelled']++;
    this.ended++;
  }

  private claim(result: object): Outcome {
    if (this.claimed.has(result)) return 'coalesced';
    this.claimed.add(result);
    return 'computed';
  }
}

function endOf(error: unknown): Outcome {
  if (isSuperseded(error)) return 'superseded';
  return isQueueFull(error) ? 'refused' : 'failed';
}
