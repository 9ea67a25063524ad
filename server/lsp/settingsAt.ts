/** The settings that hold for a document: those of its folder of the workspace, and for its path. */
import { pathToFileURL } from 'node:url';
import { type Settings, settingsForPath } from '../service/settings/settings.ts';
import { pathOfUri } from './convert.ts';
import { fileAt } from './places.ts';
import type { Session } from './session.ts';

/** Never fails: what is in no folder and no file has the settings for all. A version of a file has those of the file. */
export function settingsAt(session: Session, shownUri: string): Settings {
  const shown = fileAt(session, shownUri);
  const isVersion = shown !== null && shown.commit !== null;
  const uri = isVersion ? pathToFileURL(shown.fsPath, { windows: session.windows }).href : shownUri;
  const settings = settingsOfFolder(session, uri);
  const fsPath = settings.paths.length === 0 ? null : pathOfUri(uri, session.windows);
  return fsPath === null ? settings : settingsForPath(settings, fsPath);
}

/** The innermost folder decides. */
function settingsOfFolder({ folders, settings }: Session, uri: string): Settings {
  let inner = '';
  for (const folder of folders.keys())
    if (folder.length > inner.length && isUnder(uri, folder)) inner = folder;
  return folders.get(inner) ?? settings;
}

function isUnder(uri: string, folder: string): boolean {
  return uri.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}
