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
import { questionNow, questionOf, urgencyOf } from '../query.ts';
import { RawJson, utf8, type WrittenLines, writeLines } from '../rawJson.ts';
import type { RequestContext, Session } from '../session.ts';

/** More lines than on a screen are not answered at once. */
const FEW_LINES = 500;

export const blameFile: ExplicitRoute = {
  method: blameMethods.file,
  kind: 'explicit',
  now(session, params) {
    const { range, tokens, asked } = readParams(params);
    if (tokens.partial !== null || tokens.workDone !== null) return null;
    return range === null ? sentBefore(session, asked) : rowsNow(session, range, asked);
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

type Asked = ReturnType<typeof readParams>['asked'];

/** The whole file once more. */
function sentBefore(session: Session, { identifier, options }: Asked): RawJson | null {
  const { version } = identifier;
  const { uri, document, file } = questionOf(session, identifier, options);
  // Of an older text lines have to be carried over.
  if (version !== null && document !== null && version !== document.version) return null;
  const sent = file && session.service.sentBefore(file);
  return sent && written({ uri, version: document?.version ?? null, revision: sent.revision }, sent.lines);
}

/** Lines of a text that is typed. */
function rowsNow(session: Session, range: WireRange, { identifier, options }: Asked): BlameResult | null {
  const question = questionNow(session, identifier, options);
  const span = { start: range.start.line, end: range.end.line + 1 };
  if (question === null || span.end - span.start > FEW_LINES) return null;
  const answer = session.service.blameNow(question.file, span);
  if (answer === null) return null;
  const { revision, blame } = answer;
  const { uri, document } = question;
  const wanted = linesOfRange(range, blame.lineCount);
  const lines = toWireLines({ ...blame, rows: rowsWithin(blame, wanted) }, wanted);
  return { uri, version: document.version, revision, ...lines };
}

/** What is asked, where nothing is wrong with it. */
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
  const slice = <Result>(work: () => Result) => named('convert', work);
  const lines = await linesOf(session, { blame, span, slice, pause: () => nextTurn(signal) });
  return written(head, lines);
}

type Head = Omit<BlameResult, 'hunks' | 'commits'>;

function written(head: Head, lines: readonly Buffer[]): RawJson {
  return new RawJson([utf8(`${JSON.stringify(head).slice(0, -1)},`), ...lines]);
}

/** What was sent of the whole file before is sent again. */
async function linesOf({ service }: Session, asked: WrittenLines): Promise<readonly Buffer[]> {
  const { blame, span } = asked;
  const isWhole = span.start === 0 && span.end === blame.lineCount;
  const known = isWhole ? service.written.get(blame) : undefined;
  if (known !== undefined) return known;
  const lines = await writeLines(asked);
  if (isWhole) service.written.set(blame, lines);
  return lines;
}
