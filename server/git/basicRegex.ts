/** POSIX basic regular expressions with the C library's extensions, as JavaScript ones over bytes as latin1. */
import { posixClasses } from './posixRegex.ts';
import { PatternFault } from './posixSyntax.ts';

/**
 * The expression with the same meaning on text of several lines: `^` and `$` match at every newline, `.` and negated
 * sets match none. Back references follow JavaScript, and so does the choice among alternatives: the first, not the
 * longest, so only where a match starts can be relied on. Throws `PatternFault`.
 */
export function basicRegex(pattern: string): RegExp {
  const translation: Translation = { pattern, source: '', open: 0, atStart: true };
  for (let at = 0; at < pattern.length; ) at = translatePiece(translation, at);
  if (translation.open > 0) throw new PatternFault('Unmatched ( or \\(');
  return new RegExp(translation.source, 'g');
}

interface Translation {
  readonly pattern: string;
  source: string;
  /** Groups not closed yet. */
  open: number;
  /** Where a star is a star, and a circumflex an anchor. */
  atStart: boolean;
}

const LINE_START = '(?<![^\\n])';
const LINE_END = '(?![^\\n])';

/** Takes what stands at `at` and returns where the next piece begins. */
function translatePiece(translation: Translation, at: number): number {
  const { pattern, atStart } = translation;
  const char = pattern.charAt(at);
  if (char === '\\') return translateEscape(translation, at);
  if (char === '[') return translateBracket(translation, at);
  translation.atStart = false;
  if (char === '^' && atStart) {
    translation.source += LINE_START;
    translation.atStart = true;
  } else if (char === '$' && /^(\\[)|]|$)/.test(pattern.slice(at + 1))) translation.source += LINE_END;
  else if (char === '.') translation.source += '[^\\n]';
  else if (char === '*' && !atStart) translation.source += '*';
  else translation.source += literal(char);
  return at + 1;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '+': '+',
  '?': '?',
  w: '[A-Za-z0-9_]',
  W: '[^A-Za-z0-9_]',
  s: '[ \\t\\n\\v\\f\\r]',
  S: '[^ \\t\\n\\v\\f\\r]',
  b: '\\b',
  B: '\\B',
  '<': '\\b(?=[A-Za-z0-9_])',
  '>': '\\b(?<=[A-Za-z0-9_])',
  '`': '^',
  "'": '$',
};

function translateEscape(translation: Translation, at: number): number {
  const escaped = translation.pattern.charAt(at + 1);
  if (escaped === '') throw new PatternFault('Trailing backslash');
  if (escaped === '{') return translateInterval(translation, at);
  const { atStart } = translation;
  translation.atStart = escaped === '(' || escaped === '|';
  if (escaped === '(') translation.open++;
  if (escaped === ')' && --translation.open < 0) throw new PatternFault('Unmatched ) or \\)');
  if (escaped === '(' || escaped === ')' || escaped === '|') translation.source += escaped;
  else if (/[1-9]/.test(escaped)) translation.source += `\\${escaped}`;
  else if (atStart && (escaped === '+' || escaped === '?')) translation.source += literal(escaped);
  else translation.source += ESCAPES[escaped] ?? literal(escaped);
  return at + 2;
}

function translateInterval(translation: Translation, at: number): number {
  const interval = /^\\\{(\d*)(,?)(\d*)\\\}/.exec(translation.pattern.slice(at));
  if (interval === null) throw new PatternFault('Unmatched \\{');
  const [whole, least = '', comma, most = ''] = interval;
  if (translation.atStart || (least === '' && comma === ''))
    throw new PatternFault('Invalid preceding regular expression');
  translation.source += `{${least === '' ? '0' : least}${comma}${most}}`;
  return at + whole.length;
}

/** In brackets a backslash is no escape, and `]` is a member when it comes first. */
function translateBracket(translation: Translation, at: number): number {
  const bracket = /^\[(\^?)(\]?(?:\[:\w+:\]|(?!\[:)[^\]])*)\]/s.exec(translation.pattern.slice(at));
  if (bracket === null) throw new PatternFault('Unmatched [, [^, [:, [., or [=');
  const [whole, negation, members = ''] = bracket;
  const translated = members.replace(/\[:(\w+):\]|[[\]\\^]/g, (char, name?: string) => {
    if (name === undefined) return `\\${char}`;
    const known = posixClasses[name];
    if (known === undefined) throw new PatternFault('Invalid character class name');
    return known;
  });
  translation.source += negation === '' ? `[${translated}]` : `[^\\n${translated}]`;
  translation.atStart = false;
  return at + whole.length;
}

function literal(char: string): string {
  return char.replace(/[\^$\\.*+?()[\]{}|/]/, '\\$&');
}
