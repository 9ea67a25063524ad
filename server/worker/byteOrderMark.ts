/** The mark that some files begin with, and that editors don't show. */
import { bytesOfText, prefixed, type TextBytes } from '../base/sharedText.ts';

const BOM = Uint8Array.of(0xef, 0xbb, 0xbf);

/** Bytes of it. */
export const MARK_BYTES: number = BOM.length;

function hasMark(bytes: Uint8Array): boolean {
  return Buffer.compare(bytes.subarray(0, MARK_BYTES), BOM) === 0;
}

/** Editors take a byte order mark out of the text and put it back when they save. Of the committed file its beginning is enough. */
export function withMark<Text extends TextBytes>(content: Text, committed: Uint8Array): Text {
  return hasMark(committed) && !hasMark(bytesOfText(content, { end: MARK_BYTES }))
    ? prefixed(BOM, content)
    : content;
}
