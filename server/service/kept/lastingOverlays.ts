/** How the text of an editor that was open last lay over the committed file: kept for when the file is opened again. */
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { nextTurn } from '../../base/nextTurn.ts';
import { piecesOf, type SharedText } from '../../base/sharedText.ts';
import type { Overlay, OverlayJob } from '../../worker/messages.ts';
import { shortKey } from '../keys.ts';
import { isObject } from '../settings/valueKinds.ts';
import { isTexts, type LastingAnswers, type Subject, type Told } from './lastingAnswers.ts';

/** Finds out how the text lies there; `again` for the sake of keeping it. */
type AskOverlay = (again: boolean) => Promise<Overlay>;

/** Longer texts are not hashed in the main thread. */
const MOST_BYTES = 1 << 20;
/** A text that was changed all over is compared anew. */
const MOST_QUADS = 1 << 12;
/** Paths remembered that need not be looked for. */
const MOST_LOOKED = 10_000;
/** Paths of which it is known that the text they have is kept; of others it is kept once more. */
const MOST_KNOWN = 1000;

export class LastingOverlays {
  private readonly answers: LastingAnswers | null;
  private readonly looked = new LRUCache<string, true>({ maxSize: MOST_LOOKED, sizeCalculation: () => 1 });
  /** What is being looked for, by place and question: every surface asks about a text that was just opened. */
  private readonly looking = new Map<string, Promise<Overlay | null>>();
  /** By place, the question that is kept, or about to be. */
  private readonly latest = new LRUCache<string, string>({ maxSize: MOST_KNOWN, sizeCalculation: () => 1 });

  /** `answers` is where they are kept; null for nowhere. */
  constructor(answers: LastingAnswers | null) {
    this.answers = answers;
  }

  /** `overrides` is what history is overridden by, see `ResolvedOptions`. */
  async get(job: OverlayJob, overrides: string, ask: AskOverlay): Promise<Overlay> {
    const { answers } = this;
    if (answers === null || !isShort(job.content)) return ask(false);
    const question = { job, overrides, key: keyOf(job, overrides) };
    const kept = await this.recalled(answers, question);
    if (kept !== null) {
      // The first edit finds an engine thread that has the lines.
      answers.whenQuiet(() => void ask(true).catch(() => undefined));
      this.latest.set(placeOf(job), shortKey(question.key));
      return kept;
    }
    const overlay = await ask(false);
    this.keep(answers, { ...question, overlay }, ask);
    return overlay;
  }

  /** An answer was given that somebody else knew: that text is the one that is opened again. */
  shown({ job, overrides, overlay }: Shown, ask: AskOverlay): void {
    const { answers } = this;
    if (answers === null || !isShort(job.content)) return;
    this.keep(answers, { job, overrides, overlay, key: keyOf(job, overrides) }, ask);
  }

  private keep(
    answers: LastingAnswers,
    { job, overrides, overlay, key }: Question & Shown,
    ask: AskOverlay,
  ): void {
    const { blob, files, quads } = overlay;
    // Whether the index has a path changes; what a commit has there does not.
    if (blob === null || quads.length > MOST_QUADS) return;
    const [place, short] = [placeOf(job), shortKey(key)];
    if (this.latest.get(place) === short) return;
    this.latest.set(place, short);
    // Where no file has a say, the answer is for ever.
    const again = files.length === 0 ? async () => overlay : () => ask(true);
    const toKeep = async () => told(await again(), await questionOf(job, overrides));
    answers.keep(subjectOf(job), { files, ask: toKeep });
  }

  private async recalled(
    answers: LastingAnswers,
    { job, overrides, key }: Question,
  ): Promise<Overlay | null> {
    const place = placeOf(job);
    const running = this.looking.get(key);
    if (running !== undefined) return running;
    if (this.looked.has(place)) return null;
    this.looked.set(place, true);
    const looking = look(answers, job, overrides).finally(() => this.looking.delete(key));
    this.looking.set(key, looking);
    return looking;
  }
}

interface Question {
  readonly job: OverlayJob;
  /** What history is overridden by, see `ResolvedOptions`. */
  readonly overrides: string;
  /** Equal questions, equal keys, in this process. */
  readonly key: string;
}

interface Shown extends Omit<Question, 'key'> {
  readonly overlay: Overlay;
}

/** What no editor shows is read, and blamed, by the way. */
function isShort({ memory, byteLength }: SharedText): boolean {
  return memory !== 0 && byteLength <= MOST_BYTES;
}

function placeOf({ repository, path }: OverlayJob): string {
  return `${repository.gitDir}\0${path}`;
}

function keyOf(job: OverlayJob, overrides: string): string {
  return JSON.stringify([placeOf(job), job.content.name, job.commit, job.options, job.limits, overrides]);
}

async function look(answers: LastingAnswers, job: OverlayJob, overrides: string): Promise<Overlay | null> {
  const answer = await answers.recall(subjectOf(job));
  if (!isObject(answer)) return null;
  return answer['question'] === (await questionOf(job, overrides)) ? asOverlay(answer['overlay']) : null;
}

/** One for each path: the text that was shown last is the one that is opened again. */
function subjectOf({ repository, path }: OverlayJob): Subject {
  return { repository, name: `overlay ${path}` };
}

/** Equal questions, equal names, in every process. */
async function questionOf(
  { commit, content, options, limits }: OverlayJob,
  overrides: string,
): Promise<string> {
  const { ignoreWhitespace, diffAlgorithm, indentHeuristic } = options;
  const how = [ignoreWhitespace, diffAlgorithm, indentHeuristic, limits ?? null, content.convertible];
  return JSON.stringify([commit, await digestOf(content), overrides, ...how]);
}

/** Bytes hashed in one go. */
const SLICE = 1 << 18;

async function digestOf(text: SharedText): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < text.byteLength; at += SLICE) {
    if (at > 0) await nextTurn();
    for (const piece of piecesOf(text, at, Math.min(at + SLICE, text.byteLength))) hash.update(piece);
  }
  return hash.digest('hex');
}

function told(overlay: Overlay, question: string): Told {
  const answer = { question, overlay: { ...overlay, quads: [...overlay.quads] } };
  return { files: overlay.blob === null ? null : overlay.files, answer };
}

/** Null when it is not what `told` makes. */
function asOverlay(overlay: unknown): Overlay | null {
  if (!isObject(overlay)) return null;
  const { blob, tracked, quads, lineCount, files } = overlay;
  if (typeof blob !== 'string' || tracked !== true || !isTexts(files)) return null;
  if (!isCount(lineCount) || !Array.isArray(quads) || quads.length % 4 !== 0) return null;
  return quads.every(isCount) ? { blob, tracked, quads: Int32Array.from(quads), lineCount, files } : null;
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0;
}
