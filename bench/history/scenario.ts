/** `history`: making the index of history, and blaming with it, beside git on the same repository in the same run. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type LspClient, startClient, uriOf } from '../../test/support/lspClient.ts';
import { git, gitBinary, gitEnvironment } from '../git.ts';
import { beginIndex, untilIndexed } from '../historyIndex.ts';
import { processorSeconds, watchProcess } from '../processWatch.ts';
import type { Report, Table } from '../report.ts';
import type { Scenario, ScenarioOptions } from '../scenario.ts';
import { figure, median, percentile } from '../statistics.ts';
import { cacheDirectory, syntheticPath } from '../syntheticRepository.ts';
import { measureGrowth } from './growth.ts';
import { type LargeShape, largeRepository } from './largeRepository.ts';

const COMMITS = 500_000;
const FILES = 20_000;
const PATHS = 40;
const ROUNDS = 3;
/** Of a long history without a commit-graph a single blame takes most of a minute, whoever makes it. */
const FEW = 5;

export const history: Scenario = {
  name: 'history',
  summary: `the index of history; --commits=${COMMITS} --files=${FILES} --paths=${PATHS} --rounds=${ROUNDS} --few=${FEW} (paths without commit-graph), or --repository=<path>`,
  async run(options: ScenarioOptions): Promise<Report> {
    const given = options.texts('repository').at(-1);
    const files = options.number('files', FILES);
    const shape = given === undefined ? { files, commits: options.number('commits', COMMITS) } : null;
    options.say('making or finding the repository');
    const original = shape === null ? (given ?? '') : await largeRepository(shape);
    const place = mkdtempSync(join(cacheDirectory(), 'history-'));
    try {
      return await measure({ original, shape, place }, options);
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  },
};

interface Bench {
  readonly directory: string;
  readonly place: string;
  readonly rounds: number;
  readonly paths: readonly string[];
  readonly say: (message: string) => void;
}

interface Measured {
  readonly original: string;
  /** Null for a repository that was not made for this. */
  readonly shape: LargeShape | null;
  readonly place: string;
}

async function measure({ original, shape, place }: Measured, options: ScenarioOptions): Promise<Report> {
  const directory = join(place, 'repository');
  git(place, ['clone', '--quiet', '--shared', '--no-checkout', original, directory]);
  // Only what HEAD reaches is told to git, so that both sides look at the same commits.
  for (const ref of git(directory, ['for-each-ref', '--format=%(refname)']).split('\n'))
    if (ref !== git(directory, ['symbolic-ref', 'HEAD']))
      git(directory, ['update-ref', '--no-deref', '-d', ref]);
  const files = git(directory, ['ls-tree', '-r', '--name-only', 'HEAD']).split('\n').filter(Boolean);
  const paths = choosePaths(files, options.number('paths', PATHS));
  const bench: Bench = {
    directory,
    place,
    paths,
    rounds: options.number('rounds', ROUNDS),
    say: (message) => options.say(message),
  };
  const builds = await measureBuilds(bench);
  const few = paths.filter((_, n) => n % Math.ceil(paths.length / options.number('few', FEW)) === 0);
  const plain = await measureBlames({ ...bench, paths: few });
  writeGraph(directory);
  const graph = await measureBlames(bench);
  const growth = shape === null ? [] : await measureGrowth({ ...bench, original, shape });
  const commits = Number(git(directory, ['rev-list', '--count', 'HEAD']));
  return {
    about: [
      `- Repository: ${figure(commits)} commits, ${figure(files.length)} files; ${paths.length} of them blamed (${few.length} without commit-graph), by each side in turn, ${bench.rounds} rounds.`,
      '- Ratios are to git in the same state of the repository. Git is spawned for each file; the server runs, and is asked for each file once, from request to answer.',
    ],
    tables: [
      builds,
      blameTable('Blame, repository without commit-graph', plain),
      blameTable('Blame, commit-graph with changed paths', graph),
      ...growth,
    ],
  };
}

/** The busy files of a synthetic repository and some quiet ones; of others some all over the tree. */
function choosePaths(files: readonly string[], count: number): string[] {
  const known = new Set(files);
  const busiest = Array.from({ length: count }, (_, n) =>
    syntheticPath(Math.floor((n / count) ** 3 * files.length)),
  );
  if (busiest.every((path) => known.has(path))) return [...new Set(busiest)];
  return files.filter((_, n) => n % Math.ceil(files.length / count) === 0);
}

interface Build {
  readonly wall: number;
  readonly processor: number;
}

/** Both from nothing, in turn. What the server's first blame takes is not counted. */
async function measureBuilds(bench: Bench): Promise<Table> {
  const ours: (Build & { readonly bytes: number; readonly peak: number })[] = [];
  const theirs: Build[] = [];
  const graph = join(bench.directory, '.git', 'objects', 'info', 'commit-graph');
  let graphBytes = 0;
  for (let round = 0; round < bench.rounds; round++) {
    bench.say(`index and commit-graph, round ${round + 1}`);
    rmSync(cachesOf(bench), { recursive: true, force: true });
    ours.push(await buildIndex(bench));
    theirs.push(writeGraph(bench.directory));
    graphBytes = statSync(graph).size;
    rmSync(graph, { force: true });
  }
  const row = (name: string, of: (build: Build) => number) => {
    const [a, b] = [median(ours.map(of)), median(theirs.map(of))];
    return [name, figure(a), figure(b), figure(a / b)];
  };
  return {
    title: 'Index of history and `git commit-graph write --reachable --changed-paths`, both from nothing',
    columns: ['', 'index', 'git', 'ratio'],
    rows: [
      row('seconds', ({ wall }) => wall),
      row('seconds of processor time', ({ processor }) => processor),
      ['megabytes on disk', figure((ours[0]?.bytes ?? 0) / 1e6), figure(graphBytes / 1e6), ''],
      ['peak memory of the server, MB', figure(Math.max(...ours.map(({ peak }) => peak)) / 1e6), '', ''],
    ],
  };
}

function cachesOf({ place }: Bench): string {
  return join(place, 'caches');
}

async function serverOf(bench: Bench, historyIndex: boolean): Promise<LspClient> {
  const client = startClient(['--stdio'], { XDG_CACHE_HOME: cachesOf(bench) });
  await client.initialize({
    initializationOptions: {
      historyIndex,
      keepComparisons: false,
      threads: 1,
      timeLimitSeconds: null,
      keepBlames: false,
    },
  });
  return client;
}

function ask(client: LspClient, { directory }: Bench, path: string): Promise<unknown> {
  return client.blame({ textDocument: { uri: uriOf(join(directory, path)) }, options: { revision: 'HEAD' } });
}

async function buildIndex(bench: Bench): Promise<Build & { readonly bytes: number; readonly peak: number }> {
  const client = await serverOf(bench, true);
  const id = client.process.pid ?? 0;
  const watch = watchProcess(id);
  await beginIndex(client, uriOf(join(bench.directory, bench.paths[0] ?? '')));
  const start = performance.now();
  const before = processorSeconds(id);
  const bytes = await untilIndexed(client);
  const wall = (performance.now() - start) / 1000;
  const processor = processorSeconds(id) - before;
  watch.stop();
  await client.stop();
  return { wall, processor, bytes, peak: watch.peaks.rss };
}

function writeGraph(directory: string): Build {
  const args = ['commit-graph', 'write', '--reachable', '--changed-paths', '--no-progress'];
  const start = performance.now();
  const { stdout } = spawnSync('sh', ['-c', '"$@"; times', 'sh', gitBinary, ...args], {
    cwd: directory,
    env: gitEnvironment(),
    encoding: 'utf8',
  });
  const wall = (performance.now() - start) / 1000;
  // The last line tells of child processes: user and system time, as minutes and seconds.
  const spent = [...(stdout.trim().split('\n').at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)];
  return {
    wall,
    processor: spent.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0),
  };
}

/** One round of one side of ours. */
interface Served {
  readonly times: readonly number[];
  readonly commitsVisited: number;
  readonly treesRead: number;
  readonly peak: number;
}

interface Blames {
  /** By path, the median of all rounds, in milliseconds. */
  readonly git: readonly number[];
  readonly without: readonly number[];
  readonly indexed: readonly number[];
  readonly last: { readonly without: Served | null; readonly indexed: Served | null };
}

async function measureBlames(bench: Bench): Promise<Blames> {
  const theirs: number[][] = [];
  const without: Served[] = [];
  const indexed: Served[] = [];
  for (let round = 0; round < bench.rounds; round++) {
    bench.say(`blames, round ${round + 1}`);
    theirs.push(bench.paths.map((path) => timeOfGit(bench, path)));
    without.push(await serve(bench, false));
    indexed.push(await serve(bench, true));
  }
  const medians = (rounds: readonly (readonly number[])[]) =>
    bench.paths.map((_, path) => median(rounds.map((round) => round[path] ?? Number.NaN)));
  return {
    git: medians(theirs),
    without: medians(without.map(({ times }) => times)),
    indexed: medians(indexed.map(({ times }) => times)),
    last: { without: without.at(-1) ?? null, indexed: indexed.at(-1) ?? null },
  };
}

async function serve(bench: Bench, historyIndex: boolean): Promise<Served> {
  const client = await serverOf(bench, historyIndex);
  const watch = watchProcess(client.process.pid ?? 0);
  // The thread is there and the repository open, as in a server that has been running.
  await client.request('blame/commit', {
    textDocument: { uri: uriOf(join(bench.directory, 'x')) },
    commit: 'HEAD',
  });
  const times: number[] = [];
  for (const path of bench.paths) {
    const start = performance.now();
    await ask(client, bench, path);
    times.push(performance.now() - start);
  }
  const { engine } = await client.stats();
  watch.stop();
  await client.stop();
  return { times, commitsVisited: engine.commitsVisited, treesRead: engine.treesRead, peak: watch.peaks.rss };
}

function timeOfGit({ directory }: Bench, path: string): number {
  const start = performance.now();
  const { status } = spawnSync(gitBinary, ['blame', '--incremental', 'HEAD', '--', path], {
    cwd: directory,
    env: gitEnvironment(),
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`git blame of ${path}: status ${status}`);
  return performance.now() - start;
}

function blameTable(title: string, { git: theirs, without, indexed, last }: Blames): Table {
  const row = (name: string, times: readonly number[], served: Served | null) => {
    const ratios = times.map((time, path) => time / (theirs[path] ?? Number.NaN));
    const counts = served
      ? [served.commitsVisited, served.treesRead, served.peak / 1e6].map(figure)
      : ['', '', ''];
    const shown = [median(times), percentile(times, 0.95), median(ratios), percentile(ratios, 0.95)];
    return [name, ...shown.map(figure), ...counts];
  };
  return {
    title,
    columns: ['', 'median ms', 'p95 ms', 'ratio', 'p95 ratio', 'commits visited', 'trees read', 'peak MB'],
    rows: [
      row('git blame', theirs, null),
      row('without index', without, last.without),
      row('with index', indexed, last.indexed),
    ],
  };
}
