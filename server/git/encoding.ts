/** Character encodings as git's names for them have it: converting bytes, all or not at all. */
import { TextDecoder } from 'node:util';

/** True for what git takes to be UTF-8. */
export function isUtf8Name(encoding: string): boolean {
  return /^utf-?8$/i.test(encoding);
}

/** True when text in one needs no conversion to be text in the other. */
export function isSameEncoding(one: string, other: string): boolean {
  return (isUtf8Name(one) && isUtf8Name(other)) || one.toLowerCase() === other.toLowerCase();
}

/**
 * Bytes (latin1 string) from one encoding to another. Null when an encoding is not known or a single character is
 * invalid or can't be said in the target: git then keeps the text as it is.
 */
export function reencode(bytes: string, from: string, to: string): string | null {
  const text = decodeBytes(bytes, from);
  return text === null ? null : encodeText(text, to);
}

/** What bytes (latin1 string) say in an encoding; null when it is not known or they are invalid in it. */
export function decodeBytes(bytes: string, encoding: string): string | null {
  const name = canonicalName(encoding);
  if (name === 'us-ascii') return isAscii(bytes) ? bytes : null;
  if (name === 'iso-8859-1') return bytes;
  if (name === 'windows-1252') return decodeWindows1252(bytes);
  const decoder = decoderFor(name);
  if (decoder === null) return null;
  try {
    const text = decoder.decode(Buffer.from(bytes, 'latin1'));
    if (name.startsWith('iso-8859-')) return withControls(bytes, text);
    if (name === 'shift_jis' || name === 'euc-jp') return withStandardKanji(name, bytes, text);
    // The web's tables fill holes in these code pages with control characters; the code pages have the holes.
    return name.startsWith('windows-') && /[\x80-\x9f]/.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** The bytes (latin1 string) of a text in an encoding; null when it is not known or lacks one of the characters. */
export function encodeText(text: string, encoding: string): string | null {
  const name = canonicalName(encoding);
  if (name === 'utf-8') return Buffer.from(text, 'utf8').toString('latin1');
  if (name === 'us-ascii' || isAscii(text)) return isAscii(text) ? text : null;
  const table = encodingTable(name);
  if (table === null) return null;
  let bytes = '';
  for (const char of text) {
    const code = table.get(char);
    if (code === undefined) return null;
    bytes += code;
  }
  return bytes;
}

/** What Windows-1252 has from 0x80 to 0x9f; blanks are holes. Some versions of node decode it as ISO-8859-1. */
const windows1252 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

function decodeWindows1252(bytes: string): string | null {
  const text = bytes.replace(/[\x80-\x9f]/g, (byte) => windows1252.charAt(byte.charCodeAt(0) - 0x80));
  return /[\x81\x8d\x8f\x90\x9d]/.test(bytes) ? null : text;
}

const otherNames: Readonly<Record<string, string>> = {
  utf8: 'utf-8',
  ascii: 'us-ascii',
  'ansi_x3.4-1968': 'us-ascii',
  'latin-1': 'iso-8859-1',
  latin1: 'iso-8859-1',
  l1: 'iso-8859-1',
  latin2: 'iso-8859-2',
  l2: 'iso-8859-2',
  'latin-9': 'iso-8859-15',
  latin9: 'iso-8859-15',
  eucjp: 'euc-jp',
  euckr: 'euc-kr',
  cp932: 'x-sjis',
  'windows-31j': 'x-sjis',
  sjis: 'shift_jis',
  'shift-jis': 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  koi8r: 'koi8-r',
  koi8u: 'koi8-u',
};

function canonicalName(encoding: string): string {
  const name = encoding.toLowerCase();
  const iso = /^(?:iso)?[-_]?8859[-_]?(\d{1,2})$/.exec(name);
  if (iso) return `iso-8859-${iso[1]}`;
  const page = /^(?:cp|windows-?)(125[0-8]|874)$/.exec(name);
  if (page) return `windows-${page[1]}`;
  return otherNames[name] ?? name;
}

function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/.test(text);
}

function decoderFor(name: string): TextDecoder | null {
  try {
    return new TextDecoder(name, { fatal: true, ignoreBOM: true });
  } catch {
    return null;
  }
}

/** In the ISO sets 0x80 to 0x9f are control characters; the web's tables have letters of code pages there. */
function withControls(bytes: string, text: string): string {
  return text.replace(/./gs, (char, at: number) => (bytes.charCodeAt(at) < 0xa0 ? bytes.charAt(at) : char));
}

/** Signs for which the web's tables have what one vendor made of them; the vendor's own page is `cp932`. */
const standardSigns: Readonly<Record<string, string>> = {
  '～': '〜',
  '∥': '‖',
  '－': '−',
  '￠': '¢',
  '￡': '£',
  '￢': '¬',
};

/** Null for characters that the vendor added to the standard; in Shift_JIS the standard has no backslash and no tilde. */
function withStandardKanji(name: string, bytes: string, text: string): string | null {
  const added =
    name === 'euc-jp'
      ? /^(?:[\0-\x8d]|\x8e.|\x8f..|[\x90-\xff].)*?[\xad\xf9-\xfc][\xa1-\xfe]/s
      : /^(?:[\0-\x80\xa0-\xdf]|[\x81-\x9f\xe0-\xff].)*?[\x87\xed\xee\xf0-\xfc][\x40-\xfc]/s;
  if (added.test(bytes)) return null;
  const signs = text.replace(/[～∥－￠￡￢]/g, (sign) => standardSigns[sign] ?? sign);
  return name === 'euc-jp' ? signs : signs.replaceAll('\\', '¥').replaceAll('~', '‾');
}

/** The table made last: a repository has one output encoding. */
let lastTable: { readonly name: string; readonly table: ReadonlyMap<string, string> } | null = null;

/**
 * Character to bytes for an encoding of one or two bytes a character (three after 0x8f), made by decoding everything
 * once; null for any other encoding.
 */
function encodingTable(name: string): ReadonlyMap<string, string> | null {
  if (lastTable?.name === name) return lastTable.table;
  if (name !== 'iso-8859-1' && decoderFor(name) === null) return null;
  if (/^(utf|iso-2022|x-user)/.test(name)) return null;
  const table = new Map<string, string>();
  const add = (bytes: string) => {
    const text = decodeBytes(bytes, name);
    if (text !== null && text === String.fromCodePoint(text.codePointAt(0) ?? 0) && !table.has(text))
      table.set(text, bytes);
  };
  for (let lead = 0; lead < 0x100; lead++) add(String.fromCharCode(lead));
  if (/^(shift_jis|x-sjis|euc-|gb|big5)/.test(name)) addPairs(add, '');
  if (name === 'euc-jp') addPairs(add, '\x8f');
  lastTable = { name, table };
  return table;
}

function addPairs(add: (bytes: string) => void, prefix: string): void {
  for (let lead = 0x81; lead < 0xff; lead++)
    for (let trail = 0x40; trail < 0xff; trail++) add(prefix + String.fromCharCode(lead, trail));
}
