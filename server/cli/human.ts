/** The formats for people: git's default columns before each line, and those of annotate. */
import type { SettledEntry } from '../blame/types.ts';
import type { Oid } from '../git/oid.ts';
import { type AnnotatedText, type DescribedCommit, lineText, mailOf } from './annotated.ts';
import { type AgeStep, ageColor, type Color, RESET } from './colors.ts';
import { displayWidth } from './displayWidth.ts';
import type { Marks } from './porcelain.ts';
import { scoreColumn } from './scores.ts';

export interface HumanOptions {
  /** The path that was asked for; another one in any entry shows the path column. */
  readonly path: string;
  /** Width of the hash column, marks included; at the width of a whole id, marks take their place from it. */
  readonly hashWidth: number;
  readonly marks: Marks;
  /** The columns of `git annotate`: tabs between them, neither path nor number, no mark for boundaries. */
  readonly annotate: boolean;
  readonly blankBoundary: boolean;
  readonly showName: boolean;
  readonly showNumber: boolean;
  readonly showEmail: boolean;
  readonly suppressAuthor: boolean;
  /** The column of `--score-debug`. */
  readonly scoreDebug: boolean;
  /** Null: not coloured by that. */
  readonly colors: { readonly repeated: Color | null; readonly byAge: readonly AgeStep[] | null };
  /** The author date, padded to the width of its kind. */
  readonly formatDate: (time: number, timezone: string) => string;
}

/** Column widths over all entries shown. */
interface Widths {
  /** 0: no path column. Otherwise bytes. */
  readonly path: number;
  /** Display columns. */
  readonly person: number;
  /** Digits of the largest line number in an origin's file. */
  readonly sourceLine: number;
  /** Digits of the largest final line number. */
  readonly line: number;
}

const MINIMUM_WIDTH = 10;

/** Writes the whole annotated text. */
export function writeHuman(
  annotated: AnnotatedText,
  options: HumanOptions,
  write: (latin1: string) => void,
): void {
  const { entries, text, describe } = annotated;
  const widths = measure(annotated, options);
  const scores = options.scoreDebug ? scoreColumn(entries, text) : null;
  const labels = new Map<Oid, string>();
  const labelOf = (commit: Oid): string => {
    const label = labels.get(commit) ?? personAndDate(describe(commit), widths, options);
    labels.set(commit, label);
    return label;
  };
  let previousCommit: Oid | null = null;
  for (const entry of entries) {
    const { commit } = entry.origin;
    for (let i = 0; i < entry.count; i++) {
      const prefix = options.annotate
        ? `${hashField(entry, options)}\t(${labelOf(commit)}\t${entry.line + i + 1})`
        : colored(columns(entry, i, { widths, options, labelOf, scores }), {
            color: colorOf(describe(commit), commit === previousCommit, options),
          });
      write(prefix + lineText(text, entry.line + i));
      previousCommit = commit;
    }
  }
}

function colorOf({ author }: DescribedCommit, repeats: boolean, { colors }: HumanOptions): Color {
  if (repeats && colors.repeated !== null) return colors.repeated;
  return colors.byAge === null ? '' : ageColor(colors.byAge, author.time);
}

function colored(text: string, { color }: { color: Color }): string {
  return color === '' ? text : color + text + RESET;
}

function measure({ entries, describe }: AnnotatedText, options: HumanOptions): Widths {
  let path = 0;
  let otherPath = options.showName;
  let person = 0;
  let sourceLine = 0;
  let line = 0;
  for (const { origin, line: start, sourceLine: sourceStart, count } of entries) {
    path = Math.max(path, origin.path.length);
    if (origin.path !== options.path) otherPath = true;
    person = Math.max(person, displayWidth(personOf(describe(origin.commit), options)));
    sourceLine = Math.max(sourceLine, sourceStart + count);
    line = Math.max(line, start + count);
  }
  return {
    path: otherPath ? path : 0,
    person,
    sourceLine: String(sourceLine).length,
    line: String(line).length,
  };
}

/** The id cut to the column, less one digit for each mark before it. */
function hashField({ origin, ignored, unblamable }: SettledEntry, options: HumanOptions): string {
  const { hashWidth, marks, blankBoundary, annotate } = options;
  let prefix = '';
  const blank = origin.boundary && blankBoundary;
  if (origin.boundary && !blank && !annotate) prefix += '^';
  if (marks.unblamable && unblamable) prefix += '*';
  if (marks.ignored && ignored) prefix += '?';
  const id = blank ? ' '.repeat(origin.commit.length) : origin.commit;
  return prefix + id.slice(0, hashWidth - prefix.length);
}

interface ColumnContext {
  readonly widths: Widths;
  readonly options: HumanOptions;
  readonly labelOf: (commit: Oid) => string;
  readonly scores: ((entry: SettledEntry) => string) | null;
}

function columns(
  entry: SettledEntry,
  i: number,
  { widths, options, labelOf, scores }: ColumnContext,
): string {
  const { origin } = entry;
  let text = hashField(entry, options);
  if (scores !== null) text += ` ${scores(entry)}`;
  if (widths.path > 0) text += ` ${origin.path.padEnd(widths.path)}`;
  if (options.showNumber) text += ` ${String(entry.sourceLine + i + 1).padStart(widths.sourceLine)}`;
  if (!options.suppressAuthor) text += ` (${labelOf(origin.commit)}`;
  return `${text} ${String(entry.line + i + 1).padStart(widths.line)}) `;
}

function personOf({ author }: DescribedCommit, { showEmail }: HumanOptions): string {
  return showEmail ? mailOf(author) : author.name;
}

function personAndDate(commit: DescribedCommit, widths: Widths, options: HumanOptions): string {
  const person = personOf(commit, options);
  const date = options.formatDate(commit.author.time, commit.author.timezone).padStart(MINIMUM_WIDTH);
  if (options.annotate) return `${person.padStart(MINIMUM_WIDTH)}\t${date}`;
  return `${person}${' '.repeat(widths.person - displayWidth(person))} ${date}`;
}
