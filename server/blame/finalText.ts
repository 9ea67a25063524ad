/** The text that a blame is about, by line. */
import { type Cancel, neverCancelled, Pace } from '../base/cancel.ts';

export interface FinalText {
  readonly bytes: Uint8Array;
  /** Byte offset of each line, and the size of the text at the end. */
  readonly starts: Int32Array;
}

const NEWLINE = 0x0a;

/** Bytes between two polls while lines are found, and how many of them finding one is worth. */
const POLL_BYTES = 1 << 18;
const LINE_COST = 1 << 5;

export function finalText(bytes: Uint8Array, cancel: Cancel = neverCancelled): FinalText {
  const pace = new Pace(cancel, POLL_BYTES);
  const starts = [0];
  for (let from = 0; ; ) {
    const at = bytes.indexOf(NEWLINE, from);
    if (at < 0) break;
    pace.did(at - from + LINE_COST);
    from = at + 1;
    starts.push(from);
  }
  if (starts.at(-1) !== bytes.length) starts.push(bytes.length);
  return { bytes, starts: Int32Array.from(starts) };
}

export function lineCountOf({ starts }: FinalText): number {
  return starts.length - 1;
}

/** A line as latin1 bytes, always with a newline: git adds one to a last line without. */
export function lineText({ bytes, starts }: FinalText, line: number): string {
  const slice = bytes.subarray(starts[line], starts[line + 1]);
  const text = Buffer.from(slice.buffer, slice.byteOffset, slice.length).toString('latin1');
  return text.endsWith('\n') ? text : `${text}\n`;
}
