/** The sides that blame a file: git, spawned for it, and a server that runs, asked over its wire. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type LspClient, startClient, uriOf } from '../../test/support/lspClient.ts';
import { gitBinary, gitEnvironment } from '../git.ts';
import { beginIndex, untilIndexed } from '../historyIndex.ts';
import { processorSeconds, watchProcess } from '../processWatch.ts';

/** A way to blame that both sides know. */
export interface Way {
  readonly name: string;
  readonly args: readonly string[];
  readonly options: object;
}

const WINDOW_LINES = 50;

/** Milliseconds from spawning `git blame` to its end, its output read. */
export function timeOfGit(directory: string, path: string, { args }: Way): number {
  const start = performance.now();
  const { status } = spawnSync(gitBinary, ['blame', '--porcelain', ...args, 'HEAD', '--', path], {
    cwd: directory,
    env: gitEnvironment(),
    maxBuffer: 1 << 30,
  });
  const time = performance.now() - start;
  if (status !== 0) throw new Error(`git blame ${args.join(' ')} -- ${path}: status ${status}`);
  return time;
}

/** Most memory that one `git blame` has at a time, in bytes: what it maps of packs is in it, as far as it looked there. */
export async function memoryOfGit(directory: string, path: string): Promise<number> {
  const child = spawn(gitBinary, ['blame', '--porcelain', 'HEAD', '--', path], {
    cwd: directory,
    env: gitEnvironment(),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const watch = watchProcess(child.pid ?? 0);
  await once(child, 'close');
  watch.stop();
  return watch.peaks.rss;
}

export interface ServerSetup {
  readonly directory: string;
  /** Where its caches on disk are. */
  readonly caches: string;
  readonly historyIndex: boolean;
  /** Whether it makes and uses comparisons that are kept beside the index. */
  readonly keepComparisons: boolean;
}

/** A server that has opened the repository and blamed nothing: its thread is there, and no result is kept on disk. */
export async function startServer({
  directory,
  caches,
  historyIndex,
  keepComparisons,
}: ServerSetup): Promise<LspClient> {
  const client = startClient(['--stdio'], { XDG_CACHE_HOME: caches });
  const settings = {
    historyIndex,
    keepComparisons,
    keepBlames: false,
    threads: 1,
    timeLimitSeconds: null,
    findIgnoreRevs: false,
  };
  await client.initialize({ initializationOptions: settings });
  await client.request('blame/commit', {
    textDocument: { uri: uriOf(join(directory, 'x')) },
    commit: 'HEAD',
  });
  return client;
}

/** Milliseconds from request to answer. */
export async function timeOfServer(
  client: LspClient,
  { directory, path, way }: { directory: string; path: string; way: Way },
): Promise<number> {
  const start = performance.now();
  await client.blame({
    textDocument: { uri: uriOf(join(directory, path)) },
    options: { revision: 'HEAD', ...way.options },
  });
  return performance.now() - start;
}

/** Milliseconds until the first lines of a screen in the middle of the file have found their commit. */
export async function timeOfFirstHunk(
  client: LspClient,
  { directory, path, lines }: { directory: string; path: string; lines: number },
): Promise<number> {
  const start = performance.now();
  const first = Math.max(0, Math.floor((lines - WINDOW_LINES) / 2));
  const line = (number: number) => ({ line: number, character: 0 });
  const partialResultToken = `first hunk ${path}`;
  let arrived = Number.NaN;
  const listening = client.connection.onNotification('$/progress', (params: { token: unknown }) => {
    if (params.token === partialResultToken && Number.isNaN(arrived)) arrived = performance.now() - start;
  });
  await client.request('blame/file', {
    textDocument: { uri: uriOf(join(directory, path)) },
    range: { start: line(first), end: line(Math.min(lines, first + WINDOW_LINES)) },
    options: { revision: 'HEAD' },
    partialResultToken,
  });
  listening.dispose();
  return arrived;
}

type Place = Pick<ServerSetup, 'directory' | 'caches'>;

/** Has a server bring its index of history up to date in the caches, and ends it. */
export async function buildIndex(place: Place, path: string): Promise<void> {
  const client = await startServer({ ...place, historyIndex: true, keepComparisons: false });
  await beginIndex(client, uriOf(join(place.directory, path)));
  await untilIndexed(client);
  await client.stop();
}

/** What comparing the files with long histories took and came to. */
export interface Comparing {
  /** Seconds of processor time that the server took for it, in all. */
  readonly processor: number;
  /** Seconds from the blame after which it began to the last file. */
  readonly time: number;
  readonly files: number;
  readonly bytes: number;
}

/** Has a server compare them while nothing is asked, and ends it. */
export async function compareLongFiles(place: Place, path: string): Promise<Comparing> {
  const client = await startServer({ ...place, historyIndex: true, keepComparisons: true });
  const { pid = 0 } = client.process;
  await beginIndex(client, uriOf(join(place.directory, path)));
  const [processor, start] = [processorSeconds(pid), performance.now()];
  const comparing = await untilStill(() => ({
    ...keptIn(place.caches),
    processor: processorSeconds(pid) - processor,
    time: (performance.now() - start) / 1000,
  }));
  await client.stop();
  return comparing;
}

/** Longer than from a blame to the first file, and than any file takes. */
const STILL_MS = 6000;

/** What it was when it last changed. */
async function untilStill(look: () => Comparing): Promise<Comparing> {
  let last = look();
  for (let since = performance.now(); performance.now() - since < STILL_MS; ) {
    await wait(100);
    const now = look();
    if (now.files === last.files && now.bytes === last.bytes) continue;
    last = now;
    since = performance.now();
  }
  return last;
}

function keptIn(caches: string): Pick<Comparing, 'files' | 'bytes'> {
  const kept = join(caches, 'blame-language-server', 'comparisons');
  if (!existsSync(kept)) return { files: 0, bytes: 0 };
  const files = readdirSync(kept, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.list'),
  );
  const sizes = files.map((name) => statSync(join(kept, name), { throwIfNoEntry: false })?.size ?? 0);
  return { files: files.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}
