/**
 * Goes the way of a keystroke before there is one: what has never run is compiled when it first does, in the main thread and in the
 * engine thread, and takes several times as long.
 */
import { ChunkedText } from '../../base/chunkedText.ts';
import { nextTurn } from '../../base/nextTurn.ts';
import type { Booked } from '../blameJobs.ts';
import type { FileAnswer, FileQuery } from '../contract.ts';
import type { LineSpan } from '../fileBlame.ts';
import type { Leisure } from '../order/leisure.ts';
import type { Ticket } from '../order/questions.ts';
import { type Moment, thisMoment } from '../repository/sharedReadings.ts';

type Rehearsing = Booked & { readonly since: Moment };

export interface RehearsalParts {
  readonly leisure: Pick<Leisure, 'later'>;
  /** Answers without counting the question. */
  readonly answer: (query: FileQuery, waiting: Rehearsing) => Promise<FileAnswer>;
  /** The same at once; false where that can't be. */
  readonly answerNow: (query: FileQuery, span: LineSpan) => boolean;
}

/** Milliseconds after the first answer: engine threads read the lines of what was opened before that. */
const AFTER = 150;
/** After that: what is answered at once is so by lines that the main thread has read by then. */
const AFTER_READING = 400;
/** What runs a few times is compiled better. */
export const TIMES: number = 3;
/**
 * The short way is gone so often, for each line as often as a word has letters. What runs more often is compiled better, by threads that
 * take a processor from who answers: after forty times they did so for every letter of the first words, after two hundred for every third.
 */
export const SHORT_TIMES: number = 200;
const WORD = 5;
/** Longer texts, in UTF-16 units, would keep an engine thread from other work. */
export const LONGEST: number = 1 << 22;

const nobodys: Ticket = { cached: () => undefined, made: () => undefined };

/** Once for a process: code is the same for all texts. */
export class Rehearsal {
  private readonly parts: RehearsalParts;
  /** What was answered last; null before there is anything, and when nothing more is to be gone through. */
  private latest: FileQuery | null = null;
  private isExpected = false;
  /** Whether the long way was gone, by whomever, and how often the short one was. */
  private isLongGone = false;
  private shortGone = 0;

  constructor(parts: RehearsalParts) {
    this.parts = parts;
  }

  /** A question was answered. One about a newer text shows that somebody was quicker. */
  answered(query: FileQuery, { revision }: FileAnswer): void {
    const { text, fsPath } = query;
    if (text === null || revision === null || text.length > LONGEST || text.length === 0) return;
    if (this.latest?.fsPath === fsPath && this.latest.text !== text) this.isLongGone = true;
    this.expect(query);
  }

  /** The same at once. */
  answeredNow(query: FileQuery): void {
    this.isLongGone = true;
    this.shortGone++;
    this.expect(query);
  }

  private expect(query: FileQuery): void {
    this.latest = this.shortGone < SHORT_TIMES ? query : null;
    if (this.isExpected || this.latest === null) return;
    this.isExpected = true;
    this.parts.leisure.later(AFTER, () => this.perform());
  }

  private async perform(): Promise<void> {
    for (let time = 1; time <= TIMES && this.latest !== null && !this.isLongGone; time++) {
      const { line, typed } = typedIn(this.latest, shareAt(time, TIMES), 'x');
      await this.parts.answer(typed, waitingFor(line));
    }
    this.isLongGone = true;
    this.parts.leisure.later(AFTER_READING, () => this.performNow());
  }

  /** Where nothing can be answered at once, or somebody types meanwhile, there will be another time. */
  private async performNow(): Promise<void> {
    this.isExpected = false;
    const { latest } = this;
    if (latest === null) return;
    while (this.shortGone < SHORT_TIMES) {
      const place = shareAt(1 + Math.floor(this.shortGone / WORD), 1 + SHORT_TIMES / WORD);
      const letters = 'x'.repeat(1 + (this.shortGone % WORD));
      if (!this.answerNow(typedIn(latest, place, letters))) return;
      this.shortGone++;
      await nextTurn();
      if (this.latest !== latest) return;
    }
    // What is typed next is compared with what was laid last.
    const text = latest.text && new ChunkedText(latest.text.chunks, latest.text.home);
    this.answerNow({ line: 0, typed: { ...latest, text } });
    this.latest = null;
  }

  private answerNow({ line, typed }: Typed): boolean {
    return this.parts.answerNow(typed, { start: line, end: line + 1 });
  }
}

interface Typed {
  readonly line: number;
  readonly typed: FileQuery;
}

/** Places all over a text, as shares of it. */
function shareAt(time: number, times: number): number {
  return time / (times + 1);
}

/** The question as it would be after an edit, and its line. */
function typedIn({ text, ...about }: FileQuery, share: number, letters: string): Typed {
  if (text === null) throw new Error('bug: rehearsed without a text');
  const line = Math.floor(text.breaks * share);
  const at = text.offsetAt({ line, character: 0 });
  return { line, typed: { ...about, text: text.replaced(at, at, letters) } };
}

function waitingFor(line: number): Rehearsing {
  return {
    signal: new AbortController().signal,
    priority: () => 'background',
    implicit: true,
    // Nothing of it is kept for a reopened editor.
    patient: true,
    ticket: nobodys,
    since: thisMoment(),
    span: { start: line, end: line + 1 },
  };
}
