/** The main job from a client's side: start a server, open the file, ask who wrote it, print it, say goodbye. */
import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type MessageConnection, ProgressType, ResponseError } from 'vscode-jsonrpc/node';
import { render } from './render.ts';
import { startSession } from './session.ts';
import type { BlamePart, BlameResult, Commit, Hunk, Stats } from './wire.ts';

export interface AnnotateRequest {
  /** Absolute path of the file. */
  readonly file: string;
  /** The command line that starts the server. */
  readonly server: readonly string[];
}

export interface AnnotateOutput {
  readonly write: (text: string) => void;
  readonly terminal: boolean;
  readonly plain: boolean;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What one file's blame came to. */
interface Blamed extends BlamePart {
  readonly revision: string | null;
  /** Milliseconds from the request on. */
  readonly firstHunk: number;
  readonly total: number;
  readonly commitsVisited: number;
}

const partialBlame = new ProgressType<BlamePart>();

/** Prints the annotated file and a line of figures; throws an Error with one clear line when it can't. */
export async function annotateFile({ file, server }: AnnotateRequest, output: AnnotateOutput): Promise<void> {
  const content = readRegularFile(file);
  const session = startSession(server);
  try {
    const blamed = await Promise.race([ask(session.connection, file, content, output.now), session.died]);
    if (blamed.revision === null) {
      throw new Error(`${file}: nothing to blame: not in a git repository, or not tracked there`);
    }
    const { terminal, plain, now, write } = output;
    const text = content.toString('utf8');
    const lines = render(text, blamed, { terminal, plain, now: now() / 1000, path: file });
    write(lines.map((line) => `${line}\n`).join(''));
    write(`${figures(blamed)}\n`);
  } finally {
    await session.close();
  }
}

function readRegularFile(file: string): Buffer {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) throw new Error(`${file}: no such file`);
  if (!stat.isFile()) throw new Error(`${file}: not a regular file`);
  return readFileSync(file);
}

async function ask(
  connection: MessageConnection,
  file: string,
  content: Buffer,
  now: () => number,
): Promise<Blamed> {
  const uri = pathToFileURL(file).href;
  await connection.sendRequest('initialize', {
    processId: process.pid,
    clientInfo: { name: 'blame-terminal' },
    rootUri: null,
    workspaceFolders: [{ uri: pathToFileURL(dirname(file)).href, name: 'file' }],
    capabilities: { general: { positionEncodings: ['utf-16'] } },
  });
  await connection.sendNotification('initialized', {});
  await openDocument(connection, uri, content);

  const started = now();
  let firstHunk = Number.NaN;
  const hunks: Hunk[] = [];
  const commits: Record<string, Commit> = {};
  const take = (part: BlamePart) => {
    if (part.hunks.length > 0 && Number.isNaN(firstHunk)) firstHunk = now() - started;
    hunks.push(...part.hunks);
    Object.assign(commits, part.commits);
  };
  const token = 'blame';
  const listening = connection.onProgress(partialBlame, token, take);
  const question = { textDocument: { uri }, partialResultToken: token };
  const result = await inOneLine(connection.sendRequest<BlameResult>('blame/file', question));
  listening.dispose();
  take(result);
  const total = now() - started;
  const { engine } = await connection.sendRequest<Stats>('blame/stats', {});
  return {
    revision: result.revision,
    hunks,
    commits,
    firstHunk,
    total,
    commitsVisited: engine.commitsVisited,
  };
}

/** Editors open only text; what is not UTF-8 can't be sent, and the server reads it from the disk instead. */
async function openDocument(connection: MessageConnection, uri: string, content: Buffer): Promise<void> {
  const text = content.toString('utf8');
  if (!Buffer.from(text).equals(content)) return;
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'plaintext', version: 1, text },
  });
}

/** Adds the hint of a refusal to its message. */
async function inOneLine<Value>(answer: Promise<Value>): Promise<Value> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof ResponseError)) throw error;
    const hint = (error.data as { readonly hint?: string } | undefined)?.hint;
    throw new Error(hint ? `${error.message} (${hint})` : error.message, { cause: error });
  }
}

function figures({ commitsVisited, firstHunk, total }: Blamed): string {
  const first = Number.isNaN(firstHunk) ? 'no hunks' : `first hunk after ${Math.round(firstHunk)} ms`;
  return `${commitsVisited} commits visited, ${first}, ${Math.round(total)} ms in all`;
}
