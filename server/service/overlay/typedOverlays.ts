/** Lays the text that somebody types in over the committed file without waking an engine thread, as long as that is little work. */
import { inSlices } from '../../base/nextTurn.ts';
import type { TextBytes } from '../../base/sharedText.ts';
import type { Overlay, OverlayJob } from '../../worker/messages.ts';
import type { TypedLines } from '../../worker/typedLines.ts';
import type { CommittedFile } from '../../worker/versionMessages.ts';
import type { Leisure } from '../order/leisure.ts';
import type { Clock } from '../order/storms.ts';

export interface TypedOverlayParts extends Clock {
  readonly leisure: Pick<Leisure, 'later'>;
  /** The committed file, as an engine thread has it. */
  readonly committed: (job: OverlayJob, maxBytes: number) => Promise<CommittedFile | null>;
}

/** A question, and what recorded history is overridden by. */
export interface TypedQuestion {
  readonly job: OverlayJob;
  readonly overrides: string;
}

/** A question about a text that need not have a name. */
export interface TypedText extends Pick<TypedQuestion, 'overrides'> {
  readonly job: Omit<OverlayJob, 'content'> & { readonly content: TextBytes };
}

/** Longer files and texts, in bytes, are left to engine threads. */
export const MOST_BYTES: number = 1 << 21;
/** So are texts with more changes than this. */
const MOST_CHANGES = 1 << 10;
/** A text that was opened is likely to be edited, but not before whoever opened it has his answers. Milliseconds. */
const AFTER_OPENING = 300;
/** What a keystroke is answered with goes first. Milliseconds. */
const AFTER_TYPING = 20;
/** Lines that nobody types in for so long are forgotten. Milliseconds. */
const IDLE = 60_000;
/** Who types in two files at a time has the lines of one: reading the other one for each edit would take longer. Milliseconds. */
const STAYS = 2_000;
/** A file whose texts were too much work so often in a row is left alone. */
const MOST_FAILURES = 3;

/** The file that is typed in. */
interface Typed {
  readonly blob: string;
  readonly lines: TypedLines;
  /** Bytes of the committed file. */
  readonly size: number;
  /** The repository, path and commit it was last seen at. */
  place: string;
  /** When a text was last laid over it, or it was read. */
  used: number;
  /** When somebody last typed in it; null: nobody has. */
  typed: number | null;
}

/** A file that is to be read, and whether that is because somebody types in it. */
interface Reading {
  readonly place: string;
  readonly isTyped: boolean;
  /** From then on nobody else reads it. */
  hasBegun?: boolean;
}

/** Knows one file at a time, the one that is looked at. */
export class TypedOverlays {
  /** Texts laid here, and those that were asked of an engine thread. */
  readonly counts = { here: 0, elsewhere: 0 };
  private readonly parts: TypedOverlayParts;
  private typed: Typed | null = null;
  /** What is being read, or will be; null: nothing. */
  private reading: Reading | null = null;
  /** The file whose texts were too much work, and how often in a row. */
  private failed = { blob: '', times: 0 };

  constructor(parts: TypedOverlayParts) {
    this.parts = parts;
  }

  get bytes(): number {
    return this.typed?.lines.bytes ?? 0;
  }

  /** The answer to a question about a text that is looked at; `ask` is called where an engine thread has to give it. */
  async get(question: TypedQuestion, ask: () => Promise<Overlay>): Promise<Overlay> {
    const laid = this.now(question, true);
    if (laid !== null) return laid;
    this.counts.elsewhere++;
    return ask();
  }

  /** The answer where it can be given at once, to somebody or to nobody; null where an engine thread has to be asked. */
  now({ job, overrides }: TypedText, isTyped: boolean): Overlay | null {
    const { typed } = this;
    if (typed === null || typed.place !== placeOf(job, overrides) || !isFit(job, typed.size)) return null;
    typed.used = this.parts.now();
    if (isTyped) typed.typed = typed.used;
    const laid = typed.lines.lay(job.content, job.options);
    if (laid === null) this.fail(typed);
    else this.failed.times = 0;
    // Once it may have waited for a processor: what was read is as good as ever for the next text.
    if (this.failed.times > MOST_FAILURES || typed.lines.isOutgrown) this.forget();
    if (laid === null) return null;
    this.counts.here++;
    return { blob: typed.blob, tracked: true, quads: laid.quads, lineCount: laid.lineCount, files: [] };
  }

  private fail({ blob }: Typed): void {
    this.failed = { blob, times: this.failed.blob === blob ? this.failed.times + 1 : 1 };
  }

  private forget(): void {
    this.typed?.lines.release();
    this.typed = null;
  }

  /** How a text lies that is looked at; the next ones may be laid here. */
  note(question: TypedQuestion, { blob, quads, files }: Overlay): void {
    const place = placeOf(question.job, question.overrides);
    if (blob === null || files.length > 0 || !isFit(question.job) || quads.length > 4 * MOST_CHANGES) return;
    if (this.failed.blob === blob && this.failed.times > MOST_FAILURES) return;
    const { typed } = this;
    const isTyped = quads.length > 0;
    if (typed?.blob === blob && isSameFile(typed.place, place)) typed.place = place;
    else if (!isTyped || !this.isTypedIn) this.want(question, { place, isTyped });
  }

  /** Whether somebody has just typed in the file that is known. */
  private get isTypedIn(): boolean {
    const { typed } = this;
    return typed !== null && typed.typed !== null && this.parts.now() - typed.typed <= STAYS;
  }

  private want(question: TypedQuestion, { place, isTyped }: Reading): void {
    const { reading: before } = this;
    if (before?.place === place && (before.hasBegun || before.isTyped || !isTyped)) return;
    const reading: Reading = { place, isTyped };
    this.reading = reading;
    const begin = async () => {
      if (this.reading !== reading) return;
      reading.hasBegun = true;
      await this.read(question, reading).finally(() => {
        if (this.reading === reading) this.reading = null;
      });
    };
    if (isTyped) this.parts.after(AFTER_TYPING, () => void begin());
    else this.parts.leisure.later(AFTER_OPENING, begin);
  }

  private async read({ job, overrides }: TypedQuestion, { place, isTyped }: Reading): Promise<void> {
    try {
      const file = await this.parts.committed(job, MOST_BYTES);
      if (file === null || file.overrides !== overrides) return;
      // What is in it is loaded when somebody types.
      const { readTyped } = await import('../../worker/typedLines.ts');
      const lines = await inSlices(readTyped(file.data, job.content));
      this.forget();
      const size = file.data.length;
      const now = this.parts.now();
      this.typed = { blob: file.blob, lines, size, place, used: now, typed: isTyped ? now : null };
      this.watch(this.typed);
    } catch {
      // Whoever asks an engine thread for the text is told what is wrong with it.
    }
  }

  private watch(typed: Typed): void {
    const { after, now } = this.parts;
    after(IDLE, () => {
      if (this.typed !== typed) return;
      if (now() - typed.used > IDLE) this.forget();
      else this.watch(typed);
    });
  }
}

/** Whether an editor's text is stored as it is, and neither it nor the file of `size` bytes under it is too large. */
function isFit({ content, limits }: TypedText['job'], size = 0): boolean {
  const most = Math.min(limits?.bytes ?? MOST_BYTES, MOST_BYTES);
  return content.memory !== 0 && !content.convertible && Math.max(content.byteLength, size) <= most;
}

function placeOf({ repository, commit, path }: TypedText['job'], overrides: string): string {
  return [repository.gitDir, path, overrides, commit].join('\0');
}

/** Whether two places differ at most in the commit. */
function isSameFile(a: string, b: string): boolean {
  return a.slice(0, a.lastIndexOf('\0')) === b.slice(0, b.lastIndexOf('\0'));
}
