/** Outlines without a grammar: by the lines that git takes for beginnings of functions, else by what is indented under what. */
import type { Cancel } from '../base/cancel.ts';
import { functionLineMatcher } from '../git/diffDriver.ts';
import { functionPatterns } from '../git/functionPatterns.ts';
import type { LineMatcher } from '../git/lineMatcher.ts';
import { extensionOf } from './languages.ts';
import { OutlineBuilder } from './outline.ts';

/** Git's own drivers, by extensions of the files that they are for. */
const drivers: Readonly<Record<string, string>> = {
  ...forAll('ads adb ada', 'ada'),
  ...forAll('bib', 'bibtex'),
  ...forAll('dts dtsi', 'dts'),
  ...forAll('ex exs', 'elixir'),
  ...forAll('f f90 f95 f03 for', 'fortran'),
  ...forAll('html htm xhtml', 'html'),
  ...forAll('kt kts', 'kotlin'),
  ...forAll('md markdown', 'markdown'),
  ...forAll('pas pp', 'pascal'),
  ...forAll('pl pm t', 'perl'),
  ...forAll('scm ss sld', 'scheme'),
  ...forAll('tex ltx', 'tex'),
};

/** Symbols in the layout of `OutlineBuilder.finish`. Linear in the text. Throws `Cancelled`. */
export function plainOutline(path: string, text: string, cancel: Cancel): Int32Array {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const driver = drivers[extensionOf(path)];
  const pattern = driver === undefined ? undefined : functionPatterns[driver];
  if (pattern === undefined) return byIndentation(lines, cancel);
  return byPattern(lines, functionLineMatcher({ ...pattern, extended: true }), cancel);
}

/** A symbol goes on to the next one; blank lines before that belong to neither. */
function byPattern(lines: readonly string[], begins: LineMatcher, cancel: Cancel): Int32Array {
  const found = new OutlineBuilder();
  let start: number | null = null;
  let last = 0;
  lines.forEach((line, i) => {
    if (i % 256 === 0) cancel.check();
    if (begins(bytesOf(line))) {
      if (start !== null) found.add(start, last + 1);
      start = i;
    }
    if (line.trim() !== '') last = i;
  });
  if (start !== null) found.add(start, last + 1);
  return found.finish();
}

/**
 * A line that begins at the left with a letter and has lines indented below it, with the lines that close it. Prose and tables
 * have no such lines.
 */
function byIndentation(lines: readonly string[], cancel: Cancel): Int32Array {
  const found = new OutlineBuilder();
  let head: number | null = null;
  let last: number | null = null;
  const close = () => {
    if (head !== null && last !== null) found.add(head, last + 1);
    last = null;
  };
  lines.forEach((line, i) => {
    if (i % 256 === 0) cancel.check();
    if (line.trim() === '') return;
    if (/^\s/.test(line)) {
      last = i;
    } else if (/^[\])}]|^end\b/.test(line)) {
      // What closes belongs to what it stands under.
      if (last !== null) last = i;
      close();
      head = null;
    } else {
      close();
      head = /^[\p{L}_@$.<]/u.test(line) ? i : null;
    }
  });
  close();
  return found.finish();
}

/** Expressions work on bytes, without the line's end. */
function bytesOf(line: string): string {
  return Buffer.from(line.endsWith('\r') ? line.slice(0, -1) : line).toString('latin1');
}

function forAll(extensions: string, driver: string): Record<string, string> {
  return Object.fromEntries(extensions.split(' ').map((extension) => [extension, driver]));
}
