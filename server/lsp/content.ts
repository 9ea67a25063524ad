/** The texts of virtual documents: versions of files, and commits, changes and histories written out. */
import { changeDocument, commitDocument } from '../present/commitText.ts';
import type { VirtualDocument } from '../present/virtualUri.ts';
import { lineHistory } from '../service/lineHistory.ts';
import type { CommitDetails } from '../service/lookups.ts';
import type { Waiting } from '../service/waiting.ts';
import type { Place } from '../service/workspace.ts';
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
    return service.lookups.content(place.repository, versionFor(session, place, commit), waiting);
  if (show === 'history') {
    const start = { commit, path: place.path, line: document.line ?? 0 };
    return historyText(session, { place, start }, waiting);
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

async function historyText(
  { service }: Session,
  from: Parameters<typeof lineHistory>[1],
  waiting: Waiting,
): Promise<string> {
  const steps = await lineHistory(service, from, waiting);
  return steps.map(({ details, diff }) => changeDocument(details, diff)).join('\n');
}

function versionFor(session: Session, { path }: Place, commit: string) {
  const { maxFileMegabytes } = settingsAt(session, '');
  return { commit, path, maxBytes: maxFileMegabytes === null ? null : maxFileMegabytes * 1024 * 1024 };
}
