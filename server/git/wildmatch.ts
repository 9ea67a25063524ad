/** Shell-like patterns as git has them in ignore files, attributes and configuration; on bytes as latin1 strings. */

export interface WildmatchOptions {
  /** `*`, `?` and brackets do not match a slash; `**` between slashes does. */
  readonly pathname: boolean;
  readonly ignoreCase: boolean;
}

/** True when the whole text matches. A malformed pattern matches nothing. */
export function wildmatch(pattern: string, text: string, options: WildmatchOptions): boolean {
  const tokens = parse(pattern, options);
  return tokens !== null && run(tokens, options.ignoreCase ? foldCase(text) : text);
}

/**
 * `one`: a character that passes the test. `many`: any number of such characters. `directories`: nothing, or anything
 * that ends in a slash.
 */
type Token =
  | { readonly kind: 'one' | 'many'; readonly test: (char: string) => boolean }
  | { readonly kind: 'directories' };

function foldCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

const any = () => true;
const noSlash = (char: string) => char !== '/';

function parse(pattern: string, options: WildmatchOptions): Token[] | null {
  const single = options.pathname ? noSlash : any;
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length; ) {
    const char = pattern.charAt(at);
    if (char === '*') {
      const { token, next } = parseStars(pattern, at, options);
      tokens.push(token);
      at = next;
    } else if (char === '[') {
      const set = parseSet(pattern, at, options);
      if (set === null) return null;
      tokens.push({ kind: 'one', test: (c) => set.test(c) && single(c) });
      at = set.next;
    } else if (char === '?') {
      tokens.push({ kind: 'one', test: single });
      at++;
    } else {
      const written = char === '\\' ? pattern.charAt(at + 1) : char;
      if (written === '') return null;
      const literal = options.ignoreCase ? foldCase(written) : written;
      tokens.push({ kind: 'one', test: (c) => c === literal });
      at += char === '\\' ? 2 : 1;
    }
  }
  return tokens;
}

/** `**` means more than `*` only where it is a whole component. */
function parseStars(
  pattern: string,
  at: number,
  { pathname }: WildmatchOptions,
): { readonly token: Token; readonly next: number } {
  let next = at;
  while (pattern[next] === '*') next++;
  if (!pathname) return { token: { kind: 'many', test: any }, next };
  const opens = at === 0 || pattern[at - 1] === '/';
  if (next - at >= 2 && opens && next === pattern.length) return { token: { kind: 'many', test: any }, next };
  if (next - at >= 2 && opens && pattern[next] === '/')
    return { token: { kind: 'directories' }, next: next + 1 };
  return { token: { kind: 'many', test: noSlash }, next };
}

const classes: Readonly<Record<string, RegExp>> = {
  alnum: /[A-Za-z0-9]/,
  alpha: /[A-Za-z]/,
  blank: /[ \t]/,
  cntrl: /[^ -~\x80-\xff]/,
  digit: /[0-9]/,
  graph: /[!-~]/,
  lower: /[a-z]/,
  print: /[ -~]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /[ \t\n\v\f\r]/,
  upper: /[A-Z]/,
  xdigit: /[0-9A-Fa-f]/,
};

interface CharacterSet {
  readonly test: (char: string) => boolean;
  /** Where the pattern goes on after the closing bracket. */
  readonly next: number;
}

function parseSet(pattern: string, open: number, options: WildmatchOptions): CharacterSet | null {
  let at = open + 1;
  const negated = pattern[at] === '!' || pattern[at] === '^';
  if (negated) at++;
  const tests: ((char: string) => boolean)[] = [];
  for (let first = true; first || pattern[at] !== ']'; first = false) {
    const named = /^\[:([^\]]*):\]/.exec(pattern.slice(at, at + 16));
    if (named) {
      const known = classes[named[1] ?? ''];
      if (known === undefined) return null;
      // Without regard to case the text has only lower-case letters.
      const either = options.ignoreCase && named[1] === 'upper' ? /[a-z]/ : known;
      tests.push((char) => either.test(char));
      at += named[0].length;
      continue;
    }
    const low = readMember(pattern, at);
    if (low === null) return null;
    at = low.next;
    const isRange = pattern[at] === '-' && pattern[at + 1] !== ']' && at + 1 < pattern.length;
    const high = isRange ? readMember(pattern, at + 1) : low;
    if (high === null) return null;
    at = high.next;
    const inRange = (char: string) => char >= low.char && char <= high.char;
    // Git leaves single members of a set as they are written; only ranges are taken in both cases.
    const both = options.ignoreCase && isRange;
    tests.push(both ? (char) => inRange(char) || inRange(raiseCase(char)) : inRange);
  }
  return { test: (char) => tests.some((test) => test(char)) !== negated, next: at + 1 };
}

function readMember(pattern: string, at: number): { readonly char: string; readonly next: number } | null {
  const escaped = pattern[at] === '\\';
  const char = pattern[escaped ? at + 1 : at];
  return char === undefined ? null : { char, next: at + (escaped ? 2 : 1) };
}

/**
 * Steps through the text with the set of pattern positions that are possible, so that no pattern takes longer than
 * pattern length times text length.
 */
function run(tokens: readonly Token[], text: string): boolean {
  let states = new Set<number>();
  enter(tokens, 0, states);
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    const next = new Set<number>();
    for (const state of states) step(tokens, { state, char }, next);
    if (next.size === 0) return false;
    states = next;
  }
  return states.has(tokens.length * 2);
}

/** States are token index times two; the odd ones are inside a `directories` that has eaten something. */
function enter(tokens: readonly Token[], index: number, states: Set<number>): void {
  for (let at = index; ; at++) {
    states.add(at * 2);
    if (at >= tokens.length || tokens[at]?.kind === 'one') return;
  }
}

function step(
  tokens: readonly Token[],
  { state, char }: { readonly state: number; readonly char: string },
  next: Set<number>,
): void {
  const index = state >> 1;
  const token = tokens[index];
  if (token === undefined) return;
  if (token.kind === 'directories') {
    next.add(index * 2 + 1);
    if (char === '/') enter(tokens, index + 1, next);
  } else if (token.test(char)) {
    if (token.kind === 'one') enter(tokens, index + 1, next);
    else enter(tokens, index, next);
  }
}

function raiseCase(char: string): string {
  return /[a-z]/.test(char) ? char.toUpperCase() : char;
}
