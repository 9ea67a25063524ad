/**
 * Long work on the main thread is done in slices; between them everything else has its turn.
 *
 * A turn is a round of the event loop. Work of many questions may wait for the next one, and what each of them then does is
 * small: so it is not all begun at once, but one after the other, as long as the turn is short.
 */

export interface TurnParts {
  /** Milliseconds from any origin. */
  readonly now: () => number;
  /** Does something in the next turn. */
  readonly later: (action: () => void) => void;
  /** Does something in this turn, when what has just been let go on has done what it can. */
  readonly soon: (action: () => void) => void;
}

/** Milliseconds of a turn after which nothing more is begun in it: with what comes from the client in the same turn it is less than 10. */
export const TURN = 2;

/** For who has more to do than one turn has room for. */
export interface TurnLine {
  /** Whether enough has been done in this turn: whoever has more to do, and need not do it now, waits for the next one. */
  readonly isSpent: boolean;
  /** Resolves in a turn to come, behind those who waited before. */
  next(): Promise<void>;
}

/** Who waits for a turn, in their order. */
export class Turns implements TurnLine {
  private readonly parts: TurnParts;
  private line: (() => void)[] = [];
  private isComing = false;
  /** When somebody first asked about this turn; null: nobody has. */
  private began: number | null = null;

  constructor(parts: TurnParts) {
    this.parts = parts;
  }

  next(): Promise<void> {
    return new Promise((resolve) => {
      this.line.push(resolve);
      this.call();
    });
  }

  get isSpent(): boolean {
    return this.parts.now() - this.begin() >= TURN;
  }

  /** Counts from now on, if nobody has counted in this turn. */
  count(): void {
    this.begin();
  }

  /** When this turn has begun, as far as anybody knows. */
  private begin(): number {
    if (this.began !== null) return this.began;
    this.parts.later(() => {
      this.began = null;
    });
    this.began = this.parts.now();
    return this.began;
  }

  private call(): void {
    if (this.isComing || this.line.length === 0) return;
    this.isComing = true;
    this.parts.later(() => {
      this.isComing = false;
      const waiting = this.line;
      this.line = [];
      this.begin();
      this.letOn(waiting, 0);
    });
  }

  /** One at least, and others while the turn is short. */
  private letOn(waiting: readonly (() => void)[], at: number): void {
    waiting[at]?.();
    this.parts.soon(() => {
      const next = at + 1;
      if (next < waiting.length && !this.isSpent) this.letOn(waiting, next);
      else {
        this.line = [...waiting.slice(next), ...this.line];
        this.call();
      }
    });
  }
}

const turns = new Turns({
  now: () => performance.now(),
  later: (action) => void setImmediate(action),
  // A tick comes when all promises have been dealt with.
  soon: (action) => queueMicrotask(() => process.nextTick(action)),
});

/** Those of this thread. */
export const threadTurns: TurnLine = turns;

/** Resolves when what waited before has been looked at; rejects with the signal's reason when it has aborted by then. */
export async function nextTurn(signal?: AbortSignal): Promise<void> {
  await turns.next();
  signal?.throwIfAborted();
}

/** What is done from now on counts as this turn's: for who is not one of those that wait here. */
export function countTurn(): void {
  turns.count();
}

/** Whether so much has been done since the thread last listened that the rest had better wait for the next turn. */
export function isTurnSpent(): boolean {
  return turns.isSpent;
}

/** Does work that pauses now and then: what is short is done at once, of the rest a slice at a turn. */
export async function inSlices<Result>(
  work: Generator<undefined, Result>,
  signal?: AbortSignal,
): Promise<Result> {
  let step = work.next();
  while (!step.done) {
    await nextTurn(signal);
    step = work.next();
  }
  return step.value;
}

/** Does such work in one go, for who has nothing else to do meanwhile. */
export function inOneGo<Result>(work: Generator<undefined, Result>): Result {
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value;
}

/** As `inSlices`, where what is short is wanted at once, not as a promise. */
export function nowOrInSlices<Result>(work: Generator<undefined, Result>): Result | Promise<Result> {
  const step = work.next();
  return step.done ? step.value : nextTurn().then(() => inSlices(work));
}

/** As `inSlices`, for who does not wait: `done` is called at once where it is short. */
export function afterSlices<Result>(
  work: Generator<undefined, Result>,
  done: (result: Result) => void = () => undefined,
): void {
  const step = work.next();
  if (step.done) done(step.value);
  else void nextTurn().then(() => afterSlices(work, done));
}
