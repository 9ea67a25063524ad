/** Who wrote each line of a file, before the lines: what is in sight first. */
import * as vscode from 'vscode';
import { type Annotation, annotate } from './columns.ts';
import { isBlamed } from './lineBlame.ts';
import type { Server } from './server.ts';
import type { FileAnswer } from './wire.ts';

/** Hues from new to old. */
const colors: readonly string[] = Array.from({ length: 10 }, (_, heat) => `blame.age${heat}`);
/** After the last of a burst of edits. */
const AFTER_EDIT = 400;

interface Sheet {
  readonly document: vscode.TextDocument;
  question: vscode.CancellationTokenSource | null;
  timer: NodeJS.Timeout | undefined;
  options: vscode.DecorationOptions[];
  /** Of the text that the options are for. */
  version: number;
}

/** The files that are annotated, until they are closed or the user has seen enough. */
export class Annotations implements vscode.Disposable {
  private readonly server: Server;
  private readonly sheets = new Map<vscode.TextDocument, Sheet>();
  private readonly decoration = vscode.window.createTextEditorDecorationType({
    before: { margin: '0 1.5em 0 0', fontStyle: 'normal' },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
  });
  private readonly listeners: vscode.Disposable;

  constructor(server: Server) {
    this.server = server;
    this.listeners = vscode.Disposable.from(
      vscode.window.onDidChangeVisibleTextEditors(() => this.draw()),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.askLater(document, AFTER_EDIT);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => this.close(document)),
      server.onDidChange(() => {
        for (const document of this.sheets.keys()) this.askLater(document, 0);
      }),
    );
  }

  /** Annotates the file in the active editor, or stops doing so. */
  toggle(): void {
    const document = vscode.window.activeTextEditor?.document;
    if (document === undefined || !isBlamed(document)) return;
    if (this.sheets.has(document)) {
      this.close(document);
      return;
    }
    this.sheets.set(document, { document, question: null, timer: undefined, options: [], version: 0 });
    this.askLater(document, 0);
  }

  dispose(): void {
    this.listeners.dispose();
    for (const document of this.sheets.keys()) this.close(document);
    this.decoration.dispose();
  }

  private close(document: vscode.TextDocument): void {
    const sheet = this.sheets.get(document);
    if (sheet === undefined) return;
    this.giveUp(sheet);
    this.sheets.delete(document);
    this.draw();
  }

  private giveUp(sheet: Sheet): void {
    clearTimeout(sheet.timer);
    sheet.question?.cancel();
    sheet.question?.dispose();
    sheet.question = null;
  }

  private askLater(document: vscode.TextDocument, wait: number): void {
    const sheet = this.sheets.get(document);
    if (sheet === undefined) return;
    this.giveUp(sheet);
    sheet.timer = setTimeout(() => void this.ask(sheet), wait);
  }

  private async ask(sheet: Sheet): Promise<void> {
    const question = new vscode.CancellationTokenSource();
    sheet.question = question;
    // The first time the lines in sight don't wait for the others.
    if (sheet.options.length === 0) await this.fill(sheet, question.token, this.inSight(sheet.document));
    await this.fill(sheet, question.token, null);
  }

  private async fill(
    sheet: Sheet,
    token: vscode.CancellationToken,
    lines: vscode.Range | null,
  ): Promise<void> {
    const { document } = sheet;
    const { version } = document;
    const textDocument = { uri: this.server.uriOf(document), version };
    const range = lines && {
      start: { line: lines.start.line, character: 0 },
      end: { line: lines.end.line + 1, character: 0 },
    };
    const params = { textDocument, ...(range && { range }) };
    const answer = await this.server.ask<FileAnswer>('blame/file', params, token);
    if (answer === null || token.isCancellationRequested || document.version !== version) return;
    if (answer.version !== null && answer.version !== version) return;
    const uncommitted = vscode.workspace.getConfiguration('blame').get('uncommittedText', '');
    sheet.options = annotate(answer, Date.now() / 1000, uncommitted).map(decorationOf);
    sheet.version = version;
    this.draw();
  }

  private inSight(document: vscode.TextDocument): vscode.Range | null {
    const editor = vscode.window.visibleTextEditors.find((candidate) => candidate.document === document);
    return editor?.visibleRanges[0] ?? null;
  }

  private draw(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      const sheet = this.sheets.get(editor.document);
      // In an edited text the editor moves what is there until there is an answer for the newest.
      if (sheet === undefined || sheet.version === editor.document.version)
        editor.setDecorations(this.decoration, sheet?.options ?? []);
    }
  }
}

function decorationOf({ line, text, heat }: Annotation): vscode.DecorationOptions {
  const color = new vscode.ThemeColor(colors[heat] ?? 'editorCodeLens.foreground');
  return {
    range: new vscode.Range(line, 0, line, 0),
    renderOptions: { before: { contentText: text, color } },
  };
}
