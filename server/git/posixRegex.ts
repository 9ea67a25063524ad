/** POSIX extended regular expressions, as git's message searches take them, as JavaScript ones. */

/**
 * The expression with the same meaning; null when it is malformed. `.` matches a newline and `^`, `$` only the ends of
 * the whole text. Back references and the order of alternatives follow JavaScript.
 */
export function extendedRegex(pattern: string): RegExp | null {
  let source = '';
  for (let at = 0; at < pattern.length; ) {
    const { text, next } = pattern[at] === '[' ? bracket(pattern, at) : atom(pattern, at);
    if (text === null) return null;
    source += text;
    at = next;
  }
  try {
    return new RegExp(source, 's');
  } catch {
    return null;
  }
}

interface Piece {
  /** Null when malformed. */
  readonly text: string | null;
  readonly next: number;
}

const gnuEscapes: Readonly<Record<string, string>> = {
  w: '\\w',
  W: '\\W',
  s: '\\s',
  S: '\\S',
  b: '\\b',
  B: '\\B',
  '<': '\\b(?=\\w)',
  '>': '\\b(?<=\\w)',
  '`': '^',
  "'": '$',
};

function atom(pattern: string, at: number): Piece {
  const char = pattern.charAt(at);
  if (char !== '\\') {
    const isLiteralBrace = char === '{' && !/^\{\d*,?\d*\}/.test(pattern.slice(at, at + 16));
    const literal = isLiteralBrace || char === '/' || char === ']';
    return { text: literal ? `\\${char}` : char, next: at + 1 };
  }
  const escaped = pattern.charAt(at + 1);
  if (escaped === '') return { text: null, next: at };
  const known = gnuEscapes[escaped] ?? (/[1-9]/.test(escaped) ? `\\${escaped}` : null);
  return { text: known ?? escaped.replace(/[\^$\\.*+?()[\]{}|/]/, '\\$&'), next: at + 2 };
}

/** The members of each named class, as they stand in a JavaScript set. */
export const posixClasses: Readonly<Record<string, string>> = {
  alnum: 'A-Za-z0-9',
  alpha: 'A-Za-z',
  blank: ' \\t',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/:-@\\[-`{-~',
  space: ' \\t\\n\\v\\f\\r',
  upper: 'A-Z',
  xdigit: '0-9A-Fa-f',
};

/** A backslash is no escape here, and `]` is a member when it comes first. */
function bracket(pattern: string, open: number): Piece {
  const match = /^\[(\^?)(\]?(?:\[:\w+:\]|(?!\[:)[^\]])*)\]/s.exec(pattern.slice(open));
  if (match === null) return { text: null, next: open };
  const members = (match[2] ?? '').replace(/\[:(\w+):\]|[[\]\\^]/g, (char, name?: string) =>
    name === undefined ? `\\${char}` : (posixClasses[name] ?? ''),
  );
  return { text: `[${match[1]}${members}]`, next: open + match[0].length };
}
