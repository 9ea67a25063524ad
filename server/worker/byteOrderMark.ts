/** The mark that some files begin with, and that editors don't show. */
import { bytesOfText, prefixed, type SharedText } from '../base/sharedText.ts';

export const BOM: Uint8Array = Uint8Array.of(0xef, 0xbb, 0xbf);

export function hasMark(bytes: Uint8Array): boolean {
  return Buffer.compare(bytes.subarray(0, BOM.length), BOM) === 0;
}

/** Editors take a byte order mark out of the text and put it back when they save. */
export function withMark(content: SharedText, committed: Uint8Array): SharedText {
  return hasMark(committed) && !hasMark(bytesOfText(content, { end: BOM.length }))
    ? prefixed(BOM, content)
    : content;
}
