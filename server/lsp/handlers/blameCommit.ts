/** `blame/commit`: what a commit says, and what it did to a path. */
import { pathBytes, pathOfUri, toWireCommit } from '../convert.ts';
import type { ExplicitRoute } from '../dispatch.ts';
import { asDocument, asFields, asText, optional } from '../params.ts';
import { type BlameCommitResult, blameMethods } from '../protocol.ts';

export const blameCommit: ExplicitRoute = {
  method: blameMethods.commit,
  kind: 'explicit',
  async handle(session, params, { signal }): Promise<BlameCommitResult | null> {
    const fields = asFields(params, 'params');
    const { uri } = asDocument(fields);
    const commit = asText(fields['commit'], 'commit');
    const path = optional(fields['path'], 'path', asText);
    const fsPath = pathOfUri(uri, session.windows);
    if (fsPath === null) return null;
    const details = await session.service.describeCommit(
      { fsPath, commit, path: path === null ? null : pathBytes(path) },
      { signal, priority: 'cursor' },
    );
    return details && toWireCommit(details);
  },
};
