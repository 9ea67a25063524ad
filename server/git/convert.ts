/** From a file's bytes in the work tree to what git would store: encodings, ends of lines, `$Id$`. No filter is ever run. */
import { TextDecoder } from 'node:util';
import { type AttributeSource, type Attributes, attributesOf } from './attributes.ts';
import type { Config } from './config.ts';
import { decodeBytes, isUtf8Name } from './encoding.ts';

/** A text as git would store it. */
export interface Conversion {
  /** May be the input itself. */
  readonly data: Buffer;
  /** The configured clean filter that git would have run first and that was not run; null when there is none. */
  readonly filter: string | null;
}

/**
 * Converts the content of a file (or of an editor's buffer) at a path (latin1 bytes) as `git add` would: by the attributes
 * `working-tree-encoding`, `text`, `eol`, `crlf`, `ident` and by `core.autocrlf`. What can't be decoded stays as it is.
 */
export async function convertToGit(source: AttributeSource, path: string, data: Buffer): Promise<Conversion> {
  const attributes = await attributesOf(source, path);
  const decoded = decodeWorkTree(attributes, data);
  const lines = convertLineEnds(source, decoded, { action: lineEndAction(attributes, source.config), path });
  const stored = attributes.get('ident') === true ? withoutIds(lines) : lines;
  return { data: stored, filter: filterOf(attributes, source.config) };
}

function filterOf(attributes: Attributes, config: Config): string | null {
  const name = attributes.get('filter');
  if (typeof name !== 'string') return null;
  return config.get(`filter.${name}.clean`) || config.get(`filter.${name}.process`) ? name : null;
}

function decodeWorkTree(attributes: Attributes, data: Buffer): Buffer {
  const encoding = attributes.get('working-tree-encoding');
  if (typeof encoding !== 'string' || encoding === '' || isUtf8Name(encoding) || data.length === 0)
    return data;
  const wide = /^utf-?(?:16|32)/i.test(encoding) ? decodeWide(encoding.toLowerCase(), data) : null;
  const text =
    wide ?? (/^utf-?(?:16|32)/i.test(encoding) ? null : decodeBytes(data.toString('latin1'), encoding));
  return text === null ? data : Buffer.from(text, 'utf8');
}

/**
 * UTF-16 must have a byte order mark, UTF-16LE and UTF-16BE must not; UTF-16LE-BOM goes by the mark as well and may lack
 * it. UTF-32 is not decoded.
 */
function decodeWide(name: string, data: Buffer): string | null {
  const match = /^utf-?16(?:(le|be)|(le-bom))?$/.exec(name);
  if (match === null) return null;
  const mark =
    data[0] === 0xff && data[1] === 0xfe ? 'le' : data[0] === 0xfe && data[1] === 0xff ? 'be' : null;
  const [, order, lenient] = match;
  if (lenient === undefined && (order === undefined) !== (mark !== null)) return null;
  try {
    const decoder = new TextDecoder(`utf-16${order ?? mark ?? 'le'}`, { fatal: true });
    return decoder.decode(data);
  } catch {
    return null;
  }
}

/** `text`: CRLF becomes LF. `auto`: the same for what looks like text and has no CRLF in the index. */
type LineEndAction = 'none' | 'text' | 'auto';

function lineEndAction(attributes: Attributes, config: Config): LineEndAction {
  const text = meaning(attributes.get('text')) ?? meaning(attributes.get('crlf'));
  if (text === 'none') return 'none';
  const eol = attributes.get('eol');
  if (text === 'auto') return 'auto';
  if (text === 'text' || eol === 'lf' || eol === 'crlf') return 'text';
  const autocrlf = config.get('core.autocrlf');
  return autocrlf?.toLowerCase() === 'input' || config.bool('core.autocrlf') === true ? 'auto' : 'none';
}

function meaning(value: boolean | string | null | undefined): LineEndAction | null {
  if (value === true || value === 'input') return 'text';
  if (value === false) return 'none';
  return value === 'auto' ? 'auto' : null;
}

function convertLineEnds(
  source: AttributeSource,
  data: Buffer,
  { action, path }: { readonly action: LineEndAction; readonly path: string },
): Buffer {
  if (action === 'none' || !data.includes('\r\n')) return data;
  if (action === 'auto' && (looksBinary(data) || hasCrlfInIndex(source, path))) return data;
  return withoutReturns(data);
}

/** Byte by byte: texts that are edited go through here at every keystroke. */
function withoutReturns(data: Buffer): Buffer {
  const converted = Buffer.allocUnsafe(data.length);
  let used = 0;
  for (let at = 0; at < data.length; at++) {
    const byte = data[at] as number;
    if (byte !== CARRIAGE_RETURN || data[at + 1] !== LINE_FEED) converted[used++] = byte;
  }
  return converted.subarray(0, used);
}

const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;

/** In a conflict our side is looked at. */
function hasCrlfInIndex({ index, reader }: AttributeSource, path: string): boolean {
  const entries = index.filter((entry) => entry.path === path);
  const entry = entries.find(({ stage }) => stage === 0) ?? entries.find(({ stage }) => stage === 2);
  if (entry === undefined || reader.header(entry.oid)?.type !== 'blob') return false;
  const data = reader.data(entry.oid, 'blob');
  return data.includes('\r\n') && !looksBinary(data);
}

/** A CR on its own, a zero byte, or more than one odd control character in 128. */
function looksBinary(data: Buffer): boolean {
  let printable = 0;
  let odd = 0;
  for (let at = 0; at < data.length; at++) {
    const byte = data[at] as number;
    if (byte >= 0x20 && byte !== DELETE) printable++;
    else if (byte === CARRIAGE_RETURN) {
      if (data[at + 1] !== LINE_FEED) return true;
      at++;
    } else if (byte === 0) return true;
    else if (byte === LINE_FEED) continue;
    else if (allowedControls.has(byte)) printable++;
    else odd++;
  }
  // A final control-Z is the end of a DOS text.
  if (data.at(-1) === 0x1a) odd--;
  return Math.floor(printable / 128) < odd;
}

const DELETE = 0x7f;

/** Backspace, tab, form feed, escape. */
const allowedControls: ReadonlySet<number> = new Set([0x08, 0x09, 0x0c, 0x1b]);

/** `$Id: anything $` on one line becomes `$Id$`. */
function withoutIds(data: Buffer): Buffer {
  if (!data.includes('$Id:')) return data;
  return Buffer.from(
    data.toString('latin1').replace(/\$Id:[^$\n]*\$/g, () => '$Id$'),
    'latin1',
  );
}
