/** The texts of virtual documents: versions of files, and commits, changes and histories written out. */
import { pathToFileURL } from 'node:url';
import { changeDocument, commitDocument, historyDocument } from '../present/commitText.ts';
import type { VirtualDocument } from '../present/virtualUri.ts';
import type { CommitDetails } from '../service/lookups.ts';
import type { Waiting } from '../service/order/waiting.ts';
import type { Place } from '../service/repository/workspace.ts';
import { limitsOf, optionsOf } from '../service/settings/asked.ts';
import { type ShapedLines, tellCommittedHistory } from '../service/shapingCommits.ts';
import { pathOfUri } from './convert.ts';
import { InvalidParams } from './errors.ts';
import type { Session } from './session.ts';
import { settingsAt } from './settingsAt.ts';

/** Throws `InvalidParams` where there is no repository, GitError where the commit or its file is not there. */
export async function textOf(session: Session, document: VirtualDocument, waiting: Waiting): Promise<string> {
  const { service, windows } = session;
  const { show, commit } = document;
  // Below the work tree, to be found in it: the tree's own path belongs to what is around it.
  const fsPath = pathOfUri(`file://${document.place}${show === 'commit' ? '/.gitattributes' : ''}`, windows);
  const place = fsPath === null ? null : await service.lookups.placeOf(fsPath);
  if (fsPath === null || !place) throw new InvalidParams('the document is in no repository');
  const path = show === 'commit' ? null : place.path;
  if (show === 'file')
    return service.lookups.content(place.repository, versionFor(session, { fsPath, place, commit }), waiting);
  if (show === 'history') {
    return historyText(session, { fsPath, place, commit, line: document.line ?? 0 }, waiting);
  }
  const details = await service.lookups.describeCommit({ fsPath, commit, path }, waiting);
  if (!details) throw new InvalidParams('the document is in no repository');
  return show === 'change'
    ? changeDocument(details, details.change?.diff ?? null)
    : commitText(session, { place, details }, waiting);
}

async function commitText(
  { service }: Session,
  { place, details }: { readonly place: Place; readonly details: CommitDetails },
  waiting: Waiting,
): Promise<string> {
  const patch = await service.lookups.patch(place.repository, details.commit, waiting);
  return commitDocument(details, patch);
}

interface HistoryStart {
  readonly fsPath: string;
  readonly place: Place;
  readonly commit: string;
  readonly line: number;
}

/** Commits in one document; more are for `blame/history`. */
const MOST_COMMITS = 50;

async function historyText(
  session: Session,
  { fsPath, place, commit, line }: HistoryStart,
  waiting: Waiting,
): Promise<string> {
  const { service } = session;
  const settings = settingsAt(session, pathToFileURL(fsPath).href);
  const found: ShapedLines[] = [];
  const { complete } = await tellCommittedHistory(
    service,
    {
      place,
      commit,
      lines: [{ start: line, end: line + 1 }],
      limit: MOST_COMMITS,
      limits: limitsOf(settings),
      resolved: await service.optionsIn(place.repository, optionsOf(settings)),
    },
    { ...waiting, onFound: (more) => found.push(...more) },
  );
  const steps = [];
  for (const { commit: id, path, lines } of found) {
    const details = await service.lookups.describeCommit({ fsPath, commit: id, path }, waiting);
    if (details) steps.push({ words: details, diff: details.change?.diff ?? null, lines });
  }
  return historyDocument(steps, complete);
}

function versionFor(
  session: Session,
  { fsPath, place, commit }: { readonly fsPath: string; readonly place: Place; readonly commit: string },
) {
  const { bytes } = limitsOf(settingsAt(session, pathToFileURL(fsPath).href));
  return { commit, path: place.path, maxBytes: bytes };
}
