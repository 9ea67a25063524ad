/** The commands that are the extension's own; what the server can do itself it does. */
import * as vscode from 'vscode';
import { isBlamed, type LineBlame } from './lineBlame.ts';
import { targetOf } from './lineView.ts';
import type { Server } from './server.ts';
import { type CommandTarget, type ContentAnswer, isCommitted, type LineAnswer } from './wire.ts';

/** What a command that was called without arguments is about: the cursor's line or the selection. Null where there is no file. */
export function targetAtCursor(lineBlame: LineBlame): CommandTarget | null {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || !isBlamed(editor.document)) return null;
  const { current } = lineBlame;
  const { start, end, active } = editor.selection;
  if (start.line === end.line && current?.editor === editor && current.line === active.line)
    return targetOf(current);
  return { uri: editor.document.uri.toString(), line: start.line, endLine: lastLine(start, end) };
}

/** A selection that ends before a line's first character does not touch that line. */
function lastLine(start: vscode.Position, end: vscode.Position): number {
  return end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
}

/** Shows what the commit of the cursor's line did to the file, side by side; what is not committed beside the commit. */
export async function compare(server: Server): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || !isBlamed(editor.document)) return;
  const { document } = editor;
  const line = editor.selection.active.line;
  const token = new vscode.CancellationTokenSource().token;
  const textDocument = { uri: server.uriOf(document) };
  const position = { line, character: 0 };
  const answer = await server.ask<LineAnswer>('blame/line', { textDocument, position }, token);
  if (answer === null) {
    vscode.window.setStatusBarMessage('Blame: nothing is known of this line', 4000);
    return;
  }
  const { hunk, commit } = answer;
  const at = async (place: { commit: string; path: string }) => {
    const content = await server.ask<ContentAnswer>('blame/content', { textDocument, ...place }, token);
    return content && vscode.Uri.parse(content.uri);
  };
  const now = isCommitted(hunk) ? await at({ commit: hunk.commit, path: hunk.originalPath }) : document.uri;
  const before = hunk.previous ? await at(hunk.previous) : null;
  const shownLine = isCommitted(hunk) ? hunk.originalLine + line - hunk.startLine : line;
  const selection = new vscode.Range(shownLine, 0, shownLine, 0);
  if (now !== null && before !== null) {
    const title = isCommitted(hunk) ? `${hunk.commit.slice(0, 8)} ${commit.summary}` : 'Not committed yet';
    await vscode.commands.executeCommand('vscode.diff', before, now, title, { selection });
  } else if (now !== null) {
    // The file begins here: there is nothing to compare it with.
    await vscode.window.showTextDocument(now, { selection });
  }
}
