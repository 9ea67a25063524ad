/** Inflating zlib streams whose inflated size is known beforehand. */
import { inflateSync } from 'node:zlib';

interface Inflated {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

/** Where a stream begins, and where the bytes that may belong to it end. */
export interface Span {
  readonly at: number;
  readonly end: number;
}

/**
 * Inflates the stream in `span` of `input` into the first `size` bytes of `output`, and checks its checksum.
 * Returns how many bytes of input it used, or -1 when the stream is broken, ends too early, or is not `size` long.
 */
export function inflateInto(input: Uint8Array, span: Span, output: Sized): number {
  try {
    const limit = output.size + 1;
    const options = { info: true, chunkSize: Math.max(64, limit), maxOutputLength: limit };
    const result = inflateSync(input.subarray(span.at, span.end), options) as unknown as Inflated;
    if (result.buffer.length !== output.size) return -1;
    output.bytes.set(result.buffer);
    return result.engine.bytesWritten;
  } catch {
    return -1;
  }
}

/** A buffer of which the first `size` bytes are to be filled. */
export interface Sized {
  readonly bytes: Uint8Array;
  readonly size: number;
}

/** The largest number of bytes that `length` bytes of a zlib stream can inflate to. */
export function maxInflated(length: number): number {
  return length * 1032 + 64;
}

/** How many bytes a zlib stream for `size` bytes takes at most when made by zlib itself. */
export function maxDeflated(size: number): number {
  return size + Math.floor(size / 1000) + 64;
}
