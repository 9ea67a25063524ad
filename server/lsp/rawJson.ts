/** Long answers as JSON, written in short slices before they are sent: no message and no cancellation waits for all of one. */
import { nextTurn } from '../base/nextTurn.ts';
import { type FileBlame, type LineSpan, sliceOfLines } from '../service/fileBlame.ts';
import { toWireLines } from './convert.ts';
import type { BlameCommit } from './protocol.ts';

/** JSON that has been written already. It goes out as it is where `encodeMessage` writes. */
export class RawJson {
  /** One after the other they are the text. They may be sent more than once, and by several at a time: nobody changes them. */
  readonly pieces: readonly Buffer[];

  constructor(pieces: readonly Buffer[]) {
    this.pieces = pieces;
  }

  /** For channels that write by themselves. */
  toJSON(): unknown {
    return JSON.parse(Buffer.concat(this.pieces).toString());
  }
}

/** A message as bytes, in pieces; its result as it is if that has been written already. */
export function encodeMessage(message: object): readonly Buffer[] {
  const { result, ...rest } = message as { readonly result?: unknown };
  if (!(result instanceof RawJson)) return [utf8(JSON.stringify(message))];
  return [utf8(`${JSON.stringify(rest).slice(0, -1)},"result":`), ...result.pieces, CLOSING_BRACE];
}

const CLOSING_BRACE = Buffer.from('}');

/** As nearly all there is is ASCII, which is the same in both, it takes half of the time of `Buffer.from`. */
export function utf8(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const bytes = Buffer.allocUnsafe(length);
  bytes.write(text, length === text.length ? 'latin1' : 'utf8');
  return bytes;
}

/** Which lines are written, and what may happen meanwhile. */
export interface WrittenLines {
  readonly blame: FileBlame;
  readonly span: LineSpan;
  /** Lets everything else have its turn; rejects when nobody waits any more. */
  readonly pause: () => Promise<void>;
  /** Does a slice of the work. */
  readonly slice: <Result>(work: () => Result) => Result;
}

/** Rows written at a time. */
const SLICE = 500;
/** An answer of more rows than this is written in slices. */
const LONG = 2000;

/** What `JSON.stringify({ hunks, commits })` would write behind its opening brace. */
export async function writeLines({ blame, span, pause, slice }: WrittenLines): Promise<readonly Buffer[]> {
  const [rows = new Int32Array(), more] = sliceOfLines(blame, span, LONG);
  if (more !== undefined) return writeLong({ blame, span, pause, slice });
  return slice(() => [utf8(JSON.stringify(toWireLines({ ...blame, rows }, span)).slice(1))]);
}

async function writeLong({ blame, span, pause, slice }: WrittenLines): Promise<readonly Buffer[]> {
  const pieces: Buffer[] = [];
  const write = (text: string) => pieces.push(utf8(text));
  const commits = new Map<string, BlameCommit>();
  write('"hunks":[');
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
  return pieces;
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
    pieces.push(utf8((at === 0 ? '[' : ',') + listed(answer.slice(at, at + SHORT_LIST))));
  }
  pieces.push(utf8(']'));
  return new RawJson(pieces);
}
