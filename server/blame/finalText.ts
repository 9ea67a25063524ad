/** The text that a blame is about, by line. */

export interface FinalText {
  readonly bytes: Uint8Array;
  /** Byte offset of each line, and the size of the text at the end. */
  readonly starts: Int32Array;
}

const NEWLINE = 0x0a;

export function finalText(bytes: Uint8Array): FinalText {
  const starts = [0];
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) starts.push(at + 1);
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
