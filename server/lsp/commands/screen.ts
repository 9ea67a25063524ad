/** What commands show, by the means that the client has: web pages, documents at a line, texts, messages of one line. */
import { pathToFileURL } from 'node:url';
import type { ShowDocumentParams } from 'vscode-languageserver-protocol';
import { inertText, plainLine } from '../../present/plainText.ts';
import { type VirtualDocument, virtualUri } from '../../present/virtualUri.ts';
import { fsPathOf, type LinePlace } from '../../service/lookups.ts';
import type { Waiting } from '../../service/order/waiting.ts';
import type { Place } from '../../service/repository/workspace.ts';
import { textOf } from '../content.ts';
import { pathText } from '../convert.ts';
import { placeOf } from '../places.ts';
import { type BlameCopy, blameNotifications } from '../protocol.ts';
import type { RequestContext, Session } from '../session.ts';

/** The session with the way to its client. */
export interface Screen {
  readonly session: Session;
  readonly client: RequestContext['client'];
  readonly waiting: Waiting;
}

const MESSAGE_LIMIT = 500;
const INFO = 3;

/** A status line swallows what comes after a newline. */
export function say({ client }: Pick<Screen, 'client'>, words: string): void {
  showMessage(client, `Blame: ${words}`);
}

/** In the browser, else as an address to read. */
export function openPage(screen: Screen, url: string): void {
  showUri(screen, { uri: url, external: true }, url);
}

/** On the clipboard, else in a message to copy from. */
export function copy(screen: Screen, text: string): void {
  if (screen.session.client.copies) {
    screen.client.notify(blameNotifications.copy, { text } satisfies BlameCopy);
    return;
  }
  showMessage(screen.client, text);
}

/** What a message says of a repository must not become something to click on. */
function showMessage(client: Screen['client'], words: string): void {
  const message = inertText(plainLine(words, MESSAGE_LIMIT));
  client.notify('window/showMessage', { type: INFO, message });
}

/** A version of a file at a line. Says by which name it is shown: see `Walks`. */
export async function showVersion(
  screen: Screen,
  { repository }: Pick<Place, 'repository'>,
  { commit, path, line }: LinePlace,
): Promise<string | null> {
  const fsPath = fsPathOf(repository, path);
  if (fsPath === null) return null;
  const place = placeOf(fsPath, screen.session.windows);
  const document: VirtualDocument = { show: 'file', place, commit, line: null };
  const name = pathText(path).split('/').at(-1) ?? '';
  await showDocument(screen, document, { repository, name, line, version: { fsPath, commit } });
  return shownName({ fsPath, commit });
}

/** What the user sees, whatever the means. */
export function shownName({
  fsPath,
  commit,
}: {
  readonly fsPath: string;
  readonly commit: string | null;
}): string {
  return `${commit ?? ''} ${fsPath}`;
}

interface Showing extends Pick<Place, 'repository'> {
  /** Of the file that stands for the document where the client can't show it by its URI. */
  readonly name: string;
  /** 0-based. */
  readonly line: number;
  readonly version: { readonly fsPath: string; readonly commit: string } | null;
}

/** By its own URI where the client can show what that stands for, else as a read-only file. */
export async function showDocument(
  screen: Screen,
  document: VirtualDocument,
  { repository, name, line, version }: Showing,
): Promise<void> {
  const { session, waiting } = screen;
  const uri = virtualUri(document);
  const start = { line, character: 0 };
  const where = { selection: { start, end: start }, takeFocus: true };
  if (session.client.showsVersions && session.client.showsDocuments) {
    showUri(screen, { uri, ...where }, uri);
    return;
  }
  const text = await textOf(session, document, waiting);
  const path = await session.views.write({ owner: repository.commonDir, key: uri, name, text, version });
  showUri(screen, { uri: pathToFileURL(path).href, ...where }, `${path}:${line + 1}`);
}

/** Nobody waits for the client's answer; where it can't or won't show the document it is told what there is to see. */
export function showUri(screen: Screen, params: ShowDocumentParams, words: string): void {
  const tell = () => say(screen, words);
  if (!screen.session.client.showsDocuments) {
    tell();
    return;
  }
  screen.client
    .request('window/showDocument', params)
    .then((answer) => {
      if ((answer as { success?: unknown } | null)?.success !== true) tell();
    })
    .catch(tell);
}
