/** How many columns a text takes where characters are narrow or wide, and cutting it to fit. */
import { eastAsianWidth } from 'get-east-asian-width';

const ZERO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}\u{1160}-\u{11ff}]$/u;
const SOFT_HYPHEN = 0xad;
const EMOJI_STYLE = '\ufe0f';
const ELLIPSIS = '…';
/**
 * Texts of characters of one or two columns that are never part of a larger one in such a text: those of Latin, Greek, Cyrillic, Chinese,
 * Japanese and Korean that combine with nothing here, and common punctuation. Nearly all texts; to divide another one into
 * what a reader takes for characters takes a tenth of a millisecond, and hints of a screen are sixty.
 */
const PLAIN =
  /^[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u3001-\u3029\u3041-\u3096\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60]*$/;
/** Characters of two columns are those from here on. */
const FIRST_WIDE = 0x3000;

/** The sum over all characters, as git counts a terminal's columns. */
export function columns(text: string): number {
  let width = 0;
  for (const character of text) width += characterColumns(character);
  return width;
}

/**
 * The text, or as much of it as fits with an ellipsis into so many columns. What a reader takes for one character (a
 * letter with its accents, an emoji made of several) stays whole and takes two columns at most.
 */
export function fitColumns(text: string, most: number): string {
  if (text.length * 2 <= most) return text;
  if (PLAIN.test(text)) return fitPlain(text, most);
  let width = 0;
  // As much as leaves a column for the ellipsis.
  let kept = 0;
  let end = 0;
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  for (const { segment } of graphemes.segment(text)) {
    width += graphemeColumns(segment);
    if (width > most) return shortened(text, most, kept);
    end += segment.length;
    if (width < most) kept = end;
  }
  return text;
}

function fitPlain(text: string, most: number): string {
  let width = 0;
  let kept = 0;
  for (let at = 0; at < text.length; at++) {
    width += text.charCodeAt(at) < FIRST_WIDE ? 1 : 2;
    if (width > most) return shortened(text, most, kept);
    if (width < most) kept = at + 1;
  }
  return text;
}

function shortened(text: string, most: number, kept: number): string {
  return most < 1 ? '' : `${text.slice(0, kept).trimEnd()}${ELLIPSIS}`;
}

/** Made when it is needed: that takes as long as loading a tenth of the server. */
let graphemes: Intl.Segmenter | null = null;

function graphemeColumns(grapheme: string): number {
  return grapheme.includes(EMOJI_STYLE) ? 2 : Math.min(2, columns(grapheme));
}

function characterColumns(character: string): number {
  const point = character.codePointAt(0) as number;
  if (point < 0x20 || (point >= 0x7f && point < 0xa0)) return 0;
  if (point !== SOFT_HYPHEN && ZERO_WIDTH.test(character)) return 0;
  return eastAsianWidth(point) === 2 ? 2 : 1;
}
