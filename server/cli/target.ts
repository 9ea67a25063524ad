/** Where a blame starts: at a revision on the command line, at the work tree's file, or at a text given in its place. */
import { startBackward, startForward } from '../blame/startingPoint.ts';
import type { BlameOptions, BlameTarget } from '../blame/types.ts';
import { isFileMode } from '../git/objects.ts';
import type { Oid } from '../git/oid.ts';
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

/** What the words name, in git's order of complaints. Throws `Fatal` and what the words themselves throw. */
export async function namedRevisions(session: Session, texts: readonly string[]): Promise<RevisionSet> {
  const { args, source } = session;
  // Where only a path may follow, the parent directory is an empty range.
  const words = texts.map((text) => (text === '..' ? 'HEAD..HEAD' : text));
  const known = args.ignoreMissing ? await existing(session, words) : words;
  const named = await parseRevisionArguments(source, known);
  const nothingNamed = named.positive.length === 0 && named.negative.length === 0;
  if (args.reverse && args.rewriteParents)
    throw new Fatal("options '--parents' and '--children' cannot be used together");
  if (args.defaultRevision !== null && nothingNamed)
    return parseRevisionArguments(source, [args.defaultRevision]);
  return nothingNamed && isBare(session) ? { ...named, positive: [await headRevision(session)] } : named;
}

async function existing({ source }: Session, texts: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const text of texts) {
    if ((await parseRevisionArguments(source, [text]).catch(() => null)) !== null) found.push(text);
  }
  return found;
}

/** Outside of any work tree, unless the configuration says that there is one somewhere. */
function isBare({ repository, config }: Session): boolean {
  return repository.workTree === null && config.bool('core.bare') !== false;
}

/** `path` is a repository path. Throws `Fatal` in git's words. */
export async function findTarget(
  session: ConvertingSession,
  path: string,
  named: RevisionSet,
): Promise<Start> {
  const { repository, args } = session;
  if (args.reverse) return reverseStart(session, path, named);
  const revision = startBackward(named);
  const limits = { exclude: named.negative.map(({ oid }) => oid), reverseTo: null, noWalk: named.noWalk };
  if (args.contents === null) {
    if (revision !== null) {
      return { target: committedTarget(session, path, revision), pseudo: null, limits };
    }
    if (repository.workTree === null) throw new Fatal('this operation must be run in a work tree');
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

async function reverseStart(session: Session, path: string, named: RevisionSet): Promise<Start> {
  const { args } = session;
  if (args.contents !== null) throw new Fatal('--contents and --reverse do not blend well.');
  const { start, end: namedEnd } = startForward(named, args.firstParent);
  const end = namedEnd ?? (await headRevision(session));
  if (args.firstParent && !isOnFirstParents(session, start.oid, end.oid))
    throw new Fatal('--reverse --first-parent together require range along first-parent chain');
  const limits = { exclude: [], reverseTo: end.oid, noWalk: named.noWalk };
  return { target: committedTarget(session, path, start), pseudo: null, limits };
}

function isOnFirstParents({ reader }: Session, start: Oid, end: Oid): boolean {
  let commit: Oid | undefined = end;
  while (commit !== undefined && commit !== start) commit = reader.commit(commit).parents[0];
  return commit === start;
}
