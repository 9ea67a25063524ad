/** A text as it crosses threads: pieces of memory that all of them see, so that nothing is copied and edits can be recognised. */
import { type Cancel, neverCancelled, Pace } from './cancel.ts';
import { copyInSlices, SLICE_BYTES } from './slices.ts';

/** What a text is made of, without the bytes. */
export interface Pieces {
  /** Equal places of the memory of that number hold equal bytes for ever; 0 for bytes that nothing is known of. */
  readonly memory: number;
  /** Three numbers for each piece, in order: its block, where it starts there, its size in bytes. */
  readonly pieces: Int32Array;
}

/** Immutable: its bytes are never written again. */
export interface TextBytes extends Pieces {
  readonly blocks: readonly Uint8Array[];
  readonly byteLength: number;
  /** False where git surely stores the text as it is: it has no carriage return and no `$Id:`. */
  readonly convertible: boolean;
}

/** The same with a name. */
export interface SharedText extends TextBytes {
  /** Equal names, equal texts. */
  readonly name: string;
}

export const PIECE = 3;

/** Some bytes as a text of one piece. */
export function textOf(bytes: Uint8Array, name = ''): SharedText {
  return {
    name,
    memory: 0,
    blocks: [bytes],
    pieces: Int32Array.of(0, 0, bytes.length),
    byteLength: bytes.length,
    convertible: true,
  };
}

/** The text with bytes before it that are the same ones at every call: versions keep what they have in common. */
export function prefixed<Text extends TextBytes>(bytes: Uint8Array, text: Text): Text {
  const pieces = new Int32Array(text.pieces.length + PIECE);
  pieces.set([0, 0, bytes.length]);
  pieces.set(text.pieces, PIECE);
  for (let at = PIECE; at < pieces.length; at += PIECE) pieces[at] = (pieces[at] ?? 0) + 1;
  return {
    ...text,
    // Its blocks have other numbers than without.
    memory: -text.memory,
    blocks: [bytes, ...text.blocks],
    pieces,
    byteLength: bytes.length + text.byteLength,
  };
}

export function isSharedText(value: object): value is SharedText {
  return 'pieces' in value && 'blocks' in value && 'memory' in value;
}

/** The pieces that lie within [start, end), cut at its ends; views of the text's memory. */
export function* piecesOf(
  { blocks, pieces, byteLength }: TextBytes,
  start = 0,
  end: number = byteLength,
): Generator<Uint8Array> {
  let before = 0;
  for (let at = 0; at < pieces.length && before < end; at += PIECE) {
    const size = pieces[at + 2] ?? 0;
    const block = blocks[pieces[at] ?? 0];
    const from = Math.max(start - before, 0);
    const to = Math.min(end - before, size);
    const offset = pieces[at + 1] ?? 0;
    if (block && from < to) yield block.subarray(offset + from, offset + to);
    before += size;
  }
}

/** What of a text is wanted, and what is polled while it is copied. */
interface Part {
  readonly start?: number;
  readonly end?: number;
  readonly cancel?: Cancel;
}

/** The bytes [start, end) in one array, without a copy where they lie in one piece. */
export function bytesOfText(
  text: TextBytes,
  { start = 0, end = text.byteLength, cancel = neverCancelled }: Part = {},
): Uint8Array {
  const parts = [...piecesOf(text, start, end)];
  const [first] = parts;
  if (parts.length === 1 && first) return first;
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  const pace = new Pace(cancel, SLICE_BYTES);
  let at = 0;
  for (const part of parts) {
    copyInSlices(bytes, part, { at, cancel });
    at += part.length;
    pace.did(part.length);
  }
  return bytes;
}

/** Whether the text has just these bytes. */
export function equalsBytes(text: TextBytes, bytes: Uint8Array, cancel: Cancel = neverCancelled): boolean {
  if (text.byteLength !== bytes.length) return false;
  const pace = new Pace(cancel, SLICE_BYTES);
  let at = 0;
  for (const piece of piecesOf(text)) {
    for (let from = 0; from < piece.length; from += SLICE_BYTES) {
      const slice = piece.subarray(from, from + SLICE_BYTES);
      if (Buffer.compare(slice, bytes.subarray(at, at + slice.length)) !== 0) return false;
      at += slice.length;
      pace.did(slice.length);
    }
  }
  return true;
}
