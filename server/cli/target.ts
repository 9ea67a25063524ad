/** Where a blame starts: at a revision on the command line, at the work tree's file, or at a text given in its place. */
import { startBackward, startForward } from '../blame/startingPoint.ts';
import type { BlameOptions, BlameTarget } from '../blame/types.ts';
import { isFileMode } from '../git/objects.ts';
import { readHead } from '../git/refs.ts';
import { type NamedRevision, parseRevisionArguments, type RevisionSet } from '../git/revisionArguments.ts';
import { findPath } from '../git/treePath.ts';
import type { Pseudo } from './describeCommits.ts';
import { Fatal } from './faults.ts';
import type { Session } from './session.ts';
import { type ConvertingSession, uncommittedTarget } from './uncommitted.ts';

export interface Start {
  readonly target: BlameTarget;
  /** Who stands for the text that is not committed; null when a committed file is blamed. */
  readonly pseudo: Pseudo | null;
  readonly limits: Pick<BlameOptions, 'exclude' | 'reverseTo' | 'noWalk'>;
}

/** `path` is a repository path. Throws `Fatal` in git's words. */
export async function findTarget(
  session: ConvertingSession,
  path: string,
  texts: readonly string[],
): Promise<Start> {
  const { repository, args, source } = session;
  const named = await parseRevisionArguments(source, texts);
  if (args.reverse) return reverseStart(session, path, named);
  const revision = startBackward(named);
  const { negative } = named;
  const limits = { exclude: negative.map(({ oid }) => oid), reverseTo: null, noWalk: named.noWalk };
  const bare = repository.workTree === null;
  if (args.contents === null && (revision !== null || bare)) {
    // Only where nothing at all is named does HEAD stand in for the work tree of a bare repository.
    if (revision === null && negative.length > 0)
      throw new Fatal('this operation must be run in a work tree');
    const start = revision ?? (await headRevision(session));
    return { target: committedTarget(session, path, start), pseudo: null, limits };
  }
  const parent = revision?.oid ?? null;
  return { ...(await uncommittedTarget(session, path, parent)), limits };
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

/** Blame forward; in a bare repository HEAD stands in where nothing is named. */
async function reverseStart(session: Session, path: string, named: RevisionSet): Promise<Start> {
  const { args, repository } = session;
  const nothingNamed = named.positive.length === 0 && named.negative.length === 0;
  const positive =
    nothingNamed && repository.workTree === null ? [await headRevision(session)] : named.positive;
  if (args.contents !== null) throw new Fatal('--contents and --reverse do not blend well.');
  const { start, end } = startForward({ ...named, positive }, args.firstParent);
  const limits = {
    exclude: [],
    reverseTo: (end ?? (await headRevision(session))).oid,
    noWalk: named.noWalk,
  };
  return { target: committedTarget(session, path, start), pseudo: null, limits };
}
