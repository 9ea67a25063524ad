/** What a blame costs as history grows: files that as many commits touch, blamed in shorter and longer parts of one history. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type LspClient, startClient, uriOf } from '../../test/support/lspClient.ts';
import { git } from '../git.ts';
import { beginIndex, untilIndexed } from '../historyIndex.ts';
import { processorSeconds, watchProcess } from '../processWatch.ts';
import type { Table } from '../report.ts';
import { figure, median } from '../statistics.ts';
import { expectedEdits, syntheticPath, timeOfCommit } from '../syntheticRepository.ts';
import type { LargeShape } from './largeRepository.ts';

/** About so many commits touch the files that are compared. */
const TOUCHES = [10, 100, 1000] as const;
/** Files for each of them. */
const EACH = 7;

export interface Growing {
  /** A synthetic repository. */
  readonly original: string;
  readonly shape: LargeShape;
  readonly place: string;
  readonly say: (message: string) => void;
}

export async function measureGrowth(growing: Growing): Promise<Table[]> {
  const grown: Grown[] = [];
  const { commits: all } = growing.shape;
  for (const commits of [all / 10, all / 5, all].map(Math.round)) {
    growing.say(`a history of ${figure(commits)} commits`);
    grown.push(await blamesOf(growing, commits));
  }
  return [touchTable(grown), buildTable(grown)];
}

/** Medians over the files of one row. */
interface Costs {
  readonly touching: number;
  readonly commitsVisited: number;
  readonly treesRead: number;
  readonly blobsRead: number;
  readonly diffs: number;
  readonly milliseconds: number;
}

interface Grown {
  readonly commits: number;
  /** In the order of `TOUCHES`; null where no file has so many. */
  readonly costs: readonly (Costs | null)[];
  /** Processor time of the index, in seconds, its size in bytes and the most memory of the server. */
  readonly build: { readonly processor: number; readonly bytes: number; readonly peak: number };
}

async function blamesOf({ original, shape: { files }, place }: Growing, commits: number): Promise<Grown> {
  const directory = join(place, `first-${commits}`);
  git(place, ['clone', '--quiet', '--shared', '--no-checkout', original, directory]);
  beginWith(directory, commits);
  const caches = join(place, `caches-${commits}`);
  mkdirSync(caches);
  const client = startClient(['--stdio'], { XDG_CACHE_HOME: caches });
  const id = client.process.pid ?? 0;
  const watch = watchProcess(id);
  await client.initialize({
    initializationOptions: { keepComparisons: false, threads: 1, timeLimitSeconds: null, keepBlames: false },
  });
  await beginIndex(client, uriOf(join(directory, syntheticPath(0))));
  const before = processorSeconds(id);
  const bytes = await untilIndexed(client);
  const processor = processorSeconds(id) - before;
  const costs: (Costs | null)[] = [];
  const blamed = new Set<string>();
  for (const touches of TOUCHES)
    costs.push(await costsOf(client, { directory, files, commits, touches, blamed }));
  watch.stop();
  await client.stop();
  return { commits, costs, build: { processor, bytes, peak: watch.peaks.rss } };
}

/** Leaves the oldest so many commits, on the branch that HEAD is on. */
function beginWith(directory: string, commits: number): void {
  const branch = git(directory, ['symbolic-ref', 'HEAD']);
  for (const ref of git(directory, ['for-each-ref', '--format=%(refname)']).split('\n'))
    if (ref !== branch) git(directory, ['update-ref', '--no-deref', '-d', ref]);
  const until = `--before=${timeOfCommit(commits)}`;
  git(directory, ['update-ref', branch, git(directory, ['rev-list', '-1', '--first-parent', until, 'HEAD'])]);
}

interface Asked {
  readonly directory: string;
  readonly files: number;
  readonly commits: number;
  readonly touches: number;
  /** Files that were blamed for other rows: their blames are known. */
  readonly blamed: Set<string>;
}

async function costsOf(client: LspClient, asked: Asked): Promise<Costs | null> {
  const measured: Costs[] = [];
  for (const path of touchedAbout(asked)) {
    asked.blamed.add(path);
    const before = (await client.stats()).engine;
    const start = performance.now();
    const textDocument = { uri: uriOf(join(asked.directory, path)) };
    await client.blame({ textDocument, options: { revision: 'HEAD' } });
    const milliseconds = performance.now() - start;
    const after = (await client.stats()).engine;
    measured.push({
      touching: Number(git(asked.directory, ['rev-list', '--count', 'HEAD', '--', path])),
      commitsVisited: after.commitsVisited - before.commitsVisited,
      treesRead: after.treesRead - before.treesRead,
      blobsRead: after.blobsRead - before.blobsRead,
      diffs: after.diffs - before.diffs,
      milliseconds,
    });
  }
  if (measured.length === 0) return null;
  const of = (name: keyof Costs) => median(measured.map((costs) => costs[name]));
  return {
    touching: of('touching'),
    commitsVisited: of('commitsVisited'),
    treesRead: of('treesRead'),
    blobsRead: of('blobsRead'),
    diffs: of('diffs'),
    milliseconds: of('milliseconds'),
  };
}

/** Neighbours of the busiest file that so many commits are expected to touch. */
function touchedAbout({ files, commits, touches, blamed }: Asked): string[] {
  if (expectedEdits({ files, commits }, 0) < touches) return [];
  let index = 0;
  while (index < files && expectedEdits({ files, commits }, index) > touches) index++;
  const found: string[] = [];
  for (; index < files && found.length < EACH; index++) {
    const path = syntheticPath(index);
    if (expectedEdits({ files, commits }, index) > 0 && !blamed.has(path)) found.push(path);
  }
  return found;
}

function touchTable(grown: readonly Grown[]): Table {
  const rows = TOUCHES.flatMap((_, n) =>
    grown.flatMap(({ commits, costs }) => {
      const found = costs[n];
      if (!found) return [];
      const { touching, commitsVisited, treesRead, blobsRead, diffs, milliseconds } = found;
      const counts = [touching, commitsVisited, treesRead, blobsRead, diffs, milliseconds];
      return [[figure(commits), ...counts.map(figure)]];
    }),
  );
  return {
    title: `Blame with index, by commits that touch the file and by length of history (medians of ${EACH} files)`,
    columns: ['commits', 'touching', 'commits visited', 'trees read', 'blobs read', 'diffs', 'ms'],
    rows,
  };
}

function buildTable(grown: readonly Grown[]): Table {
  return {
    title: 'Index of history, by length of history',
    columns: ['commits', 'processor seconds', 'megabytes on disk', 'peak memory of the server, MB'],
    rows: grown.map(({ commits, build: { processor, bytes, peak } }) =>
      [commits, processor, bytes / 1e6, peak / 1e6].map(figure),
    ),
  };
}
