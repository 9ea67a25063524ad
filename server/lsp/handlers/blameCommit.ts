/** `blame/commit`: what a commit says, and what it did to a path. */
import { pathBytes, pathOfUri, toWireCommit } from '../convert.ts';
import type { ExplicitRoute } from '../dispatch.ts';
import { asDocument, asFields, asText, optional } from '../params.ts';
import { type BlameCommitParams, type BlameCommitResult, blameMethods } from '../protocol.ts';

export const blameCommit: ExplicitRoute = {
  method: blameMethods.commit,
  kind: 'explicit',
  async handle(session, params, { signal }): Promise<BlameCommitResult | null> {
    const { textDocument, commit, path } = readParams(params);
    const fsPath = pathOfUri(textDocument.uri, session.windows);
    if (fsPath === null) return null;
    const details = await session.service.describeCommit(
      { fsPath, commit, path: path === undefined ? null : pathBytes(path) },
      { signal, priority: () => 'cursor' },
    );
    return details && toWireCommit(details);
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
