/** Keeps small answers of the engine beyond the process, each for as long as the files that decide it are what they were. */
import { LRUCache } from 'lru-cache';
import type { Repository } from '../../git/repository.ts';
import { isObject } from '../settings/valueKinds.ts';
import { isSettled, marksOf } from './fileMarks.ts';
import type { LastingStore } from './keptBlames.ts';

export interface LastingAnswersParts {
  readonly store: LastingStore;
  /** All that answers hang on beside their question and files: the program and what it was started with. */
  readonly program: string;
  /** Does something after some milliseconds, or later when there is more urgent work; one thing after the other. */
  readonly later: (milliseconds: number, action: () => void | Promise<void>) => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What an answer is about: in a repository, by a name of its own. */
export interface Subject {
  readonly repository: Repository;
  readonly name: string;
}

/** An answer as JSON can say it. */
export interface Told {
  /** The files that decide it, there or not; null when it is not to be kept. */
  readonly files: readonly string[] | null;
  readonly answer: unknown;
}

export interface Request {
  /** The files that decided it last time. */
  readonly files: readonly string[];
  /** Finds the answer anew, from the files as they are then. */
  readonly ask: () => Promise<Told>;
}

/** Milliseconds without another answer to the same question after which the last one is kept: by then it is quiet. */
const KEEP_AFTER = 500;
const MOST_BYTES = 1 << 18;
const MOST_WAITING = 1000;

export class LastingAnswers {
  private readonly parts: LastingAnswersParts;
  /** By subject: what to keep when it has become quiet. */
  private readonly waiting = new LRUCache<string, Request>({
    maxSize: MOST_WAITING,
    sizeCalculation: () => 1,
  });

  constructor(parts: LastingAnswersParts) {
    this.parts = parts;
  }

  /** What was kept last, if the files that decided it are the same; null when that is not sure. `look` comes before they are. */
  async recall(
    subject: Subject,
    look: (files: readonly string[]) => Promise<void> = async () => undefined,
  ): Promise<unknown> {
    if (!isKept(subject)) return null;
    const { store } = this.parts;
    const [bytes] = store.read(subject.repository.commonDir, this.nameOf(subject));
    const record = bytes === undefined ? null : parseRecord(bytes);
    if (record === null) return null;
    await look(record.files);
    const found = await marksOf(record.files);
    return found?.marks === record.marks ? record.answer : null;
  }

  /** Keeps the answer in a while, unless another one to the same question takes its place. */
  keep(subject: Subject, request: Request): void {
    if (!isKept(subject)) return;
    const name = this.nameOf(subject);
    const isAwaited = this.waiting.has(name);
    this.waiting.set(name, request);
    if (!isAwaited) this.wait(subject, request);
  }

  /** Does something when who has just asked has his answer. */
  whenQuiet(action: () => void): void {
    this.parts.later(KEEP_AFTER, action);
  }

  private wait(subject: Subject, request: Request): void {
    const name = this.nameOf(subject);
    this.parts.later(KEEP_AFTER, async () => {
      const latest = this.waiting.get(name);
      if (latest === undefined) return;
      if (latest !== request) return this.wait(subject, latest);
      this.waiting.delete(name);
      // What can't be found out now is found out when it is asked for.
      await this.write(subject, request).catch(() => undefined);
    });
  }

  /** What was read between two looks that saw the same is of just these files. */
  private async write(subject: Subject, { files, ask }: Request): Promise<void> {
    const began = this.parts.now();
    const before = await marksOf(files);
    const told = await ask();
    const after = await marksOf(files);
    if (before === null || before.marks !== after?.marks) return;
    if (!isSettled(before.youngest, began) || told.files?.join('\0') !== files.join('\0')) return;
    const record = { files, marks: before.marks, answer: told.answer };
    const bytes = Buffer.from(JSON.stringify(record));
    if (bytes.length > MOST_BYTES) return;
    this.parts.store.write(subject.repository.commonDir, this.nameOf(subject), [bytes]);
  }

  private nameOf({ repository, name }: Subject): string {
    return JSON.stringify([this.parts.program, repository, name]);
  }
}

/** What git is asked about hangs on more than we know. */
function isKept({ repository: { refFormat, unknownFormat } }: Subject): boolean {
  return refFormat === 'files' && unknownFormat === undefined;
}

interface Kept {
  readonly files: readonly string[];
  readonly marks: string;
  readonly answer: unknown;
}

/** Null when the bytes are no record. */
function parseRecord(bytes: Uint8Array): Kept | null {
  try {
    const record: unknown = JSON.parse(Buffer.from(bytes).toString());
    if (!isObject(record) || typeof record['marks'] !== 'string') return null;
    const { files, marks, answer } = record;
    return isTexts(files) ? { files, marks, answer } : null;
  } catch {
    return null;
  }
}

/** Whether it is a list of strings. */
export function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
