/** Who has written some lines, by numbers. */
import type { Person } from '../git/commitText.ts';
import type { Oid } from '../git/oid.ts';
import { isCommitted } from './annotations.ts';
import { type FileBlame, hunksOf, type LineSpan, ROW, recordOf, sliceOfLines } from './fileBlame.ts';

/** One person's part; people are told apart by their mails, whatever their case. */
export interface AuthorSummary {
  /** As the person is called in the latest of the commits. */
  readonly name: string;
  readonly email: string;
  readonly lines: number;
  readonly commits: number;
  /** The earliest and the latest of the commits. */
  readonly first: Person;
  readonly last: Person;
}

export interface Summary {
  /** Those with the most lines first, then those who came last. */
  readonly authors: readonly AuthorSummary[];
  readonly uncommittedLines: number;
}

interface Part {
  lines: number;
  readonly commits: Set<Oid>;
  first: Person;
  last: Person;
}

/** Hunks counted between two pauses. */
const SLICE = 1000;

/** Pauses now and then: a blame may have hundreds of thousands of hunks. */
export function* summaryOf(blame: FileBlame, span: LineSpan): Generator<undefined, Summary> {
  const parts = new Map<string, Part>();
  let uncommittedLines = 0;
  for (const rows of sliceOfLines(blame, span, SLICE)) {
    for (const { start, end, origin } of hunksOf(rows, blame.origins, span)) {
      const author = recordOf(blame, origin.commit)?.author;
      if (author && isCommitted(origin.commit))
        addLines(parts, { author, commit: origin.commit, lines: end - start });
      else uncommittedLines += end - start;
    }
    if (rows.length === SLICE * ROW) yield;
  }
  const authors = [...parts.values()].map(({ lines, commits, first, last }) => {
    const { name, email } = last;
    return { name, email, lines, commits: commits.size, first, last };
  });
  authors.sort((a, b) => b.lines - a.lines || b.last.time - a.last.time);
  return { authors, uncommittedLines };
}

interface Written {
  readonly author: Person;
  readonly commit: Oid;
  readonly lines: number;
}

function addLines(parts: Map<string, Part>, { author, commit, lines }: Written): void {
  const key = author.email.toLowerCase();
  const part = parts.get(key) ?? { lines: 0, commits: new Set(), first: author, last: author };
  parts.set(key, part);
  part.lines += lines;
  part.commits.add(commit);
  if (author.time < part.first.time) part.first = author;
  if (author.time > part.last.time) part.last = author;
}
