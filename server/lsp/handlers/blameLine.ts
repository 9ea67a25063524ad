/** `blame/line`: the hunk a position is in, and its commit. */
import { hunkAt } from '../../service/fileBlame.ts';
import { toWireHunk } from '../convert.ts';
import type { ExplicitRoute } from '../dispatch.ts';
import { InvalidParams } from '../errors.ts';
import { answerNewest } from '../newest.ts';
import { asBlameOptions, asBoolean, asDocument, asFields, asPosition, optional } from '../params.ts';
import { type BlameLineParams, type BlameLineResult, blameMethods } from '../protocol.ts';
import { urgencyOf } from '../query.ts';

export const blameLine: ExplicitRoute = {
  method: blameMethods.line,
  kind: 'explicit',
  async handle(session, params, { signal }): Promise<BlameLineResult | null> {
    const { textDocument, position, options = {}, anyway = false } = readParams(params);
    const asked = { identifier: textDocument, options: { ...options, anyway } };
    return answerNewest(session, asked, async ({ question: { uri, file, document }, lineNow }) => {
      const line = lineNow(position.line);
      if (!file) return null;
      const priority = urgencyOf(session, 'cursor', uri);
      const span = { start: line, end: line + 1 };
      const { blame } = await session.service.blameFile(file, { signal, priority, span });
      const hunk = hunkAt(blame, line);
      const commit = hunk && blame.commits[hunk.origin.commit];
      return commit ? { version: document?.version ?? null, hunk: toWireHunk(hunk), commit } : null;
    });
  },
};

function readParams(params: unknown): BlameLineParams {
  const fields = asFields(params, 'params');
  const options = optional(fields['options'], 'options', asBlameOptions) ?? {};
  if (options.lines !== undefined) throw new InvalidParams('options.lines: the position says which line');
  return {
    textDocument: asDocument(fields),
    position: asPosition(fields['position'], 'position'),
    options,
    anyway: optional(fields['anyway'], 'anyway', asBoolean) ?? false,
  };
}
