/** An editor at work in one file of a live repository, with a clock and the server's counters around each of its steps. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { BlameStats } from '../../server/lsp/protocol.ts';
import { isIdle, type LspClient, startClient } from '../../test/support/lspClient.ts';
import { git, gitBinary, gitEnvironment } from '../git.ts';

/** What a step took. */
export interface Taken {
  readonly ms: number;
  readonly commitsVisited: number;
  readonly diffs: number;
}

export interface Editing {
  readonly client: LspClient;
  readonly directory: string;
  readonly path: string;
  readonly uri: string;
  /** When each change of HEAD was told, on the clock of `performance`. */
  readonly heads: number[];
  version: number;
}

/** Starts a server with a cache directory of its own and opens the file. */
export async function startEditing(place: {
  readonly directory: string;
  readonly path: string;
  readonly caches: string;
}): Promise<Editing> {
  const { directory, path, caches } = place;
  const client = startClient(['--stdio'], { ...gitEnvironment(), XDG_CACHE_HOME: caches });
  const heads: number[] = [];
  client.connection.onNotification('blame/didChange', ({ reason }: { reason: string }) => {
    if (reason === 'head') heads.push(performance.now());
  });
  await client.initialize();
  const uri = client.open(join(directory, path), textOf({ directory, path }));
  return { client, directory, path, uri, heads, version: 1 };
}

export function textOf({ directory, path }: Pick<Editing, 'directory' | 'path'>): string {
  return readFileSync(join(directory, path), 'utf8');
}

/** The whole file's blame, from request to answer. */
export async function blameWhole(editing: Editing): Promise<Taken> {
  return measured(editing, () => editing.client.blame({ textDocument: { uri: editing.uri } }));
}

/** The blame of the file as a commit has it. */
export async function blameAt(editing: Editing, revision: string): Promise<Taken> {
  const textDocument = { uri: editing.uri };
  return measured(editing, () => editing.client.blame({ textDocument, options: { revision } }));
}

/** What an editor asks after a keystroke: who wrote the line that the cursor is in, or the lines on the screen. */
export type Asked = 'line' | 'screen';

/** One character typed, and what is asked then: from the edit to the answer. */
export async function typeAt(editing: Editing, line: number, asked: Asked): Promise<Taken> {
  const { client, uri } = editing;
  const position = { line, character: 0 };
  return measured(editing, async () => {
    client.notify('textDocument/didChange', {
      textDocument: { uri, version: ++editing.version },
      contentChanges: [{ range: { start: position, end: position }, text: 'x' }],
    });
    if (asked === 'line') await client.request('blame/line', { textDocument: { uri }, position });
    else {
      const start = { line: Math.max(0, line - 25), character: 0 };
      const range = { start, end: { line: line + 25, character: 0 } };
      await client.blame({ textDocument: { uri }, range });
    }
  });
}

/** The editor's text becomes what is on disk. */
export function reload(editing: Editing): void {
  const { client, uri } = editing;
  client.notify('textDocument/didChange', {
    textDocument: { uri, version: ++editing.version },
    contentChanges: [{ text: textOf(editing) }],
  });
}

/** Changes one line on disk and in the editor, and tells that it was saved; the answer that follows is measured. */
export async function save(editing: Editing, line: number): Promise<Taken> {
  const { client, uri, directory, path } = editing;
  const lines = textOf(editing).split('\n');
  lines[line] = `${lines[line] ?? ''} changed`;
  const text = lines.join('\n');
  client.notify('textDocument/didChange', {
    textDocument: { uri, version: ++editing.version },
    contentChanges: [{ text }],
  });
  await client.blame({ textDocument: { uri } });
  writeFileSync(join(directory, path), text);
  return measured(editing, async () => {
    client.notify('textDocument/didSave', { textDocument: { uri } });
    await client.blame({ textDocument: { uri } });
  });
}

/** Lets git move HEAD; milliseconds from its end until the server has told that it noticed, negative when git was still at it. */
export async function moveHead(editing: Editing, args: readonly string[]): Promise<number> {
  const before = editing.heads.length;
  git(editing.directory, args);
  const moved = performance.now();
  while (editing.heads.length === before) {
    await wait(1);
    if (performance.now() - moved > 10_000) throw new Error(`nobody noticed git ${args[0]}`);
  }
  return (editing.heads.at(-1) ?? moved) - moved;
}

export async function untilIdle(client: LspClient): Promise<BlameStats> {
  for (;;) {
    const stats = await client.stats();
    if (isIdle(stats)) return stats;
    await wait(20);
  }
}

/** `git blame` of the committed file as a plugin would run it, to its end. */
export function gitBlame(
  { directory, path }: Pick<Editing, 'directory' | 'path'>,
  revision = 'HEAD',
): number {
  const start = performance.now();
  const { status } = spawnSync(gitBinary, ['blame', '--porcelain', revision, '--', path], {
    cwd: directory,
    env: gitEnvironment(),
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`git blame of ${path}: status ${status}`);
  return performance.now() - start;
}

async function measured({ client }: Editing, act: () => Promise<unknown>): Promise<Taken> {
  const before = (await client.stats()).engine;
  const start = performance.now();
  await act();
  const ms = performance.now() - start;
  const after = (await client.stats()).engine;
  return {
    ms,
    commitsVisited: after.commitsVisited - before.commitsVisited,
    diffs: after.diffs - before.diffs,
  };
}
