/** `textDocument/hover`: the commit behind the line. */
import type { Hover } from 'vscode-languageserver/node';
import { hoverText, isCommitted } from '../../service/annotations.ts';
import { hunkAt } from '../../service/fileBlame.ts';
import type { ImplicitRoute } from '../dispatch.ts';
import { asDocument, asFields, asPosition } from '../params.ts';
import { questionOf, urgencyOf } from '../query.ts';
import { settingsAt } from '../settingsAt.ts';

export const hover: ImplicitRoute = {
  method: 'textDocument/hover',
  kind: 'implicit',
  empty: null,
  async handle(session, params, { signal, calm }): Promise<Hover | null> {
    const fields = asFields(params, 'params');
    const { line } = asPosition(fields['position'], 'position');
    const { uri, file } = questionOf(session, asDocument(fields), {});
    if (!settingsAt(session, uri).hover || !file) return null;
    const waiting = { signal, priority: urgencyOf(session, 'cursor', uri), implicit: true };
    const { blame } = await session.service.blameFile(file, { ...waiting, calm });
    const hunk = hunkAt(blame, line);
    if (!hunk) return null;
    const { commit } = hunk.origin;
    const details = isCommitted(commit)
      ? await session.service.describeCommit({ fsPath: file.fsPath, commit, path: null }, waiting)
      : null;
    const { markdown, plain } = hoverText(hunk, details);
    const contents = session.client.markdownHover
      ? { kind: 'markdown' as const, value: markdown }
      : { kind: 'plaintext' as const, value: plain };
    return { contents };
  },
};
