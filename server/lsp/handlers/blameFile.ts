/** `blame/file`: who is to blame for each line of a file or a range of it. */
import { emptyBlame } from '../../service/fileBlame.ts';
import { linesOfRange, toWireLines } from '../convert.ts';
import type { ExplicitRoute } from '../dispatch.ts';
import { asBlameOptions, asDocument, asFields, asRange, asToken, optional } from '../params.ts';
import { BlameProgress } from '../progress.ts';
import { type BlameResult, blameMethods } from '../protocol.ts';
import { questionOf } from '../query.ts';

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
    const { uri, document, file } = questionOf(session, asDocument(fields), options);
    const progress = new BlameProgress(tokens, range, sendProgress);
    progress.begin();
    try {
      const { revision, blame } = file
        ? await session.service.blameFile(file, {
            signal,
            priority: range ? 'visible' : 'focused',
            onBatch: (batch) => named('stream', () => progress.add(batch)),
          })
        : { revision: null, blame: emptyBlame };
      const span = revision === null ? { start: 0, end: 0 } : linesOfRange(range, blame.lineCount);
      const toWire = () => named('convert', () => toWireLines(blame, span));
      const lines = tokens.partial === null ? toWire() : { hunks: [], commits: {} };
      const result: BlameResult = { uri, version: document?.version ?? null, revision, ...lines };
      return result;
    } finally {
      progress.end();
    }
  },
};
