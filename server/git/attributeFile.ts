/** The syntax of one attributes file: patterns, attributes and macros; nothing about where files lie or which one wins. */
import { type Cancel, neverCancelled } from '../base/cancel.ts';
import { eachLine } from '../base/eachLine.ts';
import { unescapeC } from './cEscapes.ts';
import { wildmatch } from './wildmatch.ts';

/** `text`, `-text`, `text=auto`; null for `!text`, which makes it unspecified again. */
export type AttributeValue = true | false | string | null;

/** One line; strings are bytes as latin1. */
export interface AttributeRule {
  /** Null in a macro. */
  readonly pattern: AttributePattern | null;
  /** Null for an ordinary line. */
  readonly macro: string | null;
  /** In the order of the line. */
  readonly attributes: readonly (readonly [name: string, value: AttributeValue])[];
}

interface AttributePattern {
  readonly text: string;
  /** Holds for the last component alone. */
  readonly basename: boolean;
}

/** Longer lines are passed over. */
const maxLineBytes = 2048;

/** The rules of a file; lines that git would warn of and pass over are left out. Macros only where they are allowed. */
export function parseAttributes(
  text: string,
  macrosAllowed: boolean,
  cancel: Cancel = neverCancelled,
): AttributeRule[] {
  const rules: AttributeRule[] = [];
  eachLine(text.startsWith('\xef\xbb\xbf') ? text.slice(3) : text, cancel, (line) => {
    if (line.length >= maxLineBytes) return;
    const rule = parseLine(line.split('\0', 1)[0] ?? '');
    if (rule !== null && (macrosAllowed || rule.macro === null)) rules.push(rule);
  });
  return rules;
}

/** True when a rule of a file in `directory` ('' or with a final slash) is about the path. */
export function ruleMatches(
  rule: AttributeRule,
  directory: string,
  { path, ignoreCase }: { readonly path: string; readonly ignoreCase: boolean },
): boolean {
  if (rule.pattern === null || !path.startsWith(directory)) return false;
  const { text, basename } = rule.pattern;
  if (basename) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return wildmatch(text, name, { pathname: false, ignoreCase });
  }
  return wildmatch(text, path.slice(directory.length), { pathname: true, ignoreCase });
}

function parseLine(line: string): AttributeRule | null {
  const content = line.replace(/^[ \t\r]+/, '');
  if (content === '' || content.startsWith('#')) return null;
  const quoted = content.startsWith('"') ? readQuoted(content) : null;
  const word = quoted?.text ?? /^[^ \t\r]+/.exec(content)?.[0] ?? '';
  const rest = content.slice(quoted?.length ?? word.length);
  const attributes = parseWords(rest);
  if (attributes === null) return null;
  if (word.startsWith('[attr]') && quoted === null) {
    const macro = word.slice('[attr]'.length);
    return isAttributeName(macro) ? { pattern: null, macro, attributes } : null;
  }
  if (word.startsWith('!')) return null;
  // A pattern for directories is about no file.
  if (word.endsWith('/')) return null;
  return {
    pattern: { text: word.replace(/^\//, ''), basename: !word.includes('/') },
    macro: null,
    attributes,
  };
}

/** Null when one of the words is no attribute: then the line counts for nothing. */
function parseWords(text: string): AttributeRule['attributes'] | null {
  const words = text.split(/[ \t\r]+/).filter((word) => word !== '');
  const attributes = words.map((word): readonly [string, AttributeValue] => {
    if (word.startsWith('-')) return [word.slice(1), false];
    if (word.startsWith('!')) return [word.slice(1), null];
    const equals = word.indexOf('=');
    return equals < 0 ? [word, true] : [word.slice(0, equals), word.slice(equals + 1)];
  });
  return attributes.every(([name]) => isAttributeName(name)) ? attributes : null;
}

function isAttributeName(name: string): boolean {
  return /^[A-Za-z0-9_.][A-Za-z0-9_.-]*$/.test(name);
}

/** A C string at the start of the text; null when it has no end, and is then no string. */
function readQuoted(text: string): { readonly text: string; readonly length: number } | null {
  const match = /^"((?:[^"\\]|\\.)*)"/s.exec(text);
  if (match === null) return null;
  return { text: unescapeC(match[1] ?? ''), length: match[0].length };
}
