/** `textDocument/codeLens`: one line above the file that sums its history up. */
import type { CodeLens } from 'vscode-languageserver/node';
import { lensText } from '../../service/annotations.ts';
import type { FileBlame } from '../../service/fileBlame.ts';
import type { ImplicitRoute } from '../dispatch.ts';
import { asDocument, asFields } from '../params.ts';
import { questionOf, urgencyOf } from '../query.ts';
import type { Session } from '../session.ts';
import { settingsAt } from '../settingsAt.ts';

const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

export const codeLens: ImplicitRoute = {
  method: 'textDocument/codeLens',
  kind: 'implicit',
  empty: [],
  refreshable: 'codeLens',
  async handle(session, params, { signal, calm }): Promise<CodeLens[]> {
    const { uri, document, file } = questionOf(session, asDocument(asFields(params, 'params')), {});
    if (settingsAt(session, uri).codeLens === 'off' || !file) return [];
    const { blame } = await session.service.blameFile(file, {
      signal,
      calm,
      priority: urgencyOf(session, 'whole', uri),
      implicit: true,
      patient: true,
    });
    if (document) session.shown.show(uri, 'codeLens', blame);
    return lensesOf(session, blame);
  },
  interim(session, params) {
    const shown = session.shown.latest(asDocument(asFields(params, 'params')).uri);
    return shown && lensesOf(session, shown);
  },
};

function lensesOf(session: Session, blame: FileBlame): CodeLens[] {
  const title = lensText(blame, session.now());
  // A command without a name is text that does nothing when it is clicked.
  return title === null ? [] : [{ range: top, command: { title, command: '' } }];
}
