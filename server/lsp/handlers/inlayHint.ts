/** `textDocument/inlayHint`: at the first line of each hunk, after the code, who wrote it and when. */
import type { InlayHint } from 'vscode-languageserver/node';
import { hintText } from '../../service/annotations.ts';
import type { OpenDocument } from '../../service/documents.ts';
import { type FileBlame, hunkAt, hunksWithin } from '../../service/fileBlame.ts';
import { linesOfRange } from '../convert.ts';
import type { ImplicitRoute } from '../dispatch.ts';
import { lengthIn } from '../encoding.ts';
import { asDocument, asFields, asRange } from '../params.ts';
import type { WireRange } from '../protocol.ts';
import { questionOf, urgencyOf } from '../query.ts';
import type { Session } from '../session.ts';
import { settingsAt } from '../settingsAt.ts';

export const inlayHint: ImplicitRoute = {
  method: 'textDocument/inlayHint',
  kind: 'implicit',
  empty: [],
  refreshable: 'inlayHint',
  async handle(session, params, { signal, calm }): Promise<InlayHint[]> {
    const fields = asFields(params, 'params');
    const range = asRange(fields['range'], 'range');
    const { uri, file, document } = questionOf(session, asDocument(fields), {});
    if (settingsAt(session, uri).inlayHint === 'off' || !file || !document) return [];
    const { blame } = await session.service.blameFile(file, {
      signal,
      calm,
      priority: urgencyOf(session, 'visible', uri),
      implicit: true,
    });
    session.shown.show(uri, 'inlayHint', blame);
    return hintsOf(session, blame, { document, range });
  },
  interim(session, params) {
    const fields = asFields(params, 'params');
    const { uri } = asDocument(fields);
    const document = session.documents.get(uri);
    const shown = document && session.shown.latest(uri);
    return shown && hintsOf(session, shown, { document, range: asRange(fields['range'], 'range') });
  },
};

function hintsOf(
  session: Session,
  blame: FileBlame,
  { document, range }: { readonly document: OpenDocument; readonly range: WireRange },
): InlayHint[] {
  // Ranges come from the text as the client sees it and may reach past the last line.
  const start = Math.min(range.start.line, blame.lineCount);
  const { end } = linesOfRange({ ...range, start: { line: start, character: 0 } }, blame.lineCount);
  return hunksWithin(blame, { start, end })
    .filter((hunk) => hunk.start > start || begins(blame, start))
    .flatMap(({ start: line, origin }) => {
      const record = blame.commits[origin.commit];
      if (!record) return [];
      const character = lengthIn(document.text.line(line), session.client.encoding);
      const label = hintText(origin.commit, record, session.now());
      return [{ position: { line, character }, label, paddingLeft: true }];
    });
}

/** Whether a hunk begins at the line. */
function begins(blame: FileBlame, line: number): boolean {
  return hunkAt(blame, line)?.start === line;
}
