/** The machine-readable formats of git: porcelain, line porcelain and incremental. */
import { lineText } from '../blame/finalText.ts';
import type { GuiltyOrigin, SettledEntry } from '../blame/types.ts';
import type { Oid } from '../git/oid.ts';
import { quotePath } from '../git/quotePath.ts';
import {
  type AnnotatedText,
  commitsWithSeveralPaths,
  type DescribeCommit,
  type DescribedCommit,
  mailOf,
} from './annotated.ts';

/** Which of git's marks are shown; both off unless configured. */
export interface Marks {
  readonly ignored: boolean;
  readonly unblamable: boolean;
}

export interface PorcelainOptions {
  /** Every line is complete in itself (`--line-porcelain`). */
  readonly everyLine: boolean;
  readonly marks: Marks;
}

type Write = (latin1: string) => void;

/** Writes the whole annotated text. */
export function writePorcelain(annotated: AnnotatedText, options: PorcelainOptions, write: Write): void {
  const { entries, text, describe, quoteHighBytes } = annotated;
  const several = commitsWithSeveralPaths(entries);
  const shown = new Set<Oid>();
  for (const entry of entries) {
    const { origin } = entry;
    const marks = markLines(entry, options.marks);
    for (let i = 0; i < entry.count; i++) {
      const group = i === 0 ? ` ${entry.count}` : '';
      let block = `${origin.commit} ${entry.sourceLine + i + 1} ${entry.line + i + 1}${group}\n`;
      if (options.everyLine || i === 0) {
        const isNew = options.everyLine || !shown.has(origin.commit);
        if (isNew) block += commitDetails(describe(origin.commit), origin.boundary);
        if (isNew || several.has(origin.commit)) block += fileNames(origin, quoteHighBytes);
        shown.add(origin.commit);
      }
      write(`${block}${marks}\t${lineText(text, entry.line + i)}`);
    }
  }
}

/** A writer of single entries in the order in which they become final; it knows which commits it has described. */
export function incrementalWriter(
  describe: DescribeCommit,
  quoteHighBytes: boolean,
  write: Write,
): (entry: SettledEntry) => void {
  const shown = new Set<Oid>();
  return ({ line, count, sourceLine, origin }) => {
    let block = `${origin.commit} ${sourceLine + 1} ${line + 1} ${count}\n`;
    if (!shown.has(origin.commit)) block += commitDetails(describe(origin.commit), origin.boundary);
    shown.add(origin.commit);
    write(block + fileNames(origin, quoteHighBytes));
  };
}

function commitDetails({ author, committer, summary }: DescribedCommit, boundary: boolean): string {
  let details = '';
  for (const [role, person] of [
    ['author', author],
    ['committer', committer],
  ] as const) {
    details += `${role} ${person.name}\n${role}-mail ${mailOf(person)}\n`;
    details += `${role}-time ${person.time}\n${role}-tz ${person.timezone}\n`;
  }
  return `${details}summary ${summary}\n${boundary ? 'boundary\n' : ''}`;
}

function fileNames({ previous, path }: GuiltyOrigin, quoteHighBytes: boolean): string {
  const names = `filename ${quotePath(path, quoteHighBytes)}\n`;
  return previous === null
    ? names
    : `previous ${previous.commit} ${quotePath(previous.path, quoteHighBytes)}\n${names}`;
}

function markLines({ ignored, unblamable }: SettledEntry, marks: Marks): string {
  return (
    (marks.unblamable && unblamable ? 'unblamable\n' : '') + (marks.ignored && ignored ? 'ignored\n' : '')
  );
}
