/** Large pieces of memory that threads share, given without a wait for their zeros. */

/** From so many bytes on memory is pages of its own. */
const LARGE = 1 << 18;

/**
 * So many bytes, all of them zero. Those of an ordinary buffer the C library clears one by one where they have been in use before, in
 * the thread that asks: 16 MB may take it 10 ms and more. A buffer that could grow is mapped anew, and the system clears a page when it
 * is first touched. Views of it need a length: one without follows the buffer's.
 */
export function sharedBuffer(size: number): SharedArrayBuffer {
  if (size < LARGE) return new SharedArrayBuffer(size);
  const buffer = new SharedArrayBuffer(0, { maxByteLength: size });
  buffer.grow(size);
  return buffer;
}
