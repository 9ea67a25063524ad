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
import { othersTable } from './others.ts';
import { drawRatios, type Group } from './picture.ts';
import { buildIndex, compareLongFiles, memoryOfGit, type Way } from './sides.ts';

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
        '- git is spawned for each file. The server runs, has opened the repository and blamed the files before this one in the round, none of them twice; "again" is the same question once more, "first hunk" is until the first lines of a screen in the middle of the file have arrived. No result is read from disk. What it has read and compiled for the files before serves the later ones; "opening" is the ratio of the first blame of each server alone, of a file with one of the longest histories. "Worst" is among the files for which git takes more than 100 ms.',
        ...results.flatMap(({ about }) => about),
      ],
      tables: results.flatMap(({ tables }) => tables),
    };
  },
};

/** What a repository has to help a blame, and what the sides took then. */
interface State {
  readonly name: string;
  readonly measured: Measured;
  readonly files: number;
}

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
    keepComparisons: false,
    way: plain,
  };
  options.say(`${name}: without commit-graph`);
  const plainly = await measure(plan);
  const byWay: State[] = [];
  for (const way of ways) {
    options.say(`${name}: ${way.name}`);
    byWay.push({
      name: `no commit-graph, ${way.name}`,
      measured: await measure({ ...plan, files: few, way }),
      files: few.length,
    });
  }
  options.say(`${name}: other implementations`);
  const others = othersTable(name, directory, few);
  options.say(`${name}: with the index of history`);
  await buildIndex({ directory, caches }, files[0]?.path ?? '');
  const indexed = await measure({ ...plan, historyIndex: true });
  options.say(`${name}: comparing the files with long histories`);
  const comparing = await compareLongFiles({ directory, caches }, files[0]?.path ?? '');
  const compared = await measure({ ...plan, historyIndex: true, keepComparisons: true });
  git(directory, ['commit-graph', 'write', '--reachable', '--changed-paths']);
  options.say(`${name}: with commit-graph`);
  const graph = await measure(plan);
  options.say(`${name}: with commit-graph and the index of history`);
  const both = await measure({ ...plan, historyIndex: true });
  options.say(`${name}: with all of them`);
  const all = await measure({ ...plan, historyIndex: true, keepComparisons: true });
  const states: State[] = [
    { name: 'no commit-graph', measured: plainly, files: files.length },
    { name: 'no commit-graph, index of history', measured: indexed, files: files.length },
    { name: 'no commit-graph, index, comparisons kept', measured: compared, files: files.length },
    { name: 'commit-graph and filters', measured: graph, files: files.length },
    { name: 'commit-graph and filters, index of history', measured: both, files: files.length },
    { name: 'commit-graph and filters, index, comparisons kept', measured: all, files: files.length },
  ];
  const commits = Number(git(directory, ['rev-list', '--count', 'HEAD']));
  const peaks = await Promise.all(files.slice(0, 3).map(({ path }) => memoryOfGit(directory, path)));
  return {
    about: [
      `- ${name}: ${figure(commits)} commits; the files chosen have ${figure(files[0]?.commits ?? 0)} to ${figure(files.at(-1)?.commits ?? 0)}. Most memory of git: ${figure(Math.max(...peaks) / 1e6)} MB; of the server, Node.js and all its caches included: ${figure(Math.max(...states.map(({ measured }) => measured.work.peak)) / 1e6)} MB.`,
      `- "Comparisons kept": the server has had time to compare the versions of the files with the longest histories while nothing was asked: ${figure(comparing.files)} files looked at, ${figure(comparing.bytes / 1e6)} MB on disk, ${figure(comparing.processor)} s of processor time, the last one ${figure(comparing.time)} s after the index was there.`,
    ],
    tables: [timesTable(name, [...states, ...byWay]), workTable(name, states), ...(others ? [others] : [])],
    groups: [
      ...states.map((state) => ({
        name: `${name}: ${state.name}`,
        ratios: ratiosOf(state.measured.cold, state.measured.git),
      })),
      { name: `${name}: asked again`, ratios: ratiosOf(both.again, both.git) },
    ],
  };
}

function everyOf(files: readonly ChosenFile[], count: number): ChosenFile[] {
  return files.filter((_, n) => n % Math.ceil(files.length / count) === 0);
}

function ratiosOf(ours: Times, theirs: Times): number[] {
  return ours.map((time, file) => time / (theirs[file] ?? Number.NaN));
}

function timesTable(name: string, states: readonly State[]): Table {
  const columns = [
    '',
    'files',
    'git ms',
    'p95',
    'ours ms',
    'p95',
    'ratio',
    'p95',
    'worst',
    'again',
    'worst',
    'first hunk',
    'worst',
    'opening',
  ];
  const rows = states.map(
    ({ name: state, measured: { git: theirs, cold, again, first, opening }, files }) => {
      const ratios = ratiosOf(cold, theirs);
      const agains = ratiosOf(again, theirs);
      const firsts = ratiosOf(first, theirs);
      const figures = [
        files,
        median(theirs),
        percentile(theirs, 0.95),
        median(cold),
        percentile(cold, 0.95),
        median(ratios),
        percentile(ratios, 0.95),
        worstOf(ratios, theirs),
        median(agains),
        worstOf(agains, theirs),
        median(firsts),
        worstOf(firsts, theirs),
        median(opening),
      ];
      return [state, ...figures.map(figure)];
    },
  );
  return { title: `${name}: milliseconds and ratios`, columns, rows };
}

/** The greatest ratio among files that cost git more than starting a process; NaN where there is none. */
function worstOf(ratios: readonly number[], theirs: Times): number {
  const long = ratios.filter((_, file) => (theirs[file] ?? 0) > WORTH_MS);
  return long.length === 0 ? Number.NaN : Math.max(...long);
}

function workTable(name: string, states: readonly State[]): Table {
  const rows = states.map(({ name: state, measured: { work } }) => {
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
