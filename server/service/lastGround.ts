/** Answers a question about an open text in the turn in which it is asked, where all but the text is as it was for the answer before. */
import type { ChunkedText } from '../base/chunkedText.ts';
import type { Overlay, OverlayJob, ResolvedOptions } from '../worker/messages.ts';
import { type BlameJobs, type BlameQuestion, nameOf } from './blameJobs.ts';
import type { FileAnswer, FileQuery } from './contract.ts';
import type { FileBlame, LineSpan } from './fileBlame.ts';
import { askedWithin } from './keys.ts';
import { waysOf } from './lookups.ts';
import { type Uncommitted, uncommittedOrigin } from './overlay/overlay.ts';
import { layPart } from './overlay/overlayPart.ts';
import type { LayersUnder, Overlays } from './overlay/overlays.ts';
import {
  type GroundOnDisk,
  type GroundParts,
  groundOnDisk,
  lookAgain,
  type Stamped,
} from './repository/grounds.ts';
import type { Place } from './repository/workspace.ts';

export interface LastGroundParts extends GroundParts {
  readonly jobs: Pick<BlameJobs, 'finished'>;
  readonly overlays: Pick<Overlays, 'now' | 'noteShown'>;
  readonly uncommitted: (place: Place) => Uncommitted;
}

/** What an answer was made of. */
export interface Answered {
  readonly query: FileQuery;
  /** What the question's options came to. */
  readonly resolved: ResolvedOptions;
  /** What was asked of the engine for the committed file. */
  readonly question: BlameQuestion;
  readonly overlay: Overlay;
}

interface Ground {
  /** As the question had them. */
  readonly asked: string;
  readonly disk: GroundOnDisk;
  readonly layers: LayersUnder;
  /** The committed file's blame. */
  readonly blame: string;
  readonly about: Pick<FileAnswer, 'identity' | 'ways'>;
  text: ChunkedText;
  overlay: Overlay;
}

/** A text on its ground. */
interface LaidText {
  readonly ground: Ground;
  readonly text: ChunkedText;
  readonly committed: FileBlame;
  readonly overlay: Overlay;
}

/**
 * Of one file, the one that was asked about last. Nothing is taken for granted: all that decides an answer is looked at on the disk for
 * each question, by the same means as ever, but together.
 */
export class LastGround {
  private readonly parts: LastGroundParts;
  private ground: Ground | null = null;

  constructor(parts: LastGroundParts) {
    this.parts = parts;
  }

  /** Whether nothing could be answered at once: then an answer that nobody looks at is better than none. */
  get isUnknown(): boolean {
    return this.ground === null;
  }

  /** A question was answered the long way. */
  note(answered: Answered): void {
    this.ground = groundOf(answered, this.parts);
  }

  /** The rows that touch `span`, others may be missing, and what that hangs on; null where there is more to find out. */
  answer(
    query: FileQuery,
    span: LineSpan,
  ): { readonly answer: FileAnswer; readonly ground: GroundOnDisk } | null {
    const laid = this.lay(query, true);
    if (laid === null) return null;
    const { ground, text, overlay } = laid;
    if (text !== ground.text) this.parts.overlays.noteShown({ text, overlay, ...ground.layers });
    ground.text = text;
    ground.overlay = overlay;
    const answer = this.rowsOf(laid, span);
    return answer && { answer, ground: ground.disk };
  }

  /** The same about a text that nobody sees; whether it is known. */
  rehearse(query: FileQuery, span: LineSpan): boolean {
    const laid = this.lay(query, false);
    return laid !== null && this.rowsOf(laid, span) !== null;
  }

  private lay({ fsPath, text, options, limits }: FileQuery, isTyped: boolean): LaidText | null {
    const { ground } = this;
    if (ground === null || text === null || fsPath !== ground.disk.fsPath) return null;
    if (askedWithin(options, limits) !== ground.asked || lookAgain(ground.disk, this.parts) === null)
      return null;
    const committed = this.parts.jobs.finished(ground.blame);
    if (committed === null) return null;
    const overlay =
      text === ground.text ? ground.overlay : this.parts.overlays.now(text, ground.layers, isTyped);
    return overlay && { ground, text, committed, overlay };
  }

  private rowsOf({ ground, committed, overlay }: LaidText, span: LineSpan): FileAnswer | null {
    const { about, disk } = ground;
    const { place, commit } = disk;
    if (span.start >= overlay.lineCount) return null;
    if (overlay.quads.length === 0) return { revision: commit, blame: committed, ...about };
    const uncommitted = this.parts.uncommitted(place);
    const first = uncommittedOrigin({ commit, path: place.path, uncommitted });
    return { revision: commit, blame: layPart(committed, overlay, { first, span }), ...about };
  }
}

/** Null where some of it can't be looked at in this way. */
function groundOf({ query, question, overlay, resolved }: Answered, parts: LastGroundParts): Ground | null {
  const { repository, path, commit, options } = question.job;
  const { text } = query;
  if (text === null || overlay.files.length > 0) return null;
  const found = { place: { repository, path }, resolved, commit, text: nobodyElse };
  const disk = groundOnDisk(query, found, parts);
  if (disk === null) return null;
  const { ignoreWhitespace, diffAlgorithm, indentHeuristic } = options;
  const how = { ignoreWhitespace, diffAlgorithm, indentHeuristic };
  const job: Omit<OverlayJob, 'content'> = { repository, path, commit, options: how, limits: query.limits };
  return {
    asked: askedWithin(query.options, query.limits),
    disk,
    layers: { job, overrides: question.seen.overrides },
    blame: nameOf(question),
    about: { identity: resolved.identity, ways: waysOf(resolved) },
    text,
    overlay,
  };
}

/** No file has a say in how the text lies over the commit. */
const nobodyElse: Stamped = { files: [], stamp: '' };
