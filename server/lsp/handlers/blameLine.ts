/** `blame/line`: the hunk a position is in, and its commit. */
import { hunkAt } from '../../service/fileBlame.ts';
import { toWireHunk } from '../convert.ts';
import type { ExplicitRoute } from '../dispatch.ts';
import { asBlameOptions, asDocument, asFields, asPosition, optional } from '../params.ts';
import { type BlameLineResult, blameMethods } from '../protocol.ts';
import { questionOf } from '../query.ts';

export const blameLine: ExplicitRoute = {
  method: blameMethods.line,
  kind: 'explicit',
  async handle(session, params, { signal }): Promise<BlameLineResult | null> {
    const fields = asFields(params, 'params');
    const { line } = asPosition(fields['position'], 'position');
    const options = optional(fields['options'], 'options', asBlameOptions) ?? {};
    const { file } = questionOf(session, asDocument(fields), options);
    if (!file) return null;
    const { blame } = await session.service.blameFile(file, { signal, priority: 'cursor' });
    const hunk = hunkAt(blame, line);
    const commit = hunk && blame.commits[hunk.origin.commit];
    return commit ? { hunk: toWireHunk(hunk), commit } : null;
  },
};
