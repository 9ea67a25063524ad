/** The text of lenses. */
import { type CommitWords, describe, type Wording } from './fields.ts';
import type { Template } from './template.ts';

export interface LensStyle {
  readonly template: Template;
  readonly wording: Wording;
}

/** A commit with lines in the place that a lens is about. */
export interface LensCommit {
  readonly commit: string;
  readonly words: CommitWords;
  /** The path in the commit, as text. */
  readonly path: string;
}

const LENS_WIDTH = 120;
const UNCOMMITTED = 'Not committed yet';

/** The commit that was written last; null without any. */
export function latestOf<Commit extends LensCommit>(commits: readonly Commit[]): Commit | null {
  return commits.reduce<Commit | null>(
    (best, each) => (best && best.words.author.time >= each.words.author.time ? best : each),
    null,
  );
}

/** What is said of lines by the commits that made them, named after the latest; without any they are not committed yet. */
export function lensText(commits: readonly LensCommit[], { template, wording }: LensStyle): string {
  const latest = latestOf(commits);
  if (latest === null) return UNCOMMITTED;
  const authors = [...new Set(commits.map(({ words }) => words.author.email.toLowerCase()))];
  const several = { commits: new Set(commits.map(({ commit }) => commit)).size, authors };
  return describe(template, { ...latest, line: null, several }, { wording, width: LENS_WIDTH });
}
