/** One language server as a child process, spoken to over its standard streams the way an editor does. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { createMessageConnection, type MessageConnection } from 'vscode-jsonrpc/node';

export interface Session {
  readonly connection: MessageConnection;
  /** Rejects when the server ends or can't be started before `close` was called; never resolves. */
  readonly died: Promise<never>;
  /** Says goodbye by the book and makes sure that the process is gone. */
  close(): Promise<void>;
}

/** How long a server may take to leave after `exit` before it is killed. */
const FAREWELL_MS = 1000;

/** Starts `command` and makes a connection; nothing has been said on it yet. */
export function startSession(command: readonly string[]): Session {
  const [program = '', ...args] = command;
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints = (complaints + text).slice(-2000);
  });
  // A server that died breaks the pipe; `died` tells the reason better than the broken pipe could.
  child.stdin.on('error', () => {});

  let closing = false;
  const died = new Promise<never>((_, reject) => {
    child.once('error', (error) => reject(new Error(`the server can't be started: ${error.message}`)));
    child.once('exit', (code, signal) => {
      if (!closing) reject(new Error(deathNotice(code ?? signal, complaints)));
    });
  });
  died.catch(() => {});

  const connection = createMessageConnection(child.stdout, child.stdin);
  answerTheServer(connection);
  connection.listen();
  return {
    connection,
    died,
    async close() {
      closing = true;
      await farewell(connection, child);
    },
  };
}

function deathNotice(how: number | string | null, complaints: string): string {
  const lastLine = complaints.trimEnd().split('\n').at(-1);
  return `the server ended too soon (${how})${lastLine ? `: ${lastLine}` : ''}`;
}

/** A server may ask things of its client; this one has no settings and grants whatever is asked. */
function answerTheServer(connection: MessageConnection): void {
  connection.onRequest((method, params) => {
    if (method !== 'workspace/configuration') return null;
    const items = (params as { readonly items?: readonly unknown[] } | undefined)?.items ?? [];
    return items.map(() => null);
  });
  connection.onUnhandledNotification(() => {});
  connection.onError(() => {});
}

async function farewell(
  connection: MessageConnection,
  child: ChildProcessByStdio<Writable, Readable, Readable>,
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const killer = setTimeout(() => child.kill('SIGKILL'), FAREWELL_MS);
  connection
    .sendRequest('shutdown')
    .then(() => connection.sendNotification('exit'))
    .catch(() => child.kill());
  await gone;
  clearTimeout(killer);
  connection.dispose();
}
