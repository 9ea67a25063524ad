/** Long answers as JSON, written in short slices before they are sent: no message and no cancellation waits for all of one. */
import { nextTurn } from '../base/nextTurn.ts';
import { type FileBlame, type LineSpan, sliceOfLines } from '../service/fileBlame.ts';
import { toWireLines } from './convert.ts';
import type { BlameCommit, BlameResult } from './protocol.ts';

/** Room for what stands before a result in a message, so that it can be put there without copying the result. */
const ROOM = 256;

/** JSON that has been written already. It goes out as it is where `encodeMessage` writes. */
export class RawJson {
  /** `ROOM` bytes that mean nothing, the JSON, and one byte more that means nothing. */
  readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  /** For channels that write by themselves. */
  toJSON(): unknown {
    return JSON.parse(this.bytes.toString('utf8', ROOM, this.bytes.length - 1));
  }
}

/** A message as bytes, its result as it is if that has been written already. */
export function encodeMessage(message: object): Uint8Array {
  const { result, ...rest } = message as { readonly result?: unknown };
  if (!(result instanceof RawJson)) return Buffer.from(JSON.stringify(message));
  const head = Buffer.from(`${JSON.stringify(rest).slice(0, -1)},"result":`);
  // Only an absurdly long id has no room.
  if (head.length > ROOM) return Buffer.from(JSON.stringify(message));
  const { bytes } = result;
  head.copy(bytes, ROOM - head.length);
  bytes[bytes.length - 1] = CLOSING_BRACE;
  return bytes.subarray(ROOM - head.length);
}

const CLOSING_BRACE = 0x7d;

/** Puts pieces together; tens of megabytes take longer than everything else may wait. */
async function joined(pieces: readonly Buffer[], pause: () => Promise<void>): Promise<RawJson> {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const bytes = Buffer.allocUnsafeSlow(ROOM + length + 1);
  let at = ROOM;
  let sincePause = 0;
  for (const piece of pieces) {
    piece.copy(bytes, at);
    at += piece.length;
    sincePause += piece.length;
    if (sincePause < COPIED_AT_ONCE) continue;
    sincePause = 0;
    await pause();
  }
  return new RawJson(bytes);
}

const COPIED_AT_ONCE = 2 * 1024 * 1024;

/** What of a result says how it is to be written. */
export interface WrittenResult {
  readonly head: Omit<BlameResult, 'hunks' | 'commits'>;
  readonly blame: FileBlame;
  readonly span: LineSpan;
  /** Lets everything else have its turn; rejects when nobody waits any more. */
  readonly pause: () => Promise<void>;
  /** Does a slice of the work. */
  readonly slice: <Result>(work: () => Result) => Result;
}

/** Rows written at a time. */
const SLICE = 500;

/** As `JSON.stringify` would write `{ ...head, hunks, commits }`. */
export async function writeResult({ head, blame, span, pause, slice }: WrittenResult): Promise<RawJson> {
  const pieces: Buffer[] = [];
  const write = (text: string) => pieces.push(Buffer.from(text));
  const commits = new Map<string, BlameCommit>();
  write(`${JSON.stringify(head).slice(0, -1)},"hunks":[`);
  let separator = '';
  for (const rows of sliceOfLines(blame, span, SLICE)) {
    await pause();
    slice(() => {
      const lines = toWireLines({ ...blame, rows }, span);
      if (lines.hunks.length === 0) return;
      write(separator + listed(lines.hunks));
      separator = ',';
      for (const [oid, commit] of Object.entries(lines.commits)) commits.set(oid, commit);
    });
  }
  write('],"commits":{');
  const named = [...commits];
  for (let at = 0; at < named.length; at += SLICE) {
    await pause();
    const part = named.slice(at, at + SLICE).map(([oid, commit]) => `"${oid}":${JSON.stringify(commit)}`);
    write((at > 0 ? ',' : '') + part.join(','));
  }
  write('}}');
  return joined(pieces, pause);
}

function listed(items: readonly unknown[]): string {
  return JSON.stringify(items).slice(1, -1);
}

/** Items of a list that are written with all else of a message. */
const SHORT_LIST = 500;

/** An answer, if it is a long list as JSON that is written in slices; all others as they are. Rejects when the signal aborts meanwhile. */
export async function written(answer: unknown, signal?: AbortSignal): Promise<unknown> {
  if (!Array.isArray(answer) || answer.length <= SHORT_LIST) return answer;
  const pieces: Buffer[] = [];
  for (let at = 0; at < answer.length; at += SHORT_LIST) {
    await nextTurn(signal);
    pieces.push(Buffer.from((at === 0 ? '[' : ',') + listed(answer.slice(at, at + SHORT_LIST))));
  }
  pieces.push(Buffer.from(']'));
  return joined(pieces, () => nextTurn(signal));
}
