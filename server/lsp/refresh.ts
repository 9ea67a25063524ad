/** Has the client ask for hints and lenses again, but only where it would be shown something else. */
import { inSlices } from '../base/nextTurn.ts';
import { looksOf } from '../service/documents/shown.ts';
import { isSuperseded } from '../service/faults.ts';
import type { Refreshable } from '../service/order/refreshes.ts';
import { pathOfUri } from './convert.ts';
import type { ClientEnd } from './following.ts';
import { questionOf, urgencyOf } from './query.ts';
import type { Session } from './session.ts';

/** Documents that are compared; what is different is mostly different in the first. */
const MOST_COMPARED = 20;

/** Compares what is shown for some documents (null: all that are open) with what would be shown now. Never rejects. */
export async function refreshIfDifferent(
  session: Session,
  uris: readonly string[] | null,
  client: ClientEnd,
): Promise<void> {
  const wanted = new Set<Refreshable>();
  const compared = (uris ?? session.documents.uris()).filter((uri) => session.shown.surfaces(uri).size > 0);
  for (const uri of compared.slice(0, MOST_COMPARED)) {
    const surfaces = refreshable(session, uri).filter((surface) => !wanted.has(surface));
    if (surfaces.length > 0 && (await looksDifferent(session, uri)))
      for (const each of surfaces) wanted.add(each);
    else if (surfaces.includes('codeLens') && (await isOutlinedDifferently(session, uri)))
      wanted.add('codeLens');
  }
  // Not all were looked at: better once too often than never.
  for (const uri of compared.slice(MOST_COMPARED))
    for (const each of refreshable(session, uri)) wanted.add(each);
  for (const surface of wanted) askAgain(session, client, surface);
}

/** An answer was given that may not be the last word: when the edits have calmed down it is compared with the blame of the text. */
export function refreshLater(session: Session, uri: string, client: ClientEnd): void {
  if (session.settling.has(uri)) return;
  session.settling.add(uri);
  void session.activity.edits.calm(uri).then(() => {
    session.settling.delete(uri);
    return refreshIfDifferent(session, [uri], client);
  });
}

/** Whether the client can be told to ask again for one of the document's surfaces. */
export function canRefresh({ client }: Session, surface: Refreshable | undefined): boolean {
  return surface !== undefined && client.refreshes.has(surface);
}

function refreshable(session: Session, uri: string): Refreshable[] {
  return [...session.shown.surfaces(uri)].filter((surface) => canRefresh(session, surface));
}

async function looksDifferent(session: Session, uri: string): Promise<boolean> {
  const { document, file } = questionOf(session, { uri }, {});
  if (!file || !document) return false;
  const controller = new AbortController();
  try {
    const { blame } = await session.service.blameFile(file, {
      signal: controller.signal,
      priority: urgencyOf(session, 'whole', uri),
      implicit: true,
    });
    // Where the text has changed meanwhile the client asks again by itself.
    if (session.documents.get(uri) !== document) return false;
    const shown = await session.shown.latest(uri);
    if (shown === null) return false;
    const looks = [await inSlices(looksOf(shown.blame)), await inSlices(looksOf(blame))];
    return looks[0] !== looks[1] && session.documents.get(uri) === document;
  } catch (error) {
    // What took its place is compared by itself; a fault has taken what was shown away.
    return !isSuperseded(error);
  }
}

/** Whether functions and classes are elsewhere than was shown last. */
async function isOutlinedDifferently(session: Session, uri: string): Promise<boolean> {
  const document = session.documents.get(uri);
  const path = pathOfUri(uri, session.windows);
  const shown = session.outlines.latest(uri);
  if (!document || path === null || !shown) return false;
  try {
    const now = await session.outlines.of(document, path, new AbortController().signal);
    return shown.length !== now.length || shown.some((line, at) => line !== now[at]);
  } catch (error) {
    session.log.debug(`outline of ${path}: ${String(error)}`);
    return false;
  }
}

/** Has the client ask for a surface again, if it can be told to. */
export function askAgain(session: Session, client: ClientEnd, surface: Refreshable): void {
  if (!session.client.refreshes.has(surface)) return;
  const method = `workspace/${surface}/refresh`;
  client.request(method).catch((error: unknown) => session.log.debug(`${method}: ${String(error)}`));
}
