/** Shows who wrote the cursor's line: after its end, and in the status bar. */
import * as vscode from 'vscode';
import type { Blamed } from './lineBlame.ts';
import { type Facts, lineText, oneLine, withoutIcons } from './text.ts';
import { type CommandTarget, isCommitted } from './wire.ts';

/** What a line's blame looks like. Where VS Code's own Git extension is told to show the same, it does and this does not. */
export class LineView implements vscode.Disposable {
  private readonly decoration = vscode.window.createTextEditorDecorationType({
    after: { margin: '0 0 0 3em', color: new vscode.ThemeColor('blame.lineForeground'), fontStyle: 'normal' },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
  });
  private readonly item = vscode.window.createStatusBarItem(
    'blame.line',
    vscode.StatusBarAlignment.Right,
    100,
  );
  private decorated: vscode.TextEditor | null = null;
  private last: Blamed | null = null;
  private isOn = true;

  constructor() {
    this.item.name = 'Blame';
  }

  dispose(): void {
    this.show(null);
    this.decoration.dispose();
    this.item.dispose();
  }

  show(blamed: Blamed | null): void {
    this.last = blamed;
    const facts = blamed && factsOf(blamed);
    this.decorate(
      blamed,
      facts === null || !this.isOn || !wants('line', 'editorDecoration') ? '' : text('line', facts),
    );
    const status = facts === null || !wants('statusBar', 'statusBarItem') ? '' : text('statusBar', facts);
    if (blamed === null || status === '') {
      this.item.hide();
      return;
    }
    this.item.text = `$(git-commit) ${withoutIcons(status)}`;
    this.item.tooltip = tooltip(blamed);
    this.item.command = isCommitted(blamed.answer.hunk)
      ? { title: 'Show the commit', command: 'blame.showCommit', arguments: [targetOf(blamed)] }
      : { title: 'Compare with the commit', command: 'blame.compare' };
    this.item.show();
  }

  /** Shows the same again, by the settings of now. */
  refresh(): void {
    this.show(this.last);
  }

  /** Switches the text in the editor off and on, for the session. */
  toggle(): void {
    this.isOn = !this.isOn;
    this.refresh();
  }

  private decorate(blamed: Blamed | null, contentText: string): void {
    if (this.decorated !== null && this.decorated !== blamed?.editor)
      this.decorated.setDecorations(this.decoration, []);
    this.decorated = blamed?.editor ?? null;
    if (blamed === null) return;
    const { line, editor } = blamed;
    if (contentText === '' || line >= editor.document.lineCount) {
      editor.setDecorations(this.decoration, []);
      return;
    }
    const { end } = editor.document.lineAt(line).range;
    editor.setDecorations(this.decoration, [
      { range: new vscode.Range(end, end), renderOptions: { after: { contentText } } },
    ]);
  }
}

/** What the server's commands need to know of a line that has been blamed. */
export function targetOf({ editor, line, answer: { hunk } }: Blamed): CommandTarget {
  const uri = editor.document.uri.toString();
  if (!isCommitted(hunk)) return { uri, line };
  const originalLine = hunk.originalLine + line - hunk.startLine;
  return { uri, line, commit: hunk.commit, path: hunk.originalPath, originalLine };
}

function factsOf({ answer }: Blamed): Facts {
  const uncommitted = vscode.workspace.getConfiguration('blame').get('uncommittedText', '');
  return { ...answer, now: Date.now() / 1000, uncommitted };
}

function text(group: 'line' | 'statusBar', facts: Facts): string {
  return lineText(vscode.workspace.getConfiguration('blame').get(`${group}.format`, ''), facts);
}

function wants(group: 'line' | 'statusBar', ofGit: string): boolean {
  const isWanted = vscode.workspace.getConfiguration('blame').get(`${group}.enabled`, true);
  return isWanted && !vscode.workspace.getConfiguration('git').get(`blame.${ofGit}.enabled`, false);
}

function tooltip({ answer: { hunk, commit } }: Blamed): string {
  if (!isCommitted(hunk)) return 'Compare with the version that was committed';
  const { name, email } = commit.author;
  return `${oneLine(commit.summary)}\n${oneLine(name)} <${oneLine(email)}>\n${hunk.commit.slice(0, 8)}: show the commit`;
}
