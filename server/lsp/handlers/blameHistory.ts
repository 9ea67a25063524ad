/** `blame/history`: the commits that shaped some lines, newest first, as they are found. */
import { type ShapedLines, tellLineHistory } from '../../service/shapingCommits.ts';
import { linesOfRange, pathText } from '../convert.ts';
import type { ExplicitRoute } from '../dispatch.ts';
import { InvalidParams, StaleVersion } from '../errors.ts';
import { type Attempt, answerNewest, rangeNow } from '../newest.ts';
import { asBoolean, asCount, asDocument, asFields, asRange, asToken, optional } from '../params.ts';
import type { ProgressTokens } from '../progress.ts';
import {
  type BlameHistoryEntry,
  type BlameHistoryPart,
  type BlameHistoryResult,
  blameMethods,
  type WireRange,
} from '../protocol.ts';
import { urgencyOf } from '../query.ts';
import type { RequestContext, Session } from '../session.ts';

export const blameHistory: ExplicitRoute = {
  method: blameMethods.history,
  kind: 'explicit',
  async handle(session, params, { signal, sendProgress }): Promise<BlameHistoryResult> {
    const fields = asFields(params, 'params');
    const range = asRange(fields['range'], 'range');
    const limit = optional(fields['limit'], 'limit', asCount);
    const tokens = {
      partial: optional(fields['partialResultToken'], 'partialResultToken', asToken),
      workDone: optional(fields['workDoneToken'], 'workDoneToken', asToken),
    };
    const anyway = optional(fields['anyway'], 'anyway', asBoolean) ?? false;
    const asked = { identifier: asDocument(fields), options: { anyway } };
    const telling = new Telling(tokens, sendProgress);
    telling.report({ kind: 'begin', title: 'History of lines', cancellable: true });
    try {
      return await answerNewest(session, asked, (attempt) =>
        answerOnce(session, attempt, { range, limit, telling, signal }),
      );
    } finally {
      telling.report({ kind: 'end' });
    }
  },
};

interface Asking extends Pick<RequestContext, 'signal'> {
  readonly range: WireRange;
  readonly limit: number | null;
  readonly telling: Telling;
}

async function answerOnce(
  session: Session,
  { question: { uri, document, file }, lineNow }: Attempt,
  { range, limit, telling, signal }: Asking,
): Promise<BlameHistoryResult> {
  telling.restart();
  const head = { uri, version: document?.version ?? null };
  if (!file) return { ...head, revision: null, entries: [], complete: true };
  // Where the text ends is not known yet: past its end there is nothing.
  const lines = linesOfRange(rangeNow(range, lineNow), Number.MAX_SAFE_INTEGER);
  const answer = await tellLineHistory(
    session.service,
    { file, lines, limit },
    { signal, priority: urgencyOf(session, 'visible', uri), onFound: (found) => telling.add(found) },
  );
  const { revision, complete, lineCount } = answer;
  if (revision !== null && range.start.line > lineCount)
    throw new InvalidParams(`range starts at line ${range.start.line}, but the text has ${lineCount} lines`);
  return { ...head, revision, entries: telling.left, complete };
}

/** Sends what is found, or keeps it where the client wants it all at once. */
class Telling {
  private readonly tokens: ProgressTokens;
  private readonly send: RequestContext['sendProgress'];
  private kept: BlameHistoryEntry[] = [];
  private told = 0;

  constructor(tokens: ProgressTokens, send: RequestContext['sendProgress']) {
    this.tokens = tokens;
    this.send = send;
  }

  /** For the final result. */
  get left(): readonly BlameHistoryEntry[] {
    return this.kept;
  }

  /** What has been streamed can't be taken back. */
  restart(): void {
    if (this.told > 0 && this.tokens.partial !== null)
      throw new StaleVersion('the text changed while its history was streamed');
    this.kept = [];
    this.told = 0;
  }

  add(found: readonly ShapedLines[]): void {
    const entries = found.map(toWireEntry);
    this.told += entries.length;
    this.report({ kind: 'report', message: `${this.told} commits` });
    if (this.tokens.partial === null) this.kept.push(...entries);
    else this.send(this.tokens.partial, { entries } satisfies BlameHistoryPart);
  }

  report(value: object): void {
    if (this.tokens.workDone !== null) this.send(this.tokens.workDone, value);
  }
}

function toWireEntry({ commit, record, path, lines, boundary }: ShapedLines): BlameHistoryEntry {
  const { summary, author, committer } = record;
  return {
    commit,
    summary,
    author,
    committer,
    path: pathText(path),
    lines: lines.map(({ start, end }) => ({ startLine: start, endLine: end })),
    ...(boundary && { boundary: true as const }),
  };
}
