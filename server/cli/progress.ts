/** The meter on standard error that shows how many lines have found their commit. */
import type { BlameArguments } from './arguments.ts';
import { Fatal } from './faults.ts';
import type { Session } from './session.ts';

export interface Progress {
  /** Told of lines as they find their commit. */
  readonly advance: (lines: number) => void;
  readonly finish: () => void;
}

const TITLE = 'Blaming lines';
const TICK_MS = 1000;
const DEFAULT_DELAY = 1;
const DEFAULT_COLUMNS = 80;

/** True for the formats that are never accompanied by a meter. */
export function isForPrograms({ incremental, porcelain }: BlameArguments): boolean {
  return incremental || porcelain;
}

/** A meter for so many lines; one that shows nothing when none is wanted. */
export function startProgress({ io, args }: Pick<Session, 'io' | 'args'>, total: number): Progress {
  const wanted = !isForPrograms(args) && (args.progress ?? io.errorTerminal);
  if (!wanted) return { advance() {}, finish() {} };
  const columns = Number.parseInt(io.environment['COLUMNS'] ?? '', 10);
  return new Meter(total, {
    delay: delayIn(io.environment),
    columns: columns > 0 ? columns : DEFAULT_COLUMNS,
    now: io.now,
    write: io.stderr,
  });
}

function delayIn({ GIT_PROGRESS_DELAY: text }: Session['io']['environment']): number {
  if (text === undefined) return DEFAULT_DELAY;
  const [, digits, unit] = /^[ \t]*\+?(\d+)([kmg]?)$/i.exec(text) ?? [];
  if (digits === undefined) throw new Fatal('failed to parse GIT_PROGRESS_DELAY');
  return Number(digits) * 1024 ** ' kmg'.indexOf(unit?.toLowerCase() || ' ');
}

interface MeterOptions {
  /** Seconds before anything is shown. */
  readonly delay: number;
  /** A line that is wider is broken after the title. */
  readonly columns: number;
  readonly now: () => number;
  readonly write: (text: string) => void;
}

/**
 * Shows a line when the percentage has changed, and once a second; the line is overwritten until the end. What ends
 * before the delay is over is not shown at all.
 */
class Meter implements Progress {
  readonly #total: number;
  readonly #options: MeterOptions;
  #nextTick: number;
  /** Ticks still to come before anything is shown. */
  #delay: number;
  #done = 0;
  #percent = -1;
  #shown = '';
  #isSplit = false;

  constructor(total: number, options: MeterOptions) {
    this.#total = total;
    this.#options = options;
    this.#delay = options.delay;
    this.#nextTick = options.now() + TICK_MS;
  }

  advance = (lines: number): void => {
    this.#done += lines;
    const ticked = this.#tick();
    if (this.#delay > 0 && (!ticked || --this.#delay > 0)) return;
    if (this.#setPercent() || ticked) this.#show('\r');
  };

  finish = (): void => {
    if (this.#percent >= 0) this.#show(', done.\n');
  };

  #tick(): boolean {
    const now = this.#options.now();
    if (now < this.#nextTick) return false;
    this.#nextTick = now + TICK_MS;
    return true;
  }

  #setPercent(): boolean {
    const percent = Math.floor((this.#done * 100) / this.#total);
    const changed = percent !== this.#percent;
    this.#percent = percent;
    return changed;
  }

  #show(end: string): void {
    const { columns, write } = this.#options;
    const counters = `${String(this.#percent).padStart(3)}% (${this.#done}/${this.#total})`;
    const shorter = this.#shown.length - counters.length;
    // What is left of a longer line before is overwritten.
    const padded = end.padStart(shorter > 0 ? shorter + 1 : 0);
    this.#shown = counters;
    if (this.#isSplit) write(`  ${counters}${padded}`);
    else if (end === '\r' && columns < TITLE.length + counters.length + 2) {
      write(`${TITLE}:${' '.repeat(Math.max(0, columns - TITLE.length - 1))}\n  ${counters}${end}`);
      this.#isSplit = true;
    } else write(`${TITLE}: ${counters}${padded}`);
  }
}
