/** `blame`: a file blamed for the first time, and again, beside `git blame` on the same repository in the same run. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { git } from '../git.ts';
import type { Report, Table } from '../report.ts';
import type { Scenario, ScenarioOptions } from '../scenario.ts';
import { figure, median, percentile } from '../statistics.ts';
import { cacheDirectory, cachedRepository } from '../syntheticRepository.ts';
import { type ChosenFile, chooseFiles } from './files.ts';
import { type Measured, measure, type Plan, plain, type Times } from './measure.ts';
import { drawRatios, type Group } from './picture.ts';
import { buildIndex, memoryOfGit, type Way } from './sides.ts';

const FILES = 40;
const FEW = 10;
const ROUNDS = 5;
const SHAPE = { files: 2_000, commits: 20_000, seed: 8, longest: 2_000 };
/** Below that much, starting a process is most of what git does. */
const WORTH_MS = 100;

const ways: readonly Way[] = [
  { name: '-w', args: ['-w'], options: { ignoreWhitespace: true } },
  { name: '-M', args: ['-M'], options: { detectMoves: true } },
  { name: '-C', args: ['-C'], options: { detectCopies: 1 } },
];

export const blame: Scenario = {
  name: 'blame',
  summary: `files blamed cold and warm; --repository=<path> (any number), --files=${FILES} --few=${FEW} (files with -w, -M, -C) --rounds=${ROUNDS}`,
  async run(options: ScenarioOptions): Promise<Report> {
    const named = options.texts('repository');
    const repositories = named.length > 0 ? named : [await cachedRepository(SHAPE)];
    const results: Result[] = [];
    for (const repository of repositories) results.push(await inPlace(repository, options));
    const picture = drawRatios(results.flatMap(({ groups }) => groups));
    if (!options.flag('dry')) writeFileSync(join(options.top, 'bench', 'blame.svg'), picture);
    return {
      about: [
        `- For each repository ${options.number('files', FILES)} files of HEAD, evenly spread over the logarithm of their rank by number of commits, ${options.number('rounds', ROUNDS)} rounds, medians by file. Ratios are to \`git blame --porcelain\` in the same state of the repository, taken in turn.`,
        '- git is spawned for each file. The server runs, has opened the repository and blamed the files before this one in the round, none of them twice; "again" is the same question once more, "first hunk" is until the first lines of a screen in the middle of the file have arrived. No result is read from disk.',
        ...results.flatMap(({ about }) => about),
      ],
      tables: results.flatMap(({ tables }) => tables),
    };
  },
};

interface Result {
  readonly about: readonly string[];
  readonly tables: readonly Table[];
  readonly groups: readonly Group[];
}

async function inPlace(repository: string, options: ScenarioOptions): Promise<Result> {
  const place = mkdtempSync(join(cacheDirectory(), 'blame-'));
  try {
    return await inClone(repository, place, options);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

async function inClone(repository: string, place: string, options: ScenarioOptions): Promise<Result> {
  const directory = join(place, 'repository');
  git(place, ['clone', '--quiet', '--shared', '--no-checkout', repository, directory]);
  const name = basename(repository).replace(/\.git$/, '');
  const files = chooseFiles(directory, options.number('files', FILES));
  const few = everyOf(files, options.number('few', FEW));
  const caches = join(place, 'caches');
  const plan: Plan = {
    directory,
    caches,
    files,
    rounds: options.number('rounds', ROUNDS),
    historyIndex: false,
    way: plain,
  };
  options.say(`${name}: without commit-graph`);
  const cold = await measure(plan);
  const byWay: [string, Measured, number][] = [];
  for (const way of ways) {
    options.say(`${name}: ${way.name}`);
    byWay.push([`cold, ${way.name}`, await measure({ ...plan, files: few, way }), few.length]);
  }
  git(directory, ['commit-graph', 'write', '--reachable', '--changed-paths']);
  options.say(`${name}: with commit-graph`);
  const graph = await measure(plan);
  options.say(`${name}: with the index of history`);
  await buildIndex({ directory, caches }, files[0]?.path ?? '');
  const indexed = await measure({ ...plan, historyIndex: true });
  const commits = Number(git(directory, ['rev-list', '--count', 'HEAD']));
  const peaks = await Promise.all(files.slice(0, 3).map(({ path }) => memoryOfGit(directory, path)));
  return {
    about: [
      `- ${name}: ${figure(commits)} commits; the files chosen have ${figure(files[0]?.commits ?? 0)} to ${figure(files.at(-1)?.commits ?? 0)}. Most memory of git: ${figure(Math.max(...peaks) / 1e6)} MB; of the server, Node.js and all its caches included: ${figure(Math.max(cold.work.peak, graph.work.peak, indexed.work.peak) / 1e6)} MB.`,
    ],
    tables: [
      timesTable(name, [
        ['no commit-graph', cold, files.length],
        ['commit-graph and filters', graph, files.length],
        ['index of history', indexed, files.length],
        ...byWay,
      ]),
      workTable(name, [
        ['no commit-graph', cold],
        ['commit-graph and filters', graph],
        ['index of history', indexed],
      ]),
    ],
    groups: [
      { name: `${name}: no commit-graph`, ratios: ratiosOf(cold.cold, cold.git) },
      { name: `${name}: commit-graph`, ratios: ratiosOf(graph.cold, graph.git) },
      { name: `${name}: index of history`, ratios: ratiosOf(indexed.cold, indexed.git) },
      { name: `${name}: asked again`, ratios: ratiosOf(indexed.again, indexed.git) },
    ],
  };
}

function everyOf(files: readonly ChosenFile[], count: number): ChosenFile[] {
  return files.filter((_, n) => n % Math.ceil(files.length / count) === 0);
}

function ratiosOf(ours: Times, theirs: Times): number[] {
  return ours.map((time, file) => time / (theirs[file] ?? Number.NaN));
}

function timesTable(name: string, states: readonly [string, Measured, number][]): Table {
  const columns = [
    '',
    'files',
    'git ms',
    'p95',
    'ours ms',
    'p95',
    'ratio',
    'p95',
    'worst over 100 ms',
    'again',
    'first hunk',
  ];
  const rows = states.map(([state, { git: theirs, cold, again, first }, count]) => {
    const ratios = ratiosOf(cold, theirs);
    const long = ratios.filter((_, file) => (theirs[file] ?? 0) > WORTH_MS);
    const figures = [
      count,
      median(theirs),
      percentile(theirs, 0.95),
      median(cold),
      percentile(cold, 0.95),
      median(ratios),
      percentile(ratios, 0.95),
      long.length === 0 ? Number.NaN : Math.max(...long),
      median(ratiosOf(again, theirs)),
      median(ratiosOf(first, theirs)),
    ];
    return [state, ...figures.map(figure)];
  });
  return { title: `${name}: milliseconds and ratios`, columns, rows };
}

function workTable(name: string, states: readonly [string, Measured][]): Table {
  const rows = states.map(([state, { work }]) => {
    const { commitsVisited, treesRead, blobsRead, diffs, bytesInflated, peak } = work;
    return [
      state,
      ...[commitsVisited, treesRead, blobsRead, diffs, bytesInflated / 1e6, peak / 1e6].map(figure),
    ];
  });
  return {
    title: `${name}: work of one round`,
    columns: ['', 'commits visited', 'trees read', 'blobs read', 'diffs', 'MB inflated', 'peak MB'],
    rows,
  };
}
