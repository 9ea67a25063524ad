/** `textDocument/hover`: the commit behind the line, the change that made it, and where to read on. */
import type { Hover } from 'vscode-languageserver-protocol';
import { hoverOf } from '../../present/hover.ts';
import type { OpenDocument } from '../../service/documents/documents.ts';
import {
  type BlamedLine,
  blamedLine,
  changeOfLine,
  detailsOfLine,
  linksOfCommit,
} from '../../service/lineFacts.ts';
import type { Waiting } from '../../service/order/waiting.ts';
import type { Settings } from '../../service/settings/settings.ts';
import { within } from '../budget.ts';
import { pathText } from '../convert.ts';
import type { ImplicitRoute } from '../dispatch.ts';
import { indexOfColumn, type PositionEncoding } from '../encoding.ts';
import { asDocument, asFields, asPosition } from '../params.ts';
import type { WirePosition } from '../protocol.ts';
import { questionOf, urgencyOf } from '../query.ts';
import type { Session } from '../session.ts';
import { settingsAt } from '../settingsAt.ts';

/** What is not known by then does not hold a hover up, in milliseconds. */
const PATIENCE = 250;

export const hover: ImplicitRoute = {
  method: 'textDocument/hover',
  kind: 'implicit',
  empty: null,
  async handle(session, params, { signal, calm }): Promise<Hover | null> {
    const fields = asFields(params, 'params');
    const position = asPosition(fields['position'], 'position');
    const { uri, file } = questionOf(session, asDocument(fields), {});
    const settings = settingsAt(session, uri);
    const open = session.documents.get(uri);
    if (!file || !isWanted(settings, { open, position, encoding: session.client.encoding })) return null;
    const waiting = { signal, priority: urgencyOf(session, 'cursor', uri), implicit: true };
    const question = { file, line: position.line };
    const line = await blamedLine(session.service, question, { ...waiting, calm });
    return line && contentsOf(session, line, { settings, waiting });
  },
};

async function contentsOf(
  session: Session,
  line: BlamedLine,
  { settings, waiting }: { readonly settings: Settings; readonly waiting: Waiting },
): Promise<Hover> {
  const { service, client, log } = session;
  const { hunk, place, sourceLine } = line;
  const { origin } = hunk;
  const soon = <Value>(work: Promise<Value>) => within(PATIENCE, work, (error) => log.debug(String(error)));
  const asked = detailsOfLine(service, line, waiting);
  const linked = asked.then((details) => {
    const subject = details && { repository: place.repository, details, path: origin.path, line: sourceLine };
    return subject && linksOfCommit(service, subject, { rules: settings.remotes, waiting });
  });
  // None of these has to wait for another.
  const [details, change, links] = await Promise.all([
    asked,
    soon(changeOfLine(service, line, waiting)),
    soon(linked),
  ]);
  const previous = origin.previous && { ...origin.previous, path: pathText(origin.previous.path) };
  const { markdown, plain } = hoverOf({
    commit: details && { ...details, boundary: origin.boundary, path: pathText(origin.path), previous },
    change,
    links,
    now: session.now(),
  });
  const [kind, value] = client.markdownHover
    ? (['markdown', markdown] as const)
    : (['plaintext', plain] as const);
  return { contents: { kind, value } };
}

interface Pointed {
  /** Null when it is not known: then nobody else can say anything either. */
  readonly open: OpenDocument | null;
  readonly position: WirePosition;
  readonly encoding: PositionEncoding;
}

function isWanted({ hover: mode }: Settings, { open, position, encoding }: Pointed): boolean {
  if (mode !== 'endOfLine' || !open) return mode !== 'off';
  const line = open.text.line(position.line);
  const index = indexOfColumn(line, position.character, encoding);
  return index >= line.trimEnd().length || /\s/.test(line.charAt(index));
}
