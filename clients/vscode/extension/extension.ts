/** The extension for VS Code: wires the server, the text at the end of the line, annotations and commands together. */
import * as vscode from 'vscode';
import { Annotations } from './annotations.ts';
import { compare, targetAtCursor } from './commands.ts';
import { LineBlame } from './lineBlame.ts';
import { LineView } from './lineView.ts';
import { Server } from './server.ts';

let server: Server | null = null;

/** Called by VS Code, once. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel('Blame', { log: true });
  const bundled = context.asAbsolutePath('server/dist/main.js');
  const running = new Server({ bundled, log, target: () => targetAtCursor(lineBlame) });
  server = running;
  const view = new LineView();
  const lineBlame = new LineBlame(running, (blamed) => view.show(blamed));
  const annotations = new Annotations(running);
  const on = (command: string, does: () => unknown) => vscode.commands.registerCommand(command, does);
  context.subscriptions.push(
    log,
    running,
    view,
    lineBlame,
    annotations,
    on('blame.toggleLine', () => view.toggle()),
    on('blame.toggleAnnotations', () => annotations.toggle()),
    on('blame.compare', () => compare(running)),
    on('blame.restart', () => running.restart()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => running.restart()),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration('blame')) await running.settingsChanged(event);
      if (event.affectsConfiguration('blame') || event.affectsConfiguration('git.blame')) view.refresh();
    }),
  );
  await running.restart();
}

/** Called by VS Code before it ends. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}
