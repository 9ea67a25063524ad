/** The syntax of POSIX regular expressions, basic and extended, with the C library's extensions, read into a tree of bytes. */

/** A malformed expression; the message is the C library's. */
export class PatternFault extends Error {
  override name = 'PatternFault';
}

/** What must hold between two bytes. */
export type Assertion = 'start' | 'end' | 'wordStart' | 'wordEnd' | 'boundary' | 'inside';

/** Where bytes are members of a set, the set is an array of 256 flags. */
export type PatternTree =
  | { readonly kind: 'bytes'; readonly members: Uint8Array }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  | { readonly kind: 'sequence'; readonly parts: readonly PatternTree[] }
  | { readonly kind: 'choice'; readonly parts: readonly PatternTree[] }
  /** `most` is infinite for an open end. */
  | { readonly kind: 'repeat'; readonly part: PatternTree; readonly least: number; readonly most: number };

export interface SyntaxOptions {
  /** Extended syntax; otherwise basic. */
  readonly extended: boolean;
  readonly ignoreCase: boolean;
  /** For texts of several lines: dots and negated sets match no newline. */
  readonly lines?: boolean;
}

/** Whether something in the expression matches a newline, so that a match may go on in the next line. */
export function spansLines(tree: PatternTree): boolean {
  switch (tree.kind) {
    case 'bytes':
      return tree.members[NEWLINE] === 1;
    case 'assertion':
      return false;
    case 'repeat':
      return spansLines(tree.part);
    default:
      return tree.parts.some(spansLines);
  }
}

const NEWLINE = 0x0a;

/** True for `\1` to `\9`, which no automaton can follow. */
export function hasBackReference(pattern: string): boolean {
  return /^(?:[^\\]|\\[^1-9])*\\[1-9]/s.test(pattern);
}

/** Reads an expression over bytes (latin1 string). Throws `PatternFault`. */
export function parsePattern(pattern: string, options: SyntaxOptions): PatternTree {
  const reading: Reading = { pattern, options, at: 0, depth: 0 };
  return readChoice(reading);
}

/** The C library's limit for repetitions. */
const MAX_REPEAT = 0x7fff;
const MAX_DEPTH = 200;

interface Reading {
  readonly pattern: string;
  readonly options: SyntaxOptions;
  at: number;
  /** Groups that are open. */
  depth: number;
}

function startsWith({ pattern, at }: Reading, text: string): boolean {
  return pattern.startsWith(text, at);
}

/** An operator as the syntax writes it: with a backslash in basic expressions, without in extended ones. */
function isOperator(reading: Reading, operator: string): boolean {
  return startsWith(reading, reading.options.extended ? operator : `\\${operator}`);
}

function skipOperator(reading: Reading): void {
  reading.at += reading.options.extended ? 1 : 2;
}

function readChoice(reading: Reading): PatternTree {
  const parts = [readSequence(reading)];
  while (isOperator(reading, '|')) {
    skipOperator(reading);
    parts.push(readSequence(reading));
  }
  return parts.length === 1 ? (parts[0] as PatternTree) : { kind: 'choice', parts };
}

function readSequence(reading: Reading): PatternTree {
  const parts: PatternTree[] = [];
  const { pattern, options } = reading;
  while (reading.at < pattern.length && !isOperator(reading, '|')) {
    if (isOperator(reading, ')')) {
      if (reading.depth > 0) break;
      if (!options.extended) throw new PatternFault('Unmatched ) or \\)');
    }
    parts.push(readPiece(reading, parts.length === 0));
  }
  return { kind: 'sequence', parts };
}

function readPiece(reading: Reading, first: boolean): PatternTree {
  let part = readLoneOperator(reading, first) ?? readAtom(reading, first);
  // An anchor is not repeated: what follows it stands at the start.
  if (part.kind === 'assertion') return followedByStar(reading, part);
  for (let next = readRepetition(reading); next !== null; next = readRepetition(reading)) {
    part = { kind: 'repeat', part, least: next.least, most: next.most };
    if (!reading.options.extended && /^(?:\*|\\\{)/.test(reading.pattern.slice(reading.at, reading.at + 2)))
      throw new PatternFault('Invalid preceding regular expression');
  }
  return part;
}

/** An operator with nothing before it to repeat: in a basic expression it is itself, unless it is an interval. */
function readLoneOperator(reading: Reading, first: boolean): PatternTree | null {
  const repetition = readRepetition(reading);
  if (repetition === null) return null;
  const isItself = !reading.options.extended && (first || repetition.text !== '*');
  if (!isItself || repetition.text.includes('{'))
    throw new PatternFault('Invalid preceding regular expression');
  return literal(reading, repetition.text.charAt(repetition.text.length - 1));
}

/** In a basic expression a star after the leading circumflex is itself. */
function followedByStar(reading: Reading, part: PatternTree): PatternTree {
  if (reading.options.extended || !startsWith(reading, '*')) return part;
  reading.at++;
  return { kind: 'sequence', parts: [part, literal(reading, '*')] };
}

interface Repetition {
  readonly least: number;
  readonly most: number;
  readonly text: string;
}

function readRepetition(reading: Reading): Repetition | null {
  const { pattern, options, at } = reading;
  const operators = options.extended ? /(?:[*+?]|\{)/y : /(?:\*|\\[+?{])/y;
  operators.lastIndex = at;
  const operator = operators.exec(pattern)?.[0];
  if (operator === undefined) return null;
  if (operator.endsWith('{')) return readInterval(reading);
  reading.at += operator.length;
  const kind = operator.charAt(operator.length - 1);
  return { least: kind === '+' ? 1 : 0, most: kind === '?' ? 1 : Number.POSITIVE_INFINITY, text: operator };
}

function readInterval(reading: Reading): Repetition {
  const { pattern, options, at } = reading;
  const intervals = options.extended ? /\{(\d*)(,?)(\d*)\}/y : /\\\{(\d*)(,?)(\d*)\\\}/y;
  intervals.lastIndex = at;
  const match = intervals.exec(pattern);
  if (match === null) {
    throw new PatternFault(/[{,\d]$/.test(pattern) ? 'Unmatched { or \\{' : 'Invalid content of \\{\\}');
  }
  const [text, from = '', comma = '', to = ''] = match;
  if (from === '' && comma === '') throw new PatternFault('Invalid content of \\{\\}');
  const least = Number(from);
  const most = to !== '' ? Number(to) : comma === '' ? least : Number.POSITIVE_INFINITY;
  if (most < least) throw new PatternFault('Invalid content of \\{\\}');
  if (least > MAX_REPEAT || (most !== Number.POSITIVE_INFINITY && most > MAX_REPEAT))
    throw new PatternFault('Regular expression too big');
  reading.at += text.length;
  return { least, most, text };
}

function readAtom(reading: Reading, first: boolean): PatternTree {
  const { pattern, at } = reading;
  if (isOperator(reading, '(')) return readGroup(reading);
  const char = pattern.charAt(at);
  if (char === '\\') return readEscape(reading);
  if (char === '[') return readSet(reading);
  reading.at++;
  // The C library's dot matches no NUL.
  if (char === '.')
    return {
      kind: 'bytes',
      members: setOf((byte) => byte !== 0 && !(reading.options.lines && byte === NEWLINE)),
    };
  if (char === '^' && (reading.options.extended || first)) return { kind: 'assertion', assertion: 'start' };
  if (char === '$' && (reading.options.extended || /^(?:\\[)|]|$)/.test(pattern.slice(at + 1))))
    return { kind: 'assertion', assertion: 'end' };
  return literal(reading, char);
}

function readGroup(reading: Reading): PatternTree {
  if (++reading.depth > MAX_DEPTH) throw new PatternFault('Regular expression too big');
  skipOperator(reading);
  const inner = readChoice(reading);
  if (!isOperator(reading, ')')) throw new PatternFault('Unmatched ( or \\(');
  skipOperator(reading);
  reading.depth--;
  // A group of an anchor alone may be repeated, so it is no bare assertion.
  return { kind: 'sequence', parts: [inner] };
}

const ASSERTIONS: Readonly<Record<string, Assertion>> = {
  '`': 'start',
  "'": 'end',
  '<': 'wordStart',
  '>': 'wordEnd',
  b: 'boundary',
  B: 'inside',
};

function readEscape(reading: Reading): PatternTree {
  const escaped = reading.pattern.charAt(reading.at + 1);
  if (escaped === '') throw new PatternFault('Trailing backslash');
  reading.at += 2;
  const assertion = ASSERTIONS[escaped];
  if (assertion !== undefined) return { kind: 'assertion', assertion };
  if (escaped === 'w') return { kind: 'bytes', members: setOf(isWordByte) };
  if (escaped === 'W') return { kind: 'bytes', members: setOf((byte) => !isWordByte(byte)) };
  if (escaped === 's') return { kind: 'bytes', members: setOf(isSpace) };
  if (escaped === 'S') return { kind: 'bytes', members: setOf((byte) => !isSpace(byte)) };
  return literal(reading, escaped);
}

function readSet(reading: Reading): PatternTree {
  const { pattern } = reading;
  let at = reading.at + 1;
  const negated = pattern[at] === '^';
  if (negated) at++;
  const members = new Uint8Array(256);
  for (const start = at; ; ) {
    const char = pattern[at];
    if (char === undefined) throw new PatternFault('Unmatched [, [^, [:, [., or [=');
    if (char === ']' && at > start) break;
    at = addMember(members, pattern, at);
  }
  reading.at = at + 1;
  const folded = reading.options.ignoreCase ? bothCases(members) : members;
  if (!negated) return { kind: 'bytes', members: folded };
  const others = folded.map((is) => 1 - is);
  if (reading.options.lines) others[NEWLINE] = 0;
  return { kind: 'bytes', members: others };
}

/** One member, range or class; returns where the next one begins. */
function addMember(members: Uint8Array, pattern: string, at: number): number {
  const named = /^\[:([a-z]+):\]/.exec(pattern.slice(at, at + 12));
  if (named !== null) {
    const isMember = CLASSES[named[1] as string];
    if (isMember === undefined) throw new PatternFault('Invalid character class name');
    for (let byte = 0; byte < 256; byte++) if (isMember(byte)) members[byte] = 1;
    return at + named[0].length;
  }
  const from = setElement(pattern, at);
  const isRange = pattern[from.next] === '-' && pattern[from.next + 1] !== ']';
  const to = isRange ? setElement(pattern, from.next + 1) : from;
  if (to.byte < from.byte) throw new PatternFault('Invalid range end');
  members.fill(1, from.byte, to.byte + 1);
  return to.next;
}

/** A byte as it stands, or between `[.` and `.]`, or `[=` and `=]`. */
function setElement(pattern: string, at: number): { readonly byte: number; readonly next: number } {
  const special = /^\[([.=])(.)\1\]/s.exec(pattern.slice(at, at + 5));
  if (special !== null) return { byte: (special[2] as string).charCodeAt(0), next: at + 5 };
  if (at >= pattern.length) throw new PatternFault('Unmatched [, [^, [:, [., or [=');
  return { byte: pattern.charCodeAt(at) & 0xff, next: at + 1 };
}

function literal({ options }: Reading, char: string): PatternTree {
  const members = new Uint8Array(256);
  members[char.charCodeAt(0) & 0xff] = 1;
  return { kind: 'bytes', members: options.ignoreCase ? bothCases(members) : members };
}

const CASE_BIT = 0x20;

function bothCases(members: Uint8Array): Uint8Array {
  return members.map((is, byte) => (is || (isAlpha(byte) && members[byte ^ CASE_BIT]) ? 1 : 0));
}

function setOf(isMember: (byte: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => (isMember(byte) ? 1 : 0));
}

function within(byte: number, first: string, last: string): boolean {
  return byte >= first.charCodeAt(0) && byte <= last.charCodeAt(0);
}

const isUpper = (byte: number): boolean => within(byte, 'A', 'Z');
const isLower = (byte: number): boolean => within(byte, 'a', 'z');
const isAlpha = (byte: number): boolean => isUpper(byte) || isLower(byte);
const isDigit = (byte: number): boolean => within(byte, '0', '9');
const isAlnum = (byte: number): boolean => isAlpha(byte) || isDigit(byte);
const isSpace = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
const isGraph = (byte: number): boolean => within(byte, '!', '~');

/** Letters, digits and `_`: what words are made of. */
export function isWordByte(byte: number): boolean {
  return isAlnum(byte) || byte === 0x5f;
}

/** The named classes in the C locale. */
const CLASSES: Readonly<Record<string, (byte: number) => boolean>> = {
  alnum: isAlnum,
  alpha: isAlpha,
  blank: (byte) => byte === 0x20 || byte === 0x09,
  cntrl: (byte) => byte < 0x20 || byte === 0x7f,
  digit: isDigit,
  graph: isGraph,
  lower: isLower,
  print: (byte) => isGraph(byte) || byte === 0x20,
  punct: (byte) => isGraph(byte) && !isAlnum(byte),
  space: isSpace,
  upper: isUpper,
  xdigit: (byte) => isDigit(byte) || within(byte | CASE_BIT, 'a', 'f'),
};
