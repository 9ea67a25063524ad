/** How many terminal columns a name takes. */
import { columns } from '../present/width.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Columns of a UTF-8 text given as latin1 bytes; text that is not UTF-8 counts its bytes. */
export function displayWidth(latin1: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is the common case and needs no decoding
  if (/^[\x00-\x7f]*$/.test(latin1)) return columns(latin1);
  try {
    return columns(decoder.decode(Buffer.from(latin1, 'latin1')));
  } catch {
    return latin1.length;
  }
}
