/**
 * Knows what was answered last about each file, and whether nothing has changed since: who asks once more waits for one look at the disk,
 * and for no thread, no promise and no other question.
 */
import { LRUCache } from 'lru-cache';
import type { ChunkedText } from '../../base/chunkedText.ts';
import type { Overlay } from '../../worker/messages.ts';
import type { FileAnswer, FileQuery } from '../contract.ts';
import { askedWithin } from '../keys.ts';
import {
  type Found,
  type GroundOnDisk,
  type GroundParts,
  groundOnDisk,
  lookAgain,
} from '../repository/grounds.ts';

export interface UnchangedAnswersParts extends GroundParts {
  /** Of the files that had a say in how a text lies over the committed one; null where that is not sure. */
  readonly stampOf: (overlay: Overlay) => string | null;
}

/** What an answer hangs on. */
export interface Grounds extends Omit<Found, 'text'> {
  /** How the text of the editor lies over the file there; null where the file of HEAD itself was asked about. */
  readonly overlay: Overlay | null;
  /** Whether somebody was likely to look at it: what is looked at is kept for a reopened editor. */
  readonly isLookedAt: boolean;
}

interface Known {
  readonly text: ChunkedText | null;
  readonly answer: FileAnswer;
  readonly isLookedAt: boolean;
  readonly ground: GroundOnDisk;
}

/** What all of them refer to, in bytes: the blames are mostly those that are kept in any case. */
const MOST_BYTES = 4 * 1024 * 1024;
/** What one takes beside its blame's rows, and what each origin takes. */
const EACH = 1500;
const EACH_ORIGIN = 100;

export class UnchangedAnswers {
  private readonly parts: UnchangedAnswersParts;
  /** By file and how it was asked about. */
  private readonly known = new LRUCache<string, Known>({
    maxSize: MOST_BYTES,
    sizeCalculation: ({ answer: { blame } }) =>
      blame.rows.byteLength + blame.origins.length * EACH_ORIGIN + EACH,
  });

  constructor(parts: UnchangedAnswersParts) {
    this.parts = parts;
  }

  /** An answer was given, about all lines. */
  note(query: FileQuery, { overlay, isLookedAt, ...found }: Grounds, answer: FileAnswer): void {
    // What is read of the disk may be another text the next time.
    if ((query.text === null) !== (overlay === null)) return;
    const stamp = overlay === null ? '' : this.parts.stampOf(overlay);
    if (stamp === null) return;
    const text = overlay && { files: overlay.files, stamp };
    const ground = groundOnDisk(query, { ...found, text }, this.parts);
    if (ground) this.known.set(nameOf(query), { text: query.text, answer, isLookedAt, ground });
  }

  /** The same answer, if everything that it hangs on is as it was, and that; null where it is not, or that takes more than a look. */
  recall(query: FileQuery, isLookedAt: boolean): Pick<Known, 'answer' | 'ground'> | null {
    const known = this.known.get(nameOf(query));
    if (known === undefined || known.text !== query.text || (isLookedAt && !known.isLookedAt)) return null;
    return lookAgain(known.ground, this.parts) && known;
  }
}

function nameOf({ fsPath, options, limits }: FileQuery): string {
  return `${fsPath}\0${askedWithin(options, limits)}`;
}
