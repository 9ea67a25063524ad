/** `inlayHint/resolve`: what a hint says when it is pointed at, asked for when somebody does. */
import type { InlayHint } from 'vscode-languageserver/node';
import { hoverText } from '../../service/annotations.ts';
import { pathOfUri } from '../convert.ts';
import type { ImplicitRoute } from '../dispatch.ts';
import { asFields } from '../params.ts';
import { urgencyOf } from '../query.ts';

export const inlayHintResolve: ImplicitRoute = {
  method: 'inlayHint/resolve',
  kind: 'implicit',
  empty: null,
  /** The hint as it came where nothing more can be said. */
  onFault: (params) => params,
  async handle(session, params, { signal }): Promise<unknown> {
    const { data, ...hint } = asFields(params, 'params');
    const handled = session.handles.handledBy(data);
    const fsPath = handled && pathOfUri(handled.uri, session.windows);
    if (!handled || fsPath === null) return hint;
    const waiting = { signal, priority: urgencyOf(session, 'cursor', handled.uri), implicit: true };
    const { commit } = handled;
    const details = await session.service.describeCommit({ fsPath, commit, path: null }, waiting);
    if (!details) return hint;
    const { markdown, plain } = hoverText({ commit, boundary: false }, details);
    const tooltip = session.client.markdownHover
      ? { kind: 'markdown' as const, value: markdown }
      : { kind: 'plaintext' as const, value: plain };
    return { ...hint, tooltip } as unknown as InlayHint;
  },
};
