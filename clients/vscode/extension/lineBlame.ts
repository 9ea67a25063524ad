/** Who wrote the cursor's line: asks when the cursor has come to rest, and gives up the question when it moves on. */
import * as vscode from 'vscode';
import { lineAfter } from './edits.ts';
import type { Server } from './server.ts';
import { type LineAnswer, VERSION_SCHEME } from './wire.ts';

/** What is known of the line that the cursor is in. */
export interface Blamed {
  readonly editor: vscode.TextEditor;
  readonly line: number;
  readonly answer: LineAnswer;
}

/** While a line is being typed nothing is said of it. */
const AFTER_EDIT = 250;

interface Known {
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly answer: LineAnswer;
}

/** Follows the cursor of the active editor, and tells what is to be shown. */
export class LineBlame implements vscode.Disposable {
  private readonly server: Server;
  private readonly shows: (blamed: Blamed | null) => void;
  private readonly listeners: vscode.Disposable;
  private timer: NodeJS.Timeout | undefined;
  private question: vscode.CancellationTokenSource | null = null;
  private known: Known | null = null;
  private shown: Blamed | null = null;

  constructor(server: Server, shows: (blamed: Blamed | null) => void) {
    this.server = server;
    this.shows = shows;
    this.listeners = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor(() => this.follow(delay())),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === vscode.window.activeTextEditor) this.follow(delay());
      }),
      vscode.workspace.onDidChangeTextDocument((event) => this.edited(event)),
      server.onDidChange(() => this.forget()),
    );
    this.follow(0);
  }

  dispose(): void {
    this.listeners.dispose();
    this.giveUp();
  }

  /** What is shown now. */
  get current(): Blamed | null {
    return this.shown;
  }

  /** Asks anew: what was known may not hold any more. What is shown stays until the answer is there. */
  forget(): void {
    this.known = null;
    this.follow(delay());
  }

  /** Shows what is known already; else asks, unless the cursor moves on within `wait` milliseconds. */
  private follow(wait: number): void {
    const editor = vscode.window.activeTextEditor;
    this.giveUp();
    if (editor === undefined || !this.server.isRunning || !isBlamed(editor.document)) {
      this.show(null);
      return;
    }
    const line = editor.selection.active.line;
    const answer = this.recall(editor.document, line);
    if (answer !== null) {
      this.show({ editor, line, answer });
      return;
    }
    if (this.shown !== null && (this.shown.editor !== editor || this.shown.line !== line)) this.show(null);
    this.timer = setTimeout(() => void this.ask(editor), wait);
  }

  private recall(document: vscode.TextDocument, line: number): LineAnswer | null {
    if (this.known?.document !== document || this.known.version !== document.version) return null;
    const { hunk } = this.known.answer;
    return hunk.startLine <= line && line < hunk.endLine ? this.known.answer : null;
  }

  private async ask(editor: vscode.TextEditor): Promise<void> {
    const { document } = editor;
    const { version } = document;
    const line = editor.selection.active.line;
    const question = new vscode.CancellationTokenSource();
    this.question = question;
    const params = {
      textDocument: { uri: this.server.uriOf(document), version },
      position: { line, character: 0 },
    };
    const answer = await this.server.ask<LineAnswer>('blame/line', params, question.token);
    // Cancelled, or the text has changed since: then another question is on its way.
    if (this.question !== question || document.version !== version) return;
    this.giveUp();
    if (answer !== null && answer.version !== null && answer.version !== version) return;
    this.known = answer && { document, version, answer };
    this.show(answer && { editor, line, answer });
  }

  private edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (contentChanges.length === 0 || document !== vscode.window.activeTextEditor?.document) return;
    if (this.shown !== null) {
      // The editor moves the text along with the line; what was said of a line that is touched is not true any more.
      const line = lineAfter(this.shown.line, contentChanges);
      if (line === null) this.show(null);
      else this.shown = { ...this.shown, line };
    }
    this.follow(AFTER_EDIT);
  }

  private giveUp(): void {
    clearTimeout(this.timer);
    this.question?.cancel();
    this.question?.dispose();
    this.question = null;
  }

  private show(blamed: Blamed | null): void {
    if (blamed === null && this.shown === null) return;
    this.shown = blamed;
    this.shows(blamed);
  }
}

/** Files, and versions of files. */
export function isBlamed({ uri }: vscode.TextDocument): boolean {
  return uri.scheme === 'file' || (uri.scheme === VERSION_SCHEME && !/(^|&)show=/.test(uri.query));
}

function delay(): number {
  return Math.max(0, vscode.workspace.getConfiguration('blame').get('line.delay', 100));
}
