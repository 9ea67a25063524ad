/** What lenses of one answer say, and what they do when they are clicked. */
import type { Command } from 'vscode-languageserver-protocol';
import { parseGroupTemplate } from '../present/fields.ts';
import { latestOf, lensText } from '../present/lens.ts';
import { isCommitted } from '../service/annotations.ts';
import type { ShownBlame } from '../service/documents/shown.ts';
import { type FileBlame, hunksOf, type LineSpan, ROW, recordOf, rowsWithin } from '../service/fileBlame.ts';
import { pathText } from './convert.ts';
import { blameCommands, type CommandTarget } from './protocol.ts';
import type { Session } from './session.ts';
import { settingsAt } from './settingsAt.ts';
import { wordingOf } from './wording.ts';

/** For lines of a document; spans may reach past the end. A click shows the commit that is named, or says how much is not committed. */
export function lensWriter(
  session: Session,
  uri: string,
  { blame, identity }: Pick<ShownBlame, 'blame' | 'identity'>,
): (span: LineSpan) => Command {
  const settings = settingsAt(session, uri);
  const style = {
    template: parseGroupTemplate(settings.codeLensTemplate),
    wording: wordingOf(session, settings, identity),
  };
  return (span) => {
    const start = Math.min(span.start, blame.lineCount);
    const end = Math.min(span.end, blame.lineCount);
    const commits = commitsIn(blame, { start, end });
    const title = lensText(commits, style);
    const latest = latestOf(commits);
    if (latest === null) {
      const lines: CommandTarget = { uri, line: start, endLine: Math.max(start, end - 1) };
      return { title, command: blameCommands.summary, arguments: [lines] };
    }
    const { commit, path, line, originalLine } = latest;
    const target: CommandTarget = { uri, line, commit, path, originalLine };
    return { title, command: blameCommands.showCommit, arguments: [target] };
  };
}

/** A command without a name is text that does nothing when it is clicked. */
export function textAlone(title: string): Command {
  return { title, command: '' };
}

/** Each with the first of its lines. */
function commitsIn(blame: FileBlame, span: LineSpan) {
  const rows = rowsWithin(blame, span);
  const firstRows = new Map<FileBlame['origins'][number], number>();
  // Number by number, the first one last: a file may have a hundred thousand hunks.
  for (let at = rows.length - ROW; at >= 0; at -= ROW) {
    const origin = blame.origins[rows[at + 3] ?? 0];
    if (origin !== undefined) firstRows.set(origin, at);
  }
  return [...firstRows].flatMap(([{ commit, path }, at]) => {
    const words = recordOf(blame, commit);
    if (!words || !isCommitted(commit)) return [];
    const row = rows.subarray(at, at + ROW);
    return hunksOf(row, blame.origins, span).map(({ start, sourceLine }) => {
      return { commit, words, path: pathText(path), line: start, originalLine: sourceLine };
    });
  });
}
