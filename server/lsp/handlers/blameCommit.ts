/** `blame/commit`: what a commit says, and what it did to a path. */
import { linksOfCommit } from '../../service/lineFacts.ts';
import { pathBytes, toWireCommit } from '../convert.ts';
import type { ExplicitRoute } from '../dispatch.ts';
import { asDocument, asFields, asText, optional } from '../params.ts';
import { fileAt } from '../places.ts';
import { type BlameCommitParams, type BlameCommitResult, blameMethods } from '../protocol.ts';
import { settingsAt } from '../settingsAt.ts';

export const blameCommit: ExplicitRoute = {
  method: blameMethods.commit,
  kind: 'explicit',
  async handle(session, params, { signal }): Promise<BlameCommitResult | null> {
    const { textDocument, commit, path } = readParams(params);
    const fsPath = fileAt(session, textDocument.uri)?.fsPath;
    if (fsPath === undefined) return null;
    const { service } = session;
    const waiting = { signal, priority: () => 'cursor' as const };
    const query = { fsPath, commit, path: path === undefined ? null : pathBytes(path) };
    const details = await service.lookups.describeCommit(query, waiting);
    const place = details && (await service.lookups.placeOf(fsPath));
    if (!place) return null;
    const rules = settingsAt(session, textDocument.uri).remotes;
    const subject = { repository: place.repository, details, path: query.path, line: null };
    return toWireCommit(details, await linksOfCommit(service, subject, { rules, waiting }));
  },
};

function readParams(params: unknown): BlameCommitParams {
  const fields = asFields(params, 'params');
  const path = optional(fields['path'], 'path', asText);
  return {
    textDocument: asDocument(fields),
    commit: asText(fields['commit'], 'commit'),
    ...(path !== null && { path }),
  };
}
