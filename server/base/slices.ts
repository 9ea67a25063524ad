/** Long copies, cut into slices with a poll between them. */
import type { Cancel } from './cancel.ts';

/**
 * Bytes copied, or cleared, between two polls. Memory that nobody has written to yet is handed out by the system page by page
 * then, which can take a hundred times longer than the copy: more than a millisecond for each megabyte.
 */
export const SLICE_BYTES: number = 1 << 20;

type Numbers = Int32Array | Uint8Array | Float64Array;

/** Copies all of the source to its place in the target, both of the same kind. */
export function copyInSlices<T extends Numbers>(
  target: T,
  source: T,
  { at = 0, cancel }: { readonly at?: number; readonly cancel: Cancel },
): void {
  const most = SLICE_BYTES / source.BYTES_PER_ELEMENT;
  for (let from = 0; from < source.length; from += most) {
    if (from > 0) cancel.check();
    target.set(source.subarray(from, from + most), at + from);
  }
}

/** Whether the bytes are somewhere among the others. */
export function includesInSlices(bytes: Uint8Array, wanted: Buffer, cancel: Cancel): boolean {
  for (let from = 0; from < bytes.length; from += SLICE_BYTES) {
    if (from > 0) cancel.check();
    const { buffer, byteOffset, length } = bytes.subarray(from, from + SLICE_BYTES + wanted.length - 1);
    if (Buffer.from(buffer, byteOffset, length).includes(wanted)) return true;
  }
  return false;
}
