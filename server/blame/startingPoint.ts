/** Where a blame starts and ends, from the revisions that were named for it. */
import { GitError } from '../git/errors.ts';
import type { Oid } from '../git/oid.ts';

/** Revisions as they were named: `positive` to start from, `negative` to stop at. */
interface NamedRevisions<Named> {
  readonly positive: readonly Named[];
  readonly negative: readonly Named[];
}

/** A commit and the words that named it. */
interface NamedCommit {
  readonly text: string;
  readonly oid: Oid;
}

/**
 * The commit to blame backward from; null when none was named, which means the text on top of HEAD. Throws GitError
 * 'badRevision' when there is more than one.
 */
export function startBackward<Named extends NamedCommit>(named: NamedRevisions<Named>): Named | null {
  const [start, second] = withoutExcluded(named).positive;
  if (start !== undefined && second !== undefined)
    throw bad(`More than one commit to dig from ${second.text} and ${start.text}?`);
  return start ?? null;
}

/**
 * The ends of a blame forward: from the one negative revision, or from a single positive one, to the positive one;
 * an end of null means HEAD. Throws GitError 'badRevision' in git's words.
 */
export function startForward<Named extends NamedCommit>(
  named: NamedRevisions<Named>,
  firstParent: boolean,
): { readonly start: Named; readonly end: Named | null } {
  const { positive } = withoutExcluded(named);
  const [start, secondStart] = alsoExcluded(named);
  if (start !== undefined && secondStart !== undefined)
    throw bad(`More than one commit to dig up from, ${secondStart.text} and ${start.text}?`);
  const [first] = positive;
  if (start !== undefined) {
    if (first === undefined && firstParent)
      throw bad('--reverse and --first-parent together require specified latest commit');
    return { start, end: first ?? null };
  }
  if (first === undefined || positive.length > 1) throw bad('No commit to dig up from?');
  return { start: first, end: null };
}

/** A commit named both ways is excluded: of `X..X` nothing positive is left. */
function withoutExcluded<Named extends NamedCommit>({
  positive,
  negative,
}: NamedRevisions<Named>): NamedRevisions<Named> {
  const excluded = new Set(negative.map(({ oid }) => oid));
  return { positive: positive.filter(({ oid }) => !excluded.has(oid)), negative };
}

/** What is excluded, under every name it was given: of `X..X` both. */
function alsoExcluded<Named extends NamedCommit>({ positive, negative }: NamedRevisions<Named>): Named[] {
  const excluded = new Set(negative.map(({ oid }) => oid));
  return [...negative, ...positive.filter(({ oid }) => excluded.has(oid))];
}

function bad(message: string): GitError {
  return new GitError('badRevision', message);
}
