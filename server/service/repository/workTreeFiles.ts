/** Files of the work tree as texts: a large one is read once for all who want it, and not anew while it is the same. */
import type { BigIntStats } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { LRUCache } from 'lru-cache';
import type { SharedText } from '../../base/sharedText.ts';
import { GitError } from '../../git/errors.ts';
import { dateMark, isSettled } from '../kept/fileMarks.ts';
import { isAbsence } from './disk.ts';
import { type Moment, thisMoment } from './sharedReadings.ts';
import { MAX_BYTES, readLinkText, readRegularFile } from './workTreeText.ts';

/** From so many bytes on a file is large. What is smaller is read sooner than anybody could ask once more. */
export const LARGE: number = 1 << 20;
/** Milliseconds without a question after which nothing is remembered. */
const IDLE = 10_000;

export interface WorkTreeFilesParts {
  /** For texts that are remembered. */
  readonly maxBytes: number;
  /** Whether a file surely lies on a disk of this machine: dates from elsewhere may be old ones, and are another clock's. */
  readonly isNear: (path: string) => boolean;
  /** Milliseconds since the epoch. */
  readonly wallClock: () => number;
  /** Does something in so many milliseconds, if the process lasts. */
  readonly after: (ms: number, action: () => void) => void;
}

/** A large file that is being read. */
interface Reading {
  readonly began: Moment;
  /** Of all who wait for it: when the last one aborts it is given up. */
  readonly signals: AbortSignal[];
  /** Null when it was given up. */
  readonly text: Promise<SharedText | null>;
}

interface Remembered {
  readonly mark: string;
  readonly text: SharedText;
}

export class WorkTreeFiles {
  private readonly parts: WorkTreeFilesParts;
  private readonly remembered: LRUCache<string, Remembered>;
  private readonly readings = new Map<string, Reading>();
  private uses = 0;

  constructor(parts: WorkTreeFilesParts) {
    this.parts = parts;
    const sizeCalculation = ({ text }: Remembered) => text.byteLength;
    this.remembered = new LRUCache({ maxSize: parts.maxBytes, sizeCalculation });
  }

  /** Bytes remembered. */
  get bytes(): number {
    return this.remembered.calculatedSize;
  }

  /**
   * What git would take for a file's content now: a link's target, a regular file's bytes; null for anything else and for
   * what does not exist. Throws GitError 'tooLarge', or the signal's reason.
   */
  async read(fsPath: string, signal: AbortSignal): Promise<SharedText | null> {
    const asked = thisMoment();
    try {
      // Twice at most: what begins after the question will do.
      for (;;) {
        const stats = await lstat(fsPath, { bigint: true });
        signal.throwIfAborted();
        const known = this.recall(fsPath, stats);
        if (known !== null) return known;
        if (stats.isSymbolicLink()) return await readLinkText(fsPath);
        if (!stats.isFile()) return null;
        if (stats.size > MAX_BYTES)
          throw new GitError('tooLarge', `file is too large: ${fsPath}`, { path: fsPath });
        if (stats.size < LARGE) return await readSmall(fsPath, signal);
        const reading = this.readings.get(fsPath) ?? this.begin(fsPath);
        reading.signals.push(signal);
        const isLater = reading.began > asked;
        const text = await (isLater ? reading.text : reading.text.catch(() => null));
        signal.throwIfAborted();
        if (isLater) return text;
      }
    } catch (error) {
      if (!isAbsence(error)) throw error;
      this.remembered.delete(fsPath);
      return null;
    }
  }

  private recall(fsPath: string, stats: BigIntStats): SharedText | null {
    const known = this.remembered.get(fsPath);
    if (known === undefined) return null;
    if (known.mark !== dateMark(stats).mark) {
      this.remembered.delete(fsPath);
      return null;
    }
    this.dropLater();
    return known.text;
  }

  private begin(fsPath: string): Reading {
    const signals: AbortSignal[] = [];
    const over = () => {
      if (this.readings.get(fsPath) === reading) this.readings.delete(fsPath);
    };
    const isWanted = () => {
      const wanted = signals.some(({ aborted }) => !aborted);
      // Who comes from now on begins anew.
      if (!wanted) over();
      return wanted;
    };
    const text = this.readLarge(fsPath, isWanted).finally(over);
    const reading: Reading = { began: thisMoment(), signals, text };
    this.readings.set(fsPath, reading);
    return reading;
  }

  private async readLarge(fsPath: string, isWanted: () => boolean): Promise<SharedText | null> {
    const began = this.parts.wallClock();
    const read = await readRegularFile(fsPath, isWanted);
    if (read === null) return null;
    const { text, mark } = read;
    if (mark !== null && isSettled(mark.changed, began) && this.parts.isNear(fsPath)) {
      this.remembered.set(fsPath, { mark: mark.mark, text });
      this.dropLater();
    }
    return text;
  }

  /** Unless somebody asks meanwhile. */
  private dropLater(): void {
    const uses = ++this.uses;
    this.parts.after(IDLE, () => {
      if (uses === this.uses) this.remembered.clear();
    });
  }
}

async function readSmall(fsPath: string, signal: AbortSignal): Promise<SharedText | null> {
  const read = await readRegularFile(fsPath, () => !signal.aborted);
  signal.throwIfAborted();
  return read?.text ?? null;
}
