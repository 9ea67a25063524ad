/** What there is to say of one line: who made it, with which change, and where that can be looked at. */
import { textOf } from '../base/sharedText.ts';
import type { Repository } from '../git/repository.ts';
import { type CommitLinks, linksOf, type NoLinks } from '../present/links/links.ts';
import type { RemoteRules } from '../present/links/remoteRules.ts';
import { isCommitted } from './annotations.ts';
import type { BlameService } from './blameService.ts';
import type { FileQuery } from './contract.ts';
import { share } from './documents/texts.ts';
import { type BlameHunk, hunkAt } from './fileBlame.ts';
import type { CommitDetails, FileVersion, Lookups, ShownLine, Ways } from './lookups.ts';
import type { Waiting } from './order/waiting.ts';
import type { Place } from './repository/workspace.ts';

/** A line and the commit that made it, by its id. */
export interface BlamedLine {
  readonly place: Place;
  readonly file: FileQuery;
  /** The line in the text, 0-based. */
  readonly line: number;
  readonly hunk: BlameHunk;
  /** The commit that was blamed: for lines that are not committed what the text lies on. */
  readonly revision: string;
  /** The line in its commit; in the text where it is not committed. */
  readonly sourceLine: number;
  readonly ways: Ways;
}

export interface LineFacts extends BlamedLine {
  /** Null where the line is not committed yet. */
  readonly details: CommitDetails | null;
}

/** Null where there is no such line, or no blame at all. */
export async function blamedLine(
  service: BlameService,
  { file, line }: { readonly file: FileQuery; readonly line: number },
  waiting: Waiting,
): Promise<BlamedLine | null> {
  const span = { start: line, end: line + 1 };
  const { blame, revision, ways } = await service.blameFile(file, { ...waiting, span });
  const hunk = hunkAt(blame, line);
  if (!hunk || revision === null || ways === null) return null;
  const place = await (file.text === null
    ? service.lookups.placeOf(file.fsPath)
    : service.placeOf(file.fsPath));
  if (!place) return null;
  return { place, file, line, hunk, revision, sourceLine: hunk.sourceLine + line - hunk.start, ways };
}

/** What the line's commit says; null where the line is not committed yet. */
export async function detailsOfLine(
  { lookups }: BlameService,
  { file: { fsPath }, hunk, ways }: BlamedLine,
  waiting: Waiting,
): Promise<CommitDetails | null> {
  const { commit } = hunk.origin;
  return isCommitted(commit) ? lookups.describeCommit({ fsPath, commit, path: null, ways }, waiting) : null;
}

/** Both together. */
export async function factsOfLine(
  service: BlameService,
  question: { readonly file: FileQuery; readonly line: number },
  waiting: Waiting,
): Promise<LineFacts | null> {
  const line = await blamedLine(service, question, waiting);
  return line && { ...line, details: await detailsOfLine(service, line, waiting) };
}

/** The hunk that made the line; null where there is nothing to show. */
export async function changeOfLine(
  { lookups }: BlameService,
  line: BlamedLine,
  waiting: Waiting,
): Promise<string | null> {
  return lookups.changeAt(line.place.repository, await shownLine(line, lookups, waiting), waiting);
}

/** The line of the version before that a line took the place of; null where there was no text. */
export async function lineUnder(
  { lookups }: BlameService,
  line: BlamedLine,
  waiting: Waiting,
): Promise<number | null> {
  const { lineBefore } = await lookups.lineHunk(
    line.place.repository,
    await shownLine(line, lookups, waiting),
    waiting,
  );
  return lineBefore;
}

async function shownLine(
  { file, line, hunk, revision, sourceLine, ways }: BlamedLine,
  lookups: Lookups,
  waiting: Waiting,
): Promise<ShownLine> {
  const { commit, path, previous } = hunk.origin;
  const options = ways.diff;
  if (isCommitted(commit))
    return { after: { commit, path }, before: previous, text: null, line: sourceLine, options };
  const shown = file.text ? await share(file.text) : await lookups.workTreeText(file.fsPath, waiting);
  const text = shown ?? textOf(new Uint8Array());
  return { after: committedVersion({ hunk, revision }), before: null, text, line, options };
}

/** The committed file that a line which is not committed lies on. */
export function committedVersion({ hunk, revision }: Pick<BlamedLine, 'hunk' | 'revision'>): FileVersion {
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
