/**
 * What many editors do, as a server: each question spawns `git blame --incremental --contents -`. For comparison only.
 * `--kill` ends a process whose question is cancelled; without it the process runs on and its output is thrown away.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type CancellationToken,
  createMessageConnection,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import { gitBinary, gitEnvironment } from '../git.ts';

const kills = process.argv.includes('--kill');
/** Processes at a time: no editor can start thousands. */
const LIMIT = 8;

/** One question, waiting or with its process. */
interface Blame {
  readonly uri: string;
  readonly text: string;
  start: number;
  /** When nobody wanted it any more; infinite while somebody does. */
  unwanted: number;
  isCancelled: boolean;
  child: ChildProcess | null;
  readonly settle: (hunks: number | null) => void;
}

const texts = new Map<string, string>();
const waiting: Blame[] = [];
const running = new Set<Blame>();
const seen = new Set<string>();
/** Each of the `requests` is computed, cancelled or failed; `finished` are the processes that ran to theirs, whoever waited for them. */
const counters = { requests: 0, computed: 0, cancelled: 0, failed: 0, finished: 0, twice: 0 };
const abandonedMs = { max: 0, total: 0 };

const connection = createMessageConnection(
  new StreamMessageReader(process.stdin),
  new StreamMessageWriter(process.stdout),
);

connection.onRequest('initialize', () => ({ capabilities: {} }));
connection.onNotification('textDocument/didOpen', ({ textDocument: { uri, text } }) => {
  texts.set(uri, text);
});
connection.onNotification('textDocument/didChange', ({ textDocument: { uri }, contentChanges }) => {
  // The storm writes at the beginning only.
  texts.set(uri, contentChanges[0].text + (texts.get(uri) ?? ''));
  forget(uri);
});
connection.onNotification('textDocument/didClose', ({ textDocument: { uri } }) => {
  texts.delete(uri);
  forget(uri);
});
connection.onRequest(
  'textDocument/codeLens',
  async ({ textDocument }, token): Promise<unknown> => shown(await blame(textDocument.uri, token)),
);
connection.onRequest(
  'textDocument/inlayHint',
  async ({ textDocument }, token): Promise<unknown> => shown(await blame(textDocument.uri, token)),
);
connection.onRequest('textDocument/hover', async ({ textDocument }, token): Promise<unknown> => {
  const hunks = await blame(textDocument.uri, token);
  return typeof hunks === 'number' ? { contents: `${hunks} hunks` } : hunks;
});
connection.onRequest('blame/stats', () => ({
  inFlight: waiting.length + running.size,
  queued: waiting.length,
  workersBusy: running.size,
  ...counters,
  coalesced: 0,
  cacheHits: 0,
  superseded: 0,
  refused: 0,
  empty: 0,
  abandonedMs,
}));
connection.onClose(() => process.exit());
process.stdin.on('end', () => process.exit());
connection.listen();

function shown(hunks: number | null | ResponseError<void>): unknown {
  return typeof hunks === 'number' ? [{ title: `${hunks} hunks` }] : (hunks ?? []);
}

/** The number of hunks; null for a file without blame. */
function blame(uri: string, token: CancellationToken): Promise<number | null | ResponseError<void>> {
  counters.requests++;
  return new Promise((resolve) => {
    const asked: Blame = {
      uri,
      text: texts.get(uri) ?? '',
      start: 0,
      isCancelled: false,
      child: null,
      unwanted: Number.POSITIVE_INFINITY,
      settle: resolve,
    };
    token.onCancellationRequested(() => {
      counters.cancelled++;
      asked.isCancelled = true;
      asked.unwanted = Math.min(asked.unwanted, performance.now());
      resolve(new ResponseError(-32800, 'cancelled'));
      if (kills) kill(asked);
    });
    waiting.push(asked);
    fill();
  });
}

/** Nobody needs what was asked about the text before, though a client may not say so. */
function forget(uri: string): void {
  for (const asked of [...waiting, ...running])
    if (asked.uri === uri) asked.unwanted = Math.min(asked.unwanted, performance.now());
}

function kill(asked: Blame): void {
  const place = waiting.indexOf(asked);
  if (place >= 0) waiting.splice(place, 1);
  asked.child?.kill('SIGKILL');
}

function fill(): void {
  while (running.size < LIMIT) {
    const next = waiting.shift();
    if (!next) return;
    run(next);
  }
}

function run(asked: Blame): void {
  const file = fileURLToPath(asked.uri);
  const child = spawn(gitBinary, ['blame', '--incremental', '--contents', '-', '--', file], {
    cwd: dirname(file),
    env: gitEnvironment(),
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  asked.child = child;
  asked.start = performance.now();
  running.add(asked);
  let output = '';
  child.stdout.setEncoding('latin1').on('data', (chunk: string) => {
    output += chunk;
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(asked.text);
  child.once('close', (code) => {
    running.delete(asked);
    book(asked, code);
    asked.settle(code === 0 ? (output.match(/^filename /gm) ?? []).length : null);
    fill();
  });
}

function book({ uri, text, unwanted, start, isCancelled }: Blame, code: number | null): void {
  const now = performance.now();
  if (unwanted < now) {
    const ms = now - Math.max(unwanted, start);
    abandonedMs.max = Math.max(abandonedMs.max, ms);
    abandonedMs.total += ms;
  }
  if (code !== 0) {
    if (code !== null && !isCancelled) counters.failed++;
    return;
  }
  counters.finished++;
  if (!isCancelled) counters.computed++;
  const key = `${uri} ${createHash('sha1').update(text).digest('hex')} ${head(dirname(fileURLToPath(uri)))}`;
  if (seen.has(key)) counters.twice++;
  seen.add(key);
}

/** What HEAD is, without asking git; branches of a work tree that was just committed to are loose. */
function head(directory: string): string {
  try {
    const text = readFileSync(join(directory, '.git', 'HEAD'), 'utf8').trim();
    return text.startsWith('ref: ')
      ? readFileSync(join(directory, '.git', text.slice(5)), 'utf8').trim()
      : text;
  } catch {
    return directory === dirname(directory) ? '' : head(dirname(directory));
  }
}
