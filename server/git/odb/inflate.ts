/** Inflating zlib streams whose inflated size is known beforehand. */
import { constants, createInflate, deflateSync, inflateSync } from 'node:zlib';

/** Where a stream begins, and where the bytes that may belong to it end. */
export interface Span {
  readonly at: number;
  readonly end: number;
}

/** A buffer of which the first `size` bytes are to be filled; it is at least one byte longer. */
export interface Target {
  readonly bytes: Buffer;
  readonly size: number;
}

/**
 * Inflates the stream in `span` of `input` into the target and checks its checksum. Returns how many bytes of
 * input it used, or -1 when the stream is broken, ends too early, or is not `size` long.
 */
export function inflateInto(input: Buffer, span: Span, target: Target): number {
  if (span.at >= span.end || span.end > input.length || target.size >= target.bytes.length) return -1;
  return (reusable()?.whole ?? inflateAnew)(input, span, target);
}

/** The largest number of bytes that `length` bytes of a zlib stream can inflate to. */
export function maxInflated(length: number): number {
  return length * 1032 + 64;
}

/** How many bytes a zlib stream for `size` bytes takes at most when made by zlib itself. */
export function maxDeflated(size: number): number {
  return size + Math.floor(size / 1000) + 64;
}

/** The next bytes of a stream that is taken in piece by piece; null at the end. They are good until the next call. */
export type NextPiece = () => { readonly bytes: Buffer; readonly span: Span } | null;

/** Streams that inflate to more than this are inflated in slices of this size, with a poll between them. */
export const SLICE_BYTES: number = 1 << 18;

/**
 * As `inflateInto`, for streams of any length: takes the input as it comes, never holds all of it, and calls `poll`
 * after every slice. What `poll` throws ends it. -1 where `inflateInto` says so.
 */
export function inflateSliced(next: NextPiece, target: Target, poll: () => void): number {
  if (target.size >= target.bytes.length) return -1;
  return reusable()?.sliced(next, target, poll) ?? gatherAndInflate(next, target);
}

/** Where Node's own stream can't be driven: all at once. */
function gatherAndInflate(next: NextPiece, target: Target): number {
  const pieces: Buffer[] = [];
  for (let piece = next(); piece !== null; piece = next()) {
    pieces.push(Buffer.from(piece.bytes.subarray(piece.span.at, piece.span.end)));
  }
  const input = Buffer.concat(pieces);
  return inflateInto(input, { at: 0, end: input.length }, target);
}

interface Reusable {
  readonly whole: Inflate;
  readonly sliced: typeof inflateSliced;
}

type Inflate = (input: Buffer, span: Span, target: Target) => number;

/** Node's native inflate as its own stream class drives it. */
interface NativeHandle {
  onerror: () => void;
  reset(): void;
  /** Flush mode; input, offset, length; output, offset, length. */
  writeSync(...call: readonly [number, Buffer, number, number, Buffer, number, number]): void;
}

/**
 * `inflateSync` sets up a new stream for each call, which takes longer than inflating the few hundred bytes that a
 * commit or a delta has (measured: 5.3 us instead of 2.9 for 1 KB, 2.5 instead of 0.3 for 40 bytes). So one native
 * stream is used again and again. It is no documented interface of Node: it is tried out first, and where it is
 * missing or works otherwise `inflateSync` does the work. It is made when it is first wanted: Node 20 aborts when a thread
 * is ended while it makes one, and most threads that are ended early have only been loaded.
 */
function reusable(): Reusable | null {
  if (made === undefined) made = createReusable();
  return made;
}

/** Undefined before it was tried, null where it does not work. */
let made: Reusable | null | undefined;

function createReusable(): Reusable | null {
  const stream = createInflate() as unknown as { _handle?: NativeHandle; _writeState?: Uint32Array };
  const handle = stream._handle;
  const rest = stream._writeState;
  if (typeof handle?.writeSync !== 'function' || typeof handle.reset !== 'function') return null;
  if (!(rest instanceof Uint32Array)) return null;
  const whole = reuse(handle, rest);
  return worksAlike(whole) ? { whole, sliced: reuseInSlices(handle, rest) } : null;
}

/** `rest` receives how many bytes of output and of input are left over. */
function reuse(handle: NativeHandle, rest: Uint32Array): Inflate {
  return (input, { at, end }, { bytes, size }) => {
    let failed = false;
    handle.onerror = () => {
      failed = true;
    };
    handle.reset();
    // One byte more than expected, so that a longer stream shows.
    handle.writeSync(constants.Z_FINISH, input, at, end - at, bytes, 0, size + 1);
    return failed || rest[0] !== 1 ? -1 : end - at - rest[1]!;
  };
}

/** The end shows when there is input and room, and still nothing moves; then a closing call judges the checksum. */
function reuseInSlices(handle: NativeHandle, rest: Uint32Array): typeof inflateSliced {
  return (next, { bytes, size }, poll) => {
    let failed = false;
    handle.onerror = () => {
      failed = true;
    };
    handle.reset();
    let made = 0;
    let used = 0;
    for (let piece = next(); piece !== null && !failed; piece = next()) {
      let { at } = piece.span;
      for (let moved = true; moved && !failed; ) {
        poll();
        const room = Math.min(SLICE_BYTES, size + 1 - made);
        const left = piece.span.end - at;
        handle.writeSync(constants.Z_NO_FLUSH, piece.bytes, at, left, bytes, made, room);
        const taken = left - rest[1]!;
        const given = room - rest[0]!;
        moved = taken + given > 0;
        at += taken;
        used += taken;
        made += given;
        if (made > size) return -1;
      }
      if (at < piece.span.end) break;
    }
    if (failed || made !== size) return -1;
    handle.writeSync(constants.Z_FINISH, NO_INPUT, 0, 0, bytes, size, 1);
    return failed || rest[0] !== 1 ? -1 : used;
  };
}

const NO_INPUT = Buffer.alloc(0);

function worksAlike(candidate: Inflate): boolean {
  const text = Buffer.from('a stream that is to be inflated, a stream with something behind it');
  const stream = deflateSync(text);
  const input = Buffer.concat([Buffer.alloc(3), stream, Buffer.alloc(9)]);
  const whole = { at: 3, end: input.length };
  const tries: readonly (readonly [Span, number])[] = [
    [whole, text.length],
    [whole, text.length - 1],
    [whole, text.length + 1],
    [{ at: 3, end: stream.length }, text.length],
    [{ at: 0, end: input.length }, text.length],
    [whole, text.length],
  ];
  try {
    return tries.every(([span, size]) => {
      const [ours, theirs] = [Buffer.alloc(size + 1), Buffer.alloc(size + 1)];
      const used = candidate(input, span, { bytes: ours, size });
      if (used !== inflateAnew(input, span, { bytes: theirs, size })) return false;
      return used < 0 || ours.compare(theirs, 0, size, 0, size) === 0;
    });
  } catch {
    return false;
  }
}

interface Inflated {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

/** With a stream of its own for each call; what `inflateInto` is measured against. */
export function inflateAnew(input: Buffer, span: Span, target: Target): number {
  try {
    const limit = target.size + 1;
    const options = { info: true, chunkSize: Math.max(64, limit), maxOutputLength: limit };
    const result = inflateSync(input.subarray(span.at, span.end), options) as unknown as Inflated;
    if (result.buffer.length !== target.size) return -1;
    target.bytes.set(result.buffer);
    return result.engine.bytesWritten;
  } catch {
    return -1;
  }
}
