/** `codeLens/resolve`: the text of a lens, by the blame of its lines in the newest text. */
import type { CodeLens, Command } from 'vscode-languageserver-protocol';
import type { LineSpan } from '../../service/fileBlame.ts';
import type { ImplicitRoute } from '../dispatch.ts';
import { lensWriter, textAlone } from '../lensWriter.ts';
import { asFields, type Fields } from '../params.ts';
import { questionOf, urgencyOf } from '../query.ts';
import { canRefresh } from '../refresh.ts';
import type { Session } from '../session.ts';
import type { LensData } from './codeLens.ts';

export const codeLensResolve: ImplicitRoute = {
  method: 'codeLens/resolve',
  kind: 'implicit',
  empty: null,
  /** Nothing is shown, and nothing is asked about again. */
  onFault: (params) => titled(params as Fields, textAlone('')),
  async handle(session, params, { signal, refreshLater }): Promise<unknown> {
    const { data, ...lens } = asFields(params, 'params');
    const about = lensData(data);
    if ('command' in lens || about === null) return params;
    const { uri } = about;
    const shown = isEdited(session, uri) ? await session.shown.latest(uri) : null;
    if (shown) {
      refreshLater(uri);
      return titled(lens, lensWriter(session, uri, shown)(spanNow(session, about)));
    }
    const { file, document } = questionOf(session, { uri }, {});
    if (!file) return titled(lens, textAlone(''));
    const waiting = { signal, priority: urgencyOf(session, 'visible', uri), implicit: true };
    const answer = await session.service.blameFile(file, waiting);
    if (document && session.documents.get(uri) === document) session.shown.show(uri, 'codeLens', answer);
    return titled(lens, lensWriter(session, uri, answer)(spanNow(session, about)));
  },
};

/** Whether what is on the screen is the better answer for now. */
function isEdited(session: Session, uri: string): boolean {
  return session.activity.edits.delay(uri) > 0 && canRefresh(session, 'codeLens');
}

/** Where the lines are by now; those that were touched are taken to be where they were. */
function spanNow({ edits }: Session, { uri, version, start, end }: LensData): LineSpan {
  if (version === null) return { start, end };
  const first = edits.lineNow(uri, version, start) ?? start;
  return { start: first, end: Math.max(first + 1, edits.lineNow(uri, version, end) ?? end) };
}

function titled(lens: Fields, command: Command): CodeLens {
  return { ...lens, command } as unknown as CodeLens;
}

/** Null for what this server has not made. */
function lensData(data: unknown): LensData | null {
  if (typeof data !== 'object' || data === null) return null;
  const { uri, version, start, end } = data as Partial<Record<keyof LensData, unknown>>;
  const isLine = (value: unknown): value is number =>
    typeof value === 'number' && Number.isInteger(value) && value >= 0;
  if (typeof uri !== 'string' || !isLine(start) || !isLine(end)) return null;
  return { uri, version: typeof version === 'number' ? version : null, start, end };
}
