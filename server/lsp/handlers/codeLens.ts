/** `textDocument/codeLens`: above what there is something to say; what it is, `codeLens/resolve` says when it is seen. */
import type { CodeLens } from 'vscode-languageserver-protocol';
import { inSlices } from '../../base/nextTurn.ts';
import type { Waiting } from '../../service/blameService.ts';
import type { OpenDocument } from '../../service/documents/documents.ts';
import type { ShownBlame } from '../../service/documents/shown.ts';
import { type FileBlame, type LineSpan, ROW } from '../../service/fileBlame.ts';
import type { LensMode } from '../../service/settings/settings.ts';
import { pathOfUri } from '../convert.ts';
import type { ImplicitRoute } from '../dispatch.ts';
import { lensWriter } from '../lensWriter.ts';
import { interimOf } from '../newest.ts';
import { asDocument, asFields } from '../params.ts';
import { type Question, questionOf, urgencyOf } from '../query.ts';
import type { RequestContext, Session } from '../session.ts';
import { settingsAt } from '../settingsAt.ts';

/** What a lens that is not resolved yet has in `data`: the lines it is about, of a version of the text. */
export interface LensData extends LineSpan {
  readonly uri: string;
  /** Null for a document that is not open. */
  readonly version: number | null;
}

/** Stands for the end of the text, wherever that is. */
const END = 0x7fffffff;

export const codeLens: ImplicitRoute = {
  method: 'textDocument/codeLens',
  kind: 'implicit',
  empty: [],
  refreshable: 'codeLens',
  // Editors ask for thousands at once. Symbols need no blame.
  waits: (session, uri) => settingsAt(session, uri).codeLens === 'hunks',
  async handle(session, params, context): Promise<CodeLens[]> {
    const question = questionOf(session, asDocument(asFields(params, 'params')), {});
    const { uri, document } = question;
    const { codeLens: mode } = settingsAt(session, uri);
    if (mode === 'off' || !question.file) return [];
    if (mode === 'hunks') return hunkLenses(session, question, context);
    if (!(await isTracked(session, question, context))) return [];
    const outline = mode === 'symbols' ? await outlineOf(session, question, context) : null;
    return lensesAbove(outline ?? [], { uri, version: document?.version ?? null });
  },
  async interim(session, params) {
    const { uri } = asDocument(asFields(params, 'params'));
    const { codeLens: mode } = settingsAt(session, uri);
    return interimOf(session, uri, (document) => interimLenses(session, document, mode));
  },
};

async function interimLenses(
  session: Session,
  document: OpenDocument,
  mode: LensMode,
): Promise<CodeLens[] | null> {
  const { uri } = document;
  if (mode === 'symbols') {
    const outline = session.outlines.latest(uri);
    return outline && lensesAbove(outline, document);
  }
  const shown = await session.shown.latest(uri);
  return (
    shown && (mode === 'hunks' ? inSlices(lensesOfHunks(session, uri, shown)) : lensesAbove([], document))
  );
}

async function isTracked(
  session: Session,
  { uri, file }: Question,
  context: RequestContext,
): Promise<boolean> {
  return file !== null && (await session.service.ground(file, waitingFor(session, uri, context))) !== null;
}

/** Null for a document that is not open. */
async function outlineOf(
  session: Session,
  { uri, document }: Question,
  { signal }: RequestContext,
): Promise<Int32Array | null> {
  const path = pathOfUri(uri, session.windows);
  return document && path !== null ? session.outlines.of(document, path, signal) : null;
}

async function hunkLenses(
  session: Session,
  { uri, file, document }: Question,
  context: RequestContext,
): Promise<CodeLens[]> {
  if (!file) return [];
  const answer = await session.service.blameFile(file, waitingFor(session, uri, context));
  if (document) session.shown.show(uri, 'codeLens', answer);
  return inSlices(lensesOfHunks(session, uri, answer), context.signal);
}

function waitingFor(session: Session, uri: string, { signal, calm, since }: RequestContext): Waiting {
  const priority = urgencyOf(session, 'whole', uri);
  return { signal, calm, priority, implicit: true, patient: true, ...(since !== undefined && { since }) };
}

/** Enough for a file that everybody has changed every other line of. */
const MOST_HUNKS = 2000;
/** Lenses written between two pauses. */
const SLICE = 100;

/** One above each run of lines of one commit, with its text: the blame is there. */
function* lensesOfHunks(
  session: Session,
  uri: string,
  shown: Pick<ShownBlame, 'blame' | 'identity'>,
): Generator<undefined, CodeLens[]> {
  const write = lensWriter(session, uri, shown);
  const lenses: CodeLens[] = [];
  for (const span of runsOf(shown.blame)) {
    lenses.push({ range: lineRange(span.start), command: write(span) });
    if (lenses.length === MOST_HUNKS) break;
    if (lenses.length % SLICE === 0) yield;
  }
  return lenses;
}

interface Run extends LineSpan {
  end: number;
  readonly commit: string;
}

/** Lines that follow one another and have one commit, found as they are taken. */
function* runsOf({ rows, origins }: FileBlame): Generator<LineSpan> {
  let run = null as Run | null;
  for (let at = 0; at < rows.length; at += ROW) {
    const commit = origins[rows[at + 3] ?? 0]?.commit;
    if (commit === undefined) continue;
    const start = rows[at] ?? 0;
    const end = start + (rows[at + 1] ?? 0);
    if (run?.commit === commit) run.end = end;
    else {
      if (run) yield run;
      run = { start, end, commit };
    }
  }
  if (run) yield run;
}

/** One above the file, unless a symbol begins there, and one above each symbol. */
function lensesAbove(
  outline: ArrayLike<number>,
  { uri, version }: Pick<LensData, 'uri' | 'version'>,
): CodeLens[] {
  const data = (start: number, end: number): LensData => ({ uri, version, start, end });
  const lenses = outline.length > 0 && outline[0] === 0 ? [] : [{ range: lineRange(0), data: data(0, END) }];
  for (let at = 0; at + 1 < outline.length; at += 2) {
    const start = outline[at] ?? 0;
    lenses.push({ range: lineRange(start), data: data(start, outline[at + 1] ?? 0) });
  }
  return lenses;
}

function lineRange(line: number): CodeLens['range'] {
  return { start: { line, character: 0 }, end: { line, character: 0 } };
}
