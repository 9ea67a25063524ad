/** `blame/summary`: who has written a file or a range of it, by numbers. */
import { inSlices } from '../../base/nextTurn.ts';
import { emptyBlame } from '../../service/fileBlame.ts';
import { type AuthorSummary, summaryOf } from '../../service/summary.ts';
import { linesOfRange } from '../convert.ts';
import type { ExplicitRoute } from '../dispatch.ts';
import { answerNewest, rangeNow } from '../newest.ts';
import { asBlameOptions, asBoolean, asDocument, asFields, asRange, optional } from '../params.ts';
import { type BlameAuthor, type BlameSummaryResult, blameMethods } from '../protocol.ts';
import { urgencyOf } from '../query.ts';

export const blameSummary: ExplicitRoute = {
  method: blameMethods.summary,
  kind: 'explicit',
  async handle(session, params, { signal }): Promise<BlameSummaryResult> {
    const fields = asFields(params, 'params');
    const range = optional(fields['range'], 'range', asRange);
    const options = optional(fields['options'], 'options', asBlameOptions) ?? {};
    const anyway = optional(fields['anyway'], 'anyway', asBoolean) ?? false;
    const asked = { identifier: asDocument(fields), options: { ...options, anyway } };
    return answerNewest(session, asked, async ({ question: { uri, document, file }, lineNow }) => {
      const wanted = range && rangeNow(range, lineNow);
      const { revision, blame } = file
        ? await session.service.blameFile(file, {
            signal,
            priority: urgencyOf(session, range ? 'visible' : 'whole', uri),
          })
        : { revision: null, blame: emptyBlame };
      const span = revision === null ? { start: 0, end: 0 } : linesOfRange(wanted, blame.lineCount);
      const { authors, uncommittedLines } = await inSlices(summaryOf(blame, span), signal);
      const head = { uri, version: document?.version ?? null, revision };
      return { ...head, authors: authors.map(toWireAuthor), uncommittedLines };
    });
  },
};

function toWireAuthor({ first, last, ...author }: AuthorSummary): BlameAuthor {
  const date = ({ time, timezone }: AuthorSummary['first']) => ({ time, timezone });
  return { ...author, first: date(first), last: date(last) };
}
