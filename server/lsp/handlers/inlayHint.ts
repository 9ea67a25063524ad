/** `textDocument/inlayHint`: after the code, who wrote it and when, on the lines that the settings choose. */
import type { InlayHint } from 'vscode-languageserver-protocol';
import { inSlices } from '../../base/nextTurn.ts';
import { parseLineTemplate } from '../../present/fields.ts';
import { hintWriter } from '../../present/hint.ts';
import { isCommitted } from '../../service/annotations.ts';
import type { OpenDocument } from '../../service/documents/documents.ts';
import { type HintedLine, hintedLines, type Recent } from '../../service/documents/hintedLines.ts';
import type { ShownBlame } from '../../service/documents/shown.ts';
import { recordOf } from '../../service/fileBlame.ts';
import type { Rows } from '../../service/order/supersede.ts';
import type { Settings } from '../../service/settings/settings.ts';
import { linesOfRange, pathText } from '../convert.ts';
import type { ImplicitRoute } from '../dispatch.ts';
import { lengthIn } from '../encoding.ts';
import { InvalidParams } from '../errors.ts';
import { interimOf } from '../newest.ts';
import { asDocument, asFields, asRange } from '../params.ts';
import type { WireRange } from '../protocol.ts';
import { questionOf, urgencyOf } from '../query.ts';
import type { RequestContext, Session } from '../session.ts';
import { settingsAt } from '../settingsAt.ts';
import { wordingOf } from '../wording.ts';

/** Hints in one answer at most: what a client asks about in one go may be a whole file. */
const MOST_HINTS = 5000;
/** Hints that are made before everything else has its turn. */
const SLICE = 200;
const DAY = 86_400;

export const inlayHint: ImplicitRoute = {
  method: 'textDocument/inlayHint',
  kind: 'implicit',
  empty: [],
  refreshable: 'inlayHint',
  // Zed asks for fifty lines at a time, for all that are on the screen at once.
  rows: rowsOf,
  async handle(session, params, context): Promise<InlayHint[]> {
    const fields = asFields(params, 'params');
    const range = asRange(fields['range'], 'range');
    const { uri, file, document } = questionOf(session, asDocument(fields), {});
    const settings = settingsAt(session, uri);
    if (settings.inlayHint === 'off' || !file || !document) return [];
    const waiting = waitingFor(session, uri, context);
    const { blame, identity } = await session.service.blameFile(file, waiting);
    const fresh = await freshCommits(session, uri, context);
    const shown: ShownBlame = { blame, identity, fresh };
    session.shown.show(uri, 'inlayHint', shown);
    // What is edited meanwhile is another question's: this one is given up.
    return inSlices(hintsInSlices(hintsOf(session, shown, { document, range })), context.signal);
  },
  async interim(session, params) {
    const fields = asFields(params, 'params');
    const [{ uri }, range] = [asDocument(fields), asRange(fields['range'], 'range')];
    return interimOf(session, uri, async (document) => {
      const shown = await session.shown.latest(uri);
      return shown && inSlices(hintsInSlices(hintsOf(session, shown, { document, range })));
    });
  },
};

function* hintsInSlices(found: Iterable<InlayHint>): Generator<undefined, InlayHint[]> {
  const hints: InlayHint[] = [];
  for (const hint of found) {
    hints.push(hint);
    if (hints.length % SLICE === 0) yield;
  }
  return hints;
}

function rowsOf(params: unknown): Rows | null {
  try {
    const { start, end } = asRange(asFields(params, 'params')['range'], 'range');
    // A range that ends at the beginning of a line has nothing of it; one of nothing at all is in its line.
    return {
      start: start.line,
      end: Math.max(start.line + 1, end.character === 0 ? end.line : end.line + 1),
    };
  } catch (error) {
    if (error instanceof InvalidParams) return null;
    throw error;
  }
}

function waitingFor(session: Session, uri: string, { signal, calm }: RequestContext) {
  return { signal, calm, priority: urgencyOf(session, 'visible', uri), implicit: true };
}

/** The commits with lines in the text that the chosen revision does not have; null where no revision is chosen. */
async function freshCommits(
  session: Session,
  uri: string,
  context: RequestContext,
): Promise<ShownBlame['fresh']> {
  const { inlayHint: mode, inlayHintSince } = settingsAt(session, uri);
  if (mode !== 'recent' || typeof inlayHintSince === 'number') return null;
  // Blamed down to the revision, what it has is a boundary.
  const { file } = questionOf(session, { uri }, { revision: [`^${inlayHintSince}`], root: true });
  if (!file) return null;
  const { blame } = await session.service.blameFile(file, waitingFor(session, uri, context));
  return new Set(blame.origins.filter(({ boundary }) => !boundary).map(({ commit }) => commit));
}

interface Place {
  readonly document: OpenDocument;
  readonly range: WireRange;
}

function* hintsOf(session: Session, shown: ShownBlame, { document, range }: Place): Generator<InlayHint> {
  const { blame, identity } = shown;
  const settings = settingsAt(session, document.uri);
  const write = hintWriter({
    template: parseLineTemplate(settings.inlayHintTemplate),
    width: settings.inlayHintWidth,
    uncommittedText: settings.uncommittedText,
    wording: wordingOf(session, settings, identity),
  });
  // Ranges come from the text as the client sees it and may reach past the last line.
  const start = Math.min(range.start.line, blame.lineCount);
  const { end } = linesOfRange({ ...range, start: { line: start, character: 0 } }, blame.lineCount);
  const mode = settings.inlayHint;
  const hinted = hintedLines(blame, { start, end }, { mode, recent: recentOf(session, settings, shown) });
  const { client, handles } = session;
  let count = 0;
  for (const each of hinted) {
    if (++count > MOST_HINTS) return;
    const label = labelOf(shown, each, write);
    if (label === '') continue;
    const character = lengthIn(document.text.line(each.line), client.encoding);
    const hint = { position: { line: each.line, character }, label, paddingLeft: true };
    const { origin, sourceLine, start: hunkStart } = each.hunk;
    const { commit, path } = origin;
    const isResolved = (client.hintTooltip || client.hintCommand) && isCommitted(commit);
    const handled = { uri: document.uri, commit, path, shift: sourceLine - hunkStart };
    yield isResolved ? { ...hint, data: handles.numberOf(handled) } : hint;
  }
}

function recentOf(session: Session, { inlayHintSince }: Settings, { fresh }: ShownBlame): Recent {
  const days = typeof inlayHintSince === 'number' ? inlayHintSince : null;
  return { since: days === null ? null : session.now() - days * DAY, commits: fresh };
}

function labelOf(
  { blame }: ShownBlame,
  { line, hunk }: HintedLine,
  write: ReturnType<typeof hintWriter>,
): string {
  const { origin, sourceLine, start } = hunk;
  const words = recordOf(blame, origin.commit);
  if (!words) return '';
  const place = { path: pathText(origin.path), line: sourceLine + line - start + 1, several: null };
  return write({ commit: origin.commit, words, ...place }, isCommitted(origin.commit));
}
