/** What a golden scenario is: a history, and the questions that `blame` is asked about it. */
import { type CommitIds, type HistoryCommit, numbered } from '../support/history.ts';

export interface Scenario {
  /** File name of its recorded answers. */
  readonly name: string;
  /** What it is there to show, in a sentence. */
  readonly shows: string;
  readonly commits: readonly HistoryCommit[];
  /** Arguments after the word `blame`; each is one recorded answer. */
  readonly asks: readonly (readonly string[])[];
  /** Commits at which a shallow clone was cut off. */
  readonly shallow?: readonly string[];
  /** Lines for the repository's config file. */
  readonly config?: string;
  /** Files in the repository's directory that are no part of the history. */
  readonly place?: Readonly<Record<string, (ids: CommitIds) => string>>;
}

const formats = [[], ['--porcelain'], ['--line-porcelain'], ['--incremental']];

/** The question about a whole file in each output format. */
export function inAllFormats(path: string, revision = 'main', options: readonly string[] = []): string[][] {
  return formats.map((format) => [...format, ...options, revision, '--', path]);
}

/** The same question in porcelain alone, one for each set of options. */
export function inPorcelain(path: string, ...optionSets: readonly (readonly string[])[]): string[][] {
  return optionSets.map((options) => ['--porcelain', ...options, 'main', '--', path]);
}

/** A whole file in porcelain, at several revisions. */
export function inPorcelainAt(path: string, ...revisions: readonly string[]): string[][] {
  return revisions.map((revision) => ['--porcelain', revision, '--', path]);
}

/** `numbered` lines with some replaced: `{ 3: 'new' }` gives line 3 (from 1) that text; null removes the line. */
export function edited(base: string, changes: Readonly<Record<number, string | null>>): string {
  const lines = base.split('\n').slice(0, -1);
  const kept = lines.map((line, index) => (index + 1 in changes ? changes[index + 1] : line));
  return kept.map((line) => (line == null ? '' : `${line}\n`)).join('');
}

/** Ten lines that no scenario confuses with another's. */
export const tenLines: string = numbered('line', 10);
