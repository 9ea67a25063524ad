/** How many terminal columns a name takes. */
import { eastAsianWidth } from 'get-east-asian-width';

const decoder = new TextDecoder('utf-8', { fatal: true });
const ZERO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}\u{1160}-\u{11ff}]$/u;
const SOFT_HYPHEN = 0xad;

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

function columns(text: string): number {
  let width = 0;
  for (const character of text) width += characterColumns(character);
  return width;
}

function characterColumns(character: string): number {
  const point = character.codePointAt(0) as number;
  if (point < 0x20 || (point >= 0x7f && point < 0xa0)) return 0;
  if (point !== SOFT_HYPHEN && ZERO_WIDTH.test(character)) return 0;
  return eastAsianWidth(point) === 2 ? 2 : 1;
}
