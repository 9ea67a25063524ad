/** Where a blame starts: at a revision on the command line, at the work tree's file, or at a text given in its place. */
import type { BlameOptions, BlameTarget } from '../blame/types.ts';
import { isFileMode } from '../git/objects.ts';
import type { Oid } from '../git/oid.ts';
import { readHead } from '../git/refs.ts';
import { type NamedRevision, parseRevisionArguments } from '../git/revisionArguments.ts';
import { findPath } from '../git/treePath.ts';
import type { Pseudo } from './describeCommits.ts';
import { Fatal } from './faults.ts';
import type { Session } from './session.ts';
import { uncommittedTarget } from './uncommitted.ts';

export interface Start {
  readonly target: BlameTarget;
  /** Who stands for the text that is not committed; null when a committed file is blamed. */
  readonly pseudo: Pseudo | null;
  readonly limits: Pick<BlameOptions, 'exclude' | 'reverseTo'>;
}

/** `path` is a repository path. Throws `Fatal` in git's words. */
export async function findTarget(session: Session, path: string, texts: readonly string[]): Promise<Start> {
  const { repository, args, source } = session;
  const { positive, negative } = withoutExcluded(await parseRevisionArguments(source, texts));
  if (args.reverse) return reverseStart(session, path, { positive, negative });
  const [revision, second] = positive;
  if (revision !== undefined && second !== undefined) {
    throw new Fatal(`More than one commit to dig from ${second.text} and ${revision.text}?`);
  }
  const limits = { exclude: negative.map(({ oid }) => oid), reverseTo: null };
  const bare = repository.workTree === null;
  if (args.contents === null && (revision !== undefined || bare)) {
    // Only where nothing at all is named does HEAD stand in for the work tree of a bare repository.
    if (revision === undefined && negative.length > 0)
      throw new Fatal('this operation must be run in a work tree');
    const start = revision ?? (await headRevision(session));
    return { target: committedTarget(session, path, start), pseudo: null, limits };
  }
  const parent = revision?.oid ?? null;
  return { ...(await uncommittedTarget(session, path, parent)), limits };
}

/** A commit named both ways is excluded: of `X..X` nothing positive is left. */
function withoutExcluded({ positive, negative }: Revisions): Revisions {
  const excluded = new Set(negative.map(({ oid }) => oid));
  return { positive: positive.filter(({ oid }) => !excluded.has(oid)), negative };
}

async function headRevision({ repository }: Session): Promise<NamedRevision> {
  const { commit } = await readHead(repository);
  if (commit === null) throw new Fatal('no such ref: HEAD');
  return { text: 'HEAD', oid: commit };
}

function committedTarget({ reader }: Session, path: string, { oid, text }: NamedRevision): BlameTarget {
  if (!isFileMode(findPath(reader, reader.commit(oid).tree, path, null)?.mode ?? 0)) {
    throw new Fatal(`no such path ${path} in ${text}`);
  }
  return { commit: oid, path, uncommitted: null, ranges: null };
}

interface Revisions {
  readonly positive: readonly NamedRevision[];
  readonly negative: readonly NamedRevision[];
}

/** Blame forward from the one negative revision; a single positive one means from there to HEAD. */
async function reverseStart(session: Session, path: string, revisions: Revisions): Promise<Start> {
  const { args, repository } = session;
  const { negative } = revisions;
  const nothingNamed = revisions.positive.length === 0 && negative.length === 0;
  const positive =
    nothingNamed && repository.workTree === null ? [await headRevision(session)] : revisions.positive;
  if (args.contents !== null) throw new Fatal('--contents and --reverse do not blend well.');
  const [start, secondStart] = negative;
  if (start !== undefined && secondStart !== undefined) {
    throw new Fatal(`More than one commit to dig up from, ${secondStart.text} and ${start.text}?`);
  }
  const [first] = positive;
  if (start !== undefined) {
    if (first === undefined && args.firstParent) {
      throw new Fatal('--reverse and --first-parent together require specified latest commit');
    }
    return reverseTarget(session, path, { start, end: first ?? (await headRevision(session)) });
  }
  if (first === undefined || positive.length > 1) throw new Fatal('No commit to dig up from?');
  return reverseTarget(session, path, { start: first, end: await headRevision(session) });
}

function reverseTarget(
  session: Session,
  path: string,
  { start, end }: { start: NamedRevision; end: NamedRevision },
): Start {
  const limits: { exclude: Oid[]; reverseTo: Oid } = { exclude: [], reverseTo: end.oid };
  return { target: committedTarget(session, path, start), pseudo: null, limits };
}
