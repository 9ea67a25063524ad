/** Long answers as JSON, written in short slices before they are sent: no message and no cancellation waits for all of one. */
import { type FileBlame, type LineSpan, sliceOfLines } from '../service/fileBlame.ts';
import { toWireLines } from './convert.ts';
import type { BlameCommit, BlameHunk, BlameResult } from './protocol.ts';

/** JSON that has been written already. It goes out as it is where `encodeMessage` writes. */
export class RawJson {
  readonly pieces: readonly Buffer[];

  constructor(pieces: readonly Buffer[]) {
    this.pieces = pieces;
  }

  /** For channels that write by themselves. */
  toJSON(): unknown {
    return JSON.parse(Buffer.concat(this.pieces).toString());
  }
}

/** A message as bytes, its result as it is if that has been written already. */
export function encodeMessage(message: object): Uint8Array {
  const { result, ...rest } = message as { readonly result?: unknown };
  if (!(result instanceof RawJson)) return Buffer.from(JSON.stringify(message));
  const head = `${JSON.stringify(rest).slice(0, -1)},"result":`;
  return Buffer.concat([Buffer.from(head), ...result.pieces, Buffer.from('}')]);
}

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
const SLICE = 1000;

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
  return new RawJson(pieces);
}

function listed(hunks: readonly BlameHunk[]): string {
  return JSON.stringify(hunks).slice(1, -1);
}
