/** Blames the same files by all sides in turn, over and over, and keeps what each took. */
import type { LspClient } from '../../test/support/lspClient.ts';
import { git } from '../git.ts';
import { watchProcess } from '../processWatch.ts';
import { median } from '../statistics.ts';
import type { ChosenFile } from './files.ts';
import { startServer, timeOfFirstHunk, timeOfGit, timeOfServer, type Way } from './sides.ts';

/** One side's times: by file, the median of all rounds, in milliseconds. */
export type Times = readonly number[];

export interface Measured {
  readonly git: Times;
  /** First time the server is asked for the file. */
  readonly cold: Times;
  /** The same question once more. */
  readonly again: Times;
  /** Until the first lines of a screen in the middle. */
  readonly first: Times;
  /** By round: the first blame of the server's life beside git's of the same file, as a ratio. */
  readonly opening: readonly number[];
  /** Of one round: what the engine counted for the cold blames, and the most memory the server had, in bytes. */
  readonly work: Work;
}

interface Work {
  readonly commitsVisited: number;
  readonly treesRead: number;
  readonly blobsRead: number;
  readonly diffs: number;
  readonly bytesInflated: number;
  readonly peak: number;
}

export interface Plan {
  readonly directory: string;
  readonly caches: string;
  readonly files: readonly ChosenFile[];
  readonly rounds: number;
  readonly historyIndex: boolean;
  readonly keepComparisons: boolean;
  readonly way: Way;
}

export const plain: Way = { name: 'plain', args: [], options: {} };

/**
 * In each round a server that has blamed nothing yet, and one more for the first hunks. Files come in an order of their own each
 * round, git and the server take turns, and who begins changes.
 */
export async function measure(plan: Plan): Promise<Measured> {
  const { directory, files, rounds, way } = plan;
  const taken = files.map(() => ({
    git: [] as number[],
    cold: [] as number[],
    again: [] as number[],
    first: [] as number[],
  }));
  const lines = files.map(({ path }) => git(directory, ['show', `HEAD:${path}`]).split('\n').length);
  let work: Work | null = null;
  const opening: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const [client, streaming] = [await startServer(plan), await startServer(plan)];
    const watch = watchProcess(client.process.pid ?? 0);
    const order = shuffled(files.length, round);
    for (const at of order) {
      const asked = { directory, path: files[at]?.path ?? '', way };
      const times = taken[at];
      if (!times) continue;
      if (round % 2 === 0) times.git.push(timeOfGit(directory, asked.path, way));
      times.cold.push(await timeOfServer(client, asked));
      if (round % 2 === 1) times.git.push(timeOfGit(directory, asked.path, way));
      times.again.push(await timeOfServer(client, asked));
      times.first.push(await timeOfFirstHunk(streaming, { ...asked, lines: lines[at] ?? 1 }));
      if (at === order[0]) opening.push((times.cold.at(-1) ?? Number.NaN) / (times.git.at(-1) ?? Number.NaN));
    }
    watch.stop();
    work = await workOf(client, watch.peaks.rss);
    await Promise.all([client.stop(), streaming.stop()]);
  }
  const medians = (side: 'git' | 'cold' | 'again' | 'first') => taken.map((times) => median(times[side]));
  if (work === null) throw new RangeError('--rounds must be at least 1');
  return {
    git: medians('git'),
    cold: medians('cold'),
    again: medians('again'),
    first: medians('first'),
    opening,
    work,
  };
}

async function workOf(client: LspClient, peak: number): Promise<Work> {
  const { commitsVisited, treesRead, blobsRead, diffs, bytesInflated } = (await client.stats()).engine;
  return { commitsVisited, treesRead, blobsRead, diffs, bytesInflated, peak };
}

/** The numbers below `length` in an order that is the round's own and the same in every run. */
function shuffled(length: number, round: number): number[] {
  const step =
    [7, 11, 13, 17, 19, 23].map((prime) => prime + round).find((each) => gcd(each, length) === 1) ?? 1;
  return Array.from({ length }, (_, i) => (i * step + round) % length);
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
