/** What there is to say of one line: who made it, with which change, and where that can be looked at. */
import { textOf } from '../base/sharedText.ts';
import type { Repository } from '../git/repository.ts';
import { type CommitLinks, linksOf, type NoLinks } from '../present/links/links.ts';
import type { RemoteRules } from '../present/links/remoteRules.ts';
import { isCommitted } from './annotations.ts';
import type { BlameService } from './blameService.ts';
import type { FileQuery } from './contract.ts';
import { type BlameHunk, hunkAt } from './fileBlame.ts';
import type { CommitDetails, FileVersion, LineHunk } from './lookups.ts';
import { share } from './texts.ts';
import type { Waiting } from './waiting.ts';
import type { Place } from './workspace.ts';

export interface LineFacts {
  readonly place: Place;
  readonly file: FileQuery;
  /** The line in the text, 0-based. */
  readonly line: number;
  readonly hunk: BlameHunk;
  /** The commit that was blamed: for lines that are not committed what the text lies on. */
  readonly revision: string;
  /** Null where the line is not committed yet. */
  readonly details: CommitDetails | null;
  /** The line in its commit; in the text where it is not committed. */
  readonly sourceLine: number;
}

/** Null where there is no such line, or no blame at all. */
export async function factsOfLine(
  service: BlameService,
  { file, line }: { readonly file: FileQuery; readonly line: number },
  waiting: Waiting,
): Promise<LineFacts | null> {
  const { blame, revision } = await service.blameFile(file, waiting);
  const hunk = hunkAt(blame, line);
  if (!hunk || revision === null) return null;
  const place = await (file.text === null
    ? service.lookups.placeOf(file.fsPath)
    : service.placeOf(file.fsPath));
  if (!place) return null;
  const { commit } = hunk.origin;
  const details = isCommitted(commit)
    ? await service.lookups.describeCommit({ fsPath: file.fsPath, commit, path: null }, waiting)
    : null;
  const sourceLine = hunk.sourceLine + line - hunk.start;
  return { place, file, line, hunk, revision, details, sourceLine };
}

/** The hunk that made the line, and the line it took the place of. */
export async function changeOfLine(
  { lookups }: BlameService,
  { place, file, line, hunk, revision, details, sourceLine }: LineFacts,
  waiting: Waiting,
): Promise<LineHunk> {
  const { commit, path, previous } = hunk.origin;
  if (details !== null) {
    const after = { commit, path };
    return lookups.lineHunk(
      place.repository,
      { after, before: previous, text: null, line: sourceLine },
      waiting,
    );
  }
  const onDisk = file.text === null ? await lookups.workTreeText(file.fsPath) : null;
  const text = file.text === null ? (onDisk ?? textOf(new Uint8Array())) : await share(file.text);
  const after = committedVersion({ hunk, revision });
  return lookups.lineHunk(place.repository, { after, before: null, text, line }, waiting);
}

/** The committed file that a line which is not committed lies on. */
export function committedVersion({ hunk, revision }: Pick<LineFacts, 'hunk' | 'revision'>): FileVersion {
  return { commit: revision, path: hunk.origin.previous?.path ?? hunk.origin.path };
}

/** Pages of a commit, and of lines of a file in it. */
export async function linksOfCommit(
  { lookups }: BlameService,
  subject: {
    readonly repository: Repository;
    readonly details: Pick<CommitDetails, 'commit' | 'message'>;
    readonly path: string | null;
    /** 0-based. */
    readonly line: number | null;
  },
  { rules, waiting }: { readonly rules: RemoteRules; readonly waiting: Waiting },
): Promise<CommitLinks | NoLinks> {
  const { repository, details, path, line } = subject;
  const remotes = await lookups.remotesOf(repository, details.commit, waiting);
  const lines = line === null ? null : { first: line + 1, last: line + 1 };
  const file = path === null ? null : { path, lines };
  return linksOf({ commit: details.commit, message: details.message, file }, remotes, rules);
}
