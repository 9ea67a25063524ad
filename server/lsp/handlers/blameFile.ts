/** `blame/file`: who is to blame for each line of a file or a range of it. */
import { nextTurn } from '../../base/nextTurn.ts';
import { emptyBlame, rowsWithin } from '../../service/fileBlame.ts';
import { linesOfRange, toWireLines } from '../convert.ts';
import type { ExplicitRoute } from '../dispatch.ts';
import { StaleVersion } from '../errors.ts';
import { type Attempt, answerNewest, rangeNow } from '../newest.ts';
import { asBlameOptions, asBoolean, asDocument, asFields, asRange, asToken, optional } from '../params.ts';
import { BlameProgress, type ProgressTokens } from '../progress.ts';
import { type BlameResult, blameMethods, type WireRange } from '../protocol.ts';
import { questionNow, urgencyOf } from '../query.ts';
import { writeResult } from '../rawJson.ts';
import type { RequestContext, Session } from '../session.ts';

/** An answer of more numbers than this is written in slices. */
const LONG = 2000 * 5;
/** More lines than on a screen are not answered at once. */
const FEW_LINES = 500;

export const blameFile: ExplicitRoute = {
  method: blameMethods.file,
  kind: 'explicit',
  now(session, params): BlameResult | null {
    const { range, tokens, asked } = readParams(params);
    if (range === null || tokens.partial !== null || tokens.workDone !== null) return null;
    const question = questionNow(session, asked.identifier, asked.options);
    const span = { start: range.start.line, end: range.end.line + 1 };
    if (question === null || span.end - span.start > FEW_LINES) return null;
    const answer = session.service.blameNow(question.file, span);
    if (answer === null) return null;
    const { revision, blame } = answer;
    const { uri, document } = question;
    const wanted = linesOfRange(range, blame.lineCount);
    const lines = toWireLines({ ...blame, rows: rowsWithin(blame, wanted) }, wanted);
    return { uri, version: document.version, revision, ...lines };
  },
  async handle(session, params, { signal, sendProgress, named }) {
    const { range, tokens, asked } = readParams(params);
    const progress = new BlameProgress(tokens, range, sendProgress);
    progress.begin();
    try {
      return await answerNewest(session, asked, (attempt) =>
        answerOnce(session, attempt, { range, tokens, progress, signal, named }),
      );
    } finally {
      progress.end();
    }
  },
};

function readParams(params: unknown) {
  const fields = asFields(params, 'params');
  const options = optional(fields['options'], 'options', asBlameOptions) ?? {};
  return {
    range: optional(fields['range'], 'range', asRange),
    tokens: {
      partial: optional(fields['partialResultToken'], 'partialResultToken', asToken),
      workDone: optional(fields['workDoneToken'], 'workDoneToken', asToken),
    },
    asked: {
      identifier: asDocument(fields),
      options: { ...options, anyway: optional(fields['anyway'], 'anyway', asBoolean) ?? false },
    },
  };
}

interface Asking extends Pick<RequestContext, 'signal' | 'named'> {
  readonly range: WireRange | null;
  readonly tokens: ProgressTokens;
  readonly progress: BlameProgress;
}

async function answerOnce(
  session: Session,
  { question: { uri, document, file }, lineNow }: Attempt,
  { range, tokens, progress, signal, named }: Asking,
): Promise<unknown> {
  const wanted = range && rangeNow(range, lineNow);
  // What has been streamed can't be taken back.
  if (tokens.partial !== null && progress.hasSent)
    throw new StaleVersion('the text changed while it was streamed');
  const { revision, blame } = file
    ? await session.service.blameFile(file, {
        signal,
        priority: urgencyOf(session, range ? 'visible' : 'whole', uri),
        isShown: tokens.workDone !== null,
        ...(progress.isAwaited && { onBatch: (batch) => named('stream', () => progress.add(batch)) }),
        ...(wanted && { span: { start: wanted.start.line, end: wanted.end.line + 1 } }),
      })
    : { revision: null, blame: emptyBlame };
  const span = revision === null ? { start: 0, end: 0 } : linesOfRange(wanted, blame.lineCount);
  const head = { uri, version: document?.version ?? null, revision };
  if (tokens.partial !== null) return { ...head, hunks: [], commits: {} } satisfies BlameResult;
  const rows = rowsWithin(blame, span);
  if (rows.length > LONG) {
    const slice = <Result>(work: () => Result) => named('convert', work);
    return writeResult({ head, blame, span, slice, pause: () => nextTurn(signal) });
  }
  const lines = named('convert', () => toWireLines({ ...blame, rows }, span));
  return { ...head, ...lines } satisfies BlameResult;
}
