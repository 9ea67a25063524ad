/** Which file of which repository a URI shows: one on disk, a view that was written for it, or a version by its URI. */
import { pathToFileURL } from 'node:url';
import { parseVirtualUri, type VirtualDocument } from '../present/virtualUri.ts';
import { pathOfUri } from './convert.ts';
import type { Session } from './session.ts';

export interface ShownFile {
  /** Where the file is in the work tree, or would be. */
  readonly fsPath: string;
  /** The commit whose version is shown; null for the file itself. */
  readonly commit: string | null;
}

/** Null for URIs that name no file. */
export function fileAt(session: Pick<Session, 'views' | 'windows'>, uri: string): ShownFile | null {
  const virtual = parseVirtualUri(uri);
  if (virtual !== null) return virtual.show === 'file' ? versionOf(session, virtual) : null;
  const fsPath = pathOfUri(uri, session.windows);
  if (fsPath === null) return null;
  return session.views.versionAt(fsPath) ?? { fsPath, commit: null };
}

/** The file that a virtual document is about; for a commit the top of its work tree. */
function versionOf(
  { windows }: Pick<Session, 'windows'>,
  { place, commit }: VirtualDocument,
): { fsPath: string; commit: string } | null {
  const fsPath = pathOfUri(`file://${place}`, windows);
  return fsPath === null ? null : { fsPath, commit };
}

/** The path part of a file's URI. */
export function placeOf(fsPath: string, windows: boolean): string {
  return pathToFileURL(fsPath, { windows }).pathname.replace(/\/+$/, '');
}
