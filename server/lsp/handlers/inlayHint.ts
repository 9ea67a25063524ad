/** `textDocument/inlayHint`: at the first line of each hunk, after the code, who wrote it and when. */
import type { InlayHint } from 'vscode-languageserver/node';
import { LineIndex } from '../../base/lineIndex.ts';
import { hintText } from '../../service/annotations.ts';
import { type FileBlame, hunkAt, hunksWithin } from '../../service/fileBlame.ts';
import { linesOfRange } from '../convert.ts';
import type { ImplicitRoute } from '../dispatch.ts';
import { lengthIn } from '../encoding.ts';
import { asDocument, asFields, asRange } from '../params.ts';
import { questionOf, urgencyOf } from '../query.ts';

export const inlayHint: ImplicitRoute = {
  method: 'textDocument/inlayHint',
  kind: 'implicit',
  empty: [],
  refreshable: 'inlayHint',
  async handle(session, params, { signal, calm }): Promise<InlayHint[]> {
    const fields = asFields(params, 'params');
    const range = asRange(fields['range'], 'range');
    const { uri, file, document } = questionOf(session, asDocument(fields), {});
    if (!session.settings.inlayHint || !file || !document) return [];
    const { blame } = await session.service.blameFile(file, {
      signal,
      calm,
      priority: urgencyOf(session, 'visible', uri),
      implicit: true,
    });
    const lines = new LineIndex(document.text);
    // Ranges come from the text as the client sees it and may reach past the last line.
    const start = Math.min(range.start.line, blame.lineCount);
    const { end } = linesOfRange({ ...range, start: { line: start, character: 0 } }, blame.lineCount);
    return hunksWithin(blame, { start, end })
      .filter((hunk) => hunk.start > start || begins(blame, start))
      .flatMap(({ start: line, origin }) => {
        const record = blame.commits[origin.commit];
        if (!record) return [];
        const character = lengthIn(lines.line(line), session.client.encoding);
        const label = hintText(origin.commit, record, session.now());
        return [{ position: { line, character }, label, paddingLeft: true }];
      });
  },
};

/** Whether a hunk begins at the line. */
function begins(blame: FileBlame, line: number): boolean {
  return hunkAt(blame, line)?.start === line;
}
