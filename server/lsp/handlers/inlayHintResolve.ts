/** `inlayHint/resolve`: what a hint says when it is pointed at, and what it does when it is clicked. */
import type { InlayHint } from 'vscode-languageserver-protocol';
import { hoverOf } from '../../present/hover.ts';
import type { Handled } from '../../service/handles.ts';
import { pathOfUri, pathText } from '../convert.ts';
import type { ImplicitRoute } from '../dispatch.ts';
import { asFields, asPosition, type Fields } from '../params.ts';
import { blameCommands, type CommandTarget } from '../protocol.ts';
import { urgencyOf } from '../query.ts';
import type { RequestContext, Session } from '../session.ts';

export const inlayHintResolve: ImplicitRoute = {
  method: 'inlayHint/resolve',
  kind: 'implicit',
  empty: null,
  /** The hint as it came where nothing more can be said. */
  onFault: (params) => params,
  async handle(session, params, { signal }): Promise<unknown> {
    const { data, ...hint } = asFields(params, 'params');
    const handled = session.handles.handledBy(data);
    const tooltip = handled && (await tooltipOf(session, handled, signal));
    if (!handled || !tooltip) return hint;
    return { ...hint, label: labelOf(session, hint, handled), tooltip } as unknown as InlayHint;
  },
};

async function tooltipOf(
  session: Session,
  { uri, commit, path }: Handled,
  signal: RequestContext['signal'],
): Promise<InlayHint['tooltip'] | null> {
  const fsPath = pathOfUri(uri, session.windows);
  if (fsPath === null) return null;
  const waiting = { signal, priority: urgencyOf(session, 'cursor', uri), implicit: true };
  const details = await session.service.lookups.describeCommit({ fsPath, commit, path: null }, waiting);
  if (!details) return null;
  const shown = { ...details, boundary: false, path: pathText(path), previous: null };
  const { markdown, plain } = hoverOf({ commit: shown, change: null, links: null, now: session.now() });
  return session.client.markdownHover
    ? { kind: 'markdown', value: markdown }
    : { kind: 'plaintext', value: plain };
}

/** In one part with a command, for clients that can take it. */
function labelOf({ client }: Session, hint: Fields, { uri, commit, path, shift }: Handled): unknown {
  const { label } = hint;
  if (!client.hintCommand || typeof label !== 'string') return label;
  const { line } = asPosition(hint['position'], 'position');
  const target: CommandTarget = { uri, line, commit, path: pathText(path), originalLine: line + shift };
  const command = { title: 'Show commit', command: blameCommands.showCommit, arguments: [target] };
  return [{ value: label, command }];
}
