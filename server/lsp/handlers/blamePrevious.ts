/** `blame/previous`: the parent's version of a line, through renames; null where history ends. */
import { pathBytes, pathText } from '../convert.ts';
import type { ExplicitRoute } from '../dispatch.ts';
import { asCount, asDocument, asFields, asText } from '../params.ts';
import { fileAt } from '../places.ts';
import { type BlamePlace, type BlamePreviousParams, blameMethods } from '../protocol.ts';

export const blamePrevious: ExplicitRoute = {
  method: blameMethods.previous,
  kind: 'explicit',
  async handle(session, params, { signal }): Promise<BlamePlace | null> {
    const { textDocument, commit, path, line } = readParams(params);
    const { lookups } = session.service;
    const waiting = { signal, priority: () => 'cursor' as const };
    const shown = fileAt(session, textDocument.uri);
    const place = shown && (await lookups.placeOf(shown.fsPath));
    if (!place) return null;
    const { repository } = place;
    const id = await lookups.commitOf(repository, commit, waiting);
    const before = await lookups.stepBack(repository, { commit: id, path: pathBytes(path), line }, waiting);
    return before && { ...before, path: pathText(before.path) };
  },
};

function readParams(params: unknown): BlamePreviousParams {
  const fields = asFields(params, 'params');
  return {
    textDocument: asDocument(fields),
    commit: asText(fields['commit'], 'commit'),
    path: asText(fields['path'], 'path'),
    line: asCount(fields['line'], 'line'),
  };
}
