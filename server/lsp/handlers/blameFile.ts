/** `blame/file`: who is to blame for each line of a file or a range of it. */
import { nextTurn } from '../../base/nextTurn.ts';
import { emptyBlame } from '../../service/fileBlame.ts';
import { linesOfRange, toWireLines } from '../convert.ts';
import type { ExplicitRoute } from '../dispatch.ts';
import { asBlameOptions, asBoolean, asDocument, asFields, asRange, asToken, optional } from '../params.ts';
import { BlameProgress } from '../progress.ts';
import { type BlameResult, blameMethods } from '../protocol.ts';
import { questionOf, urgencyOf } from '../query.ts';
import { writeResult } from '../rawJson.ts';

/** An answer of more numbers than this is written in slices. */
const LONG = 2000 * 5;

export const blameFile: ExplicitRoute = {
  method: blameMethods.file,
  kind: 'explicit',
  async handle(session, params, { signal, sendProgress, named }) {
    const fields = asFields(params, 'params');
    const range = optional(fields['range'], 'range', asRange);
    const options = optional(fields['options'], 'options', asBlameOptions) ?? {};
    const tokens = {
      partial: optional(fields['partialResultToken'], 'partialResultToken', asToken),
      workDone: optional(fields['workDoneToken'], 'workDoneToken', asToken),
    };
    const { uri, document, file } = questionOf(session, asDocument(fields), {
      ...options,
      anyway: optional(fields['anyway'], 'anyway', asBoolean) ?? false,
    });
    const progress = new BlameProgress(tokens, range, sendProgress);
    progress.begin();
    try {
      const { revision, blame } = file
        ? await session.service.blameFile(file, {
            signal,
            priority: urgencyOf(session, range ? 'visible' : 'whole', uri),
            onBatch: (batch) => named('stream', () => progress.add(batch)),
          })
        : { revision: null, blame: emptyBlame };
      const span = revision === null ? { start: 0, end: 0 } : linesOfRange(range, blame.lineCount);
      const head = { uri, version: document?.version ?? null, revision };
      if (tokens.partial !== null) return { ...head, hunks: [], commits: {} } satisfies BlameResult;
      if (blame.rows.length > LONG) {
        const slice = <Result>(work: () => Result) => named('convert', work);
        return await writeResult({ head, blame, span, slice, pause: () => nextTurn(signal) });
      }
      const lines = named('convert', () => toWireLines(blame, span));
      return { ...head, ...lines } satisfies BlameResult;
    } finally {
      progress.end();
    }
  },
};
