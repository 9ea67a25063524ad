/** `blame/line`: the hunk a position is in, and its commit. */
import type { OpenDocument } from '../../service/documents/documents.ts';
import { type FileBlame, hunkAt, recordOf } from '../../service/fileBlame.ts';
import { toWireHunk } from '../convert.ts';
import type { ExplicitRoute } from '../dispatch.ts';
import { InvalidParams } from '../errors.ts';
import { answerNewest } from '../newest.ts';
import { asBlameOptions, asBoolean, asDocument, asFields, asPosition, optional } from '../params.ts';
import { type BlameLineParams, type BlameLineResult, blameMethods } from '../protocol.ts';
import { questionNow, urgencyOf } from '../query.ts';

export const blameLine: ExplicitRoute = {
  method: blameMethods.line,
  kind: 'explicit',
  now(session, params): BlameLineResult | null {
    const { textDocument, position, options = {}, anyway = false } = readParams(params);
    const question = questionNow(session, textDocument, { ...options, anyway });
    if (question === null) return null;
    const { line } = position;
    const answer = session.service.blameNow(question.file, { start: line, end: line + 1 });
    return answer && resultOf(answer.blame, line, question.document);
  },
  async handle(session, params, { signal }): Promise<BlameLineResult | null> {
    const { textDocument, position, options = {}, anyway = false } = readParams(params);
    const asked = { identifier: textDocument, options: { ...options, anyway } };
    return answerNewest(session, asked, async ({ question: { uri, file, document }, lineNow }) => {
      const line = lineNow(position.line);
      if (!file) return null;
      const priority = urgencyOf(session, 'cursor', uri);
      const span = { start: line, end: line + 1 };
      const { blame } = await session.service.blameFile(file, { signal, priority, span });
      return resultOf(blame, line, document);
    });
  },
};

function resultOf(blame: FileBlame, line: number, document: OpenDocument | null): BlameLineResult | null {
  const hunk = hunkAt(blame, line);
  const commit = hunk && recordOf(blame, hunk.origin.commit);
  return commit ? { version: document?.version ?? null, hunk: toWireHunk(hunk), commit } : null;
}

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
