/**
 * Goes the way of a keystroke before there is one: what has never run is compiled when it first does, in the main thread and in the
 * engine thread, and takes several times as long.
 */

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
  /** The same at once, where that can be. */
  readonly answerNow: (query: FileQuery, span: LineSpan) => void;
}

/** Milliseconds after the first answer: engine threads read the lines of what was opened before that. */
const AFTER = 150;
/** After that: what is answered at once is so by lines that the main thread has read by then. */
const AFTER_READING = 400;
/** What runs a few times is compiled better. */
export const TIMES: number = 3;
/** Longer texts, in UTF-16 units, would keep an engine thread from other work. */
export const LONGEST: number = 1 << 22;

const nobodys: Ticket = { cached: () => undefined, made: () => undefined };

/** Once for a process: code is the same for all texts. */
export class Rehearsal {
  private readonly parts: RehearsalParts;
  /** What it will be about; null before there is anything, and when it is over. */
  private next: FileQuery | null = null;
  private isOver = false;

  constructor(parts: RehearsalParts) {
    this.parts = parts;
  }

  /** A question was answered. One about a newer text shows that somebody was quicker. */
  answered(query: FileQuery, { revision }: FileAnswer): void {
    if (this.isOver || query.text === null || revision === null) return;
    if (this.next !== null) {
      if (this.next.fsPath === query.fsPath && this.next.text !== query.text) this.isOver = true;
      return;
    }
    if (query.text.length > LONGEST || query.text.length === 0) return;
    this.next = query;
    this.parts.leisure.later(AFTER, () => this.perform(query));
  }

  private async perform(query: FileQuery): Promise<void> {
    for (let time = 1; time <= TIMES && !this.isOver; time++) {
      const { line, typed } = typedIn(query, time);
      await this.parts.answer(typed, waitingFor(line));
    }
    if (!this.isOver) this.parts.leisure.later(AFTER_READING, () => this.performNow(query));
  }

  private async performNow(query: FileQuery): Promise<void> {
    for (let time = 1; time <= TIMES && !this.isOver; time++) {
      const { line, typed } = typedIn(query, time);
      this.parts.answerNow(typed, { start: line, end: line + 1 });
      await nextTurn();
    }
    this.isOver = true;
    this.next = null;
  }
}

/** The question as it would be after an edit, and its line. */
function typedIn({ text, ...about }: FileQuery, time: number): { line: number; typed: FileQuery } {
  if (text === null) throw new Error('bug: rehearsed without a text');
  const line = Math.floor((text.breaks * time) / (TIMES + 1));
  const at = text.offsetAt({ line, character: 0 });
  return { line, typed: { ...about, text: text.replaced(at, at, 'x') } };
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
