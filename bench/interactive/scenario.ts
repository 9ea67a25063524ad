/** `interactive`: what staying current costs while somebody works: typing, saving, committing, switching, coming back; beside `git blame`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { git } from '../git.ts';
import type { Report, Table } from '../report.ts';
import type { Scenario, ScenarioOptions } from '../scenario.ts';
import { figure, median, percentile } from '../statistics.ts';
import { cacheDirectory, cachedRepository, syntheticPath } from '../syntheticRepository.ts';
import { disturbanceTable } from './disturbance.ts';
import {
  blameAt,
  blameWhole,
  type Editing,
  gitBlame,
  moveHead,
  reload,
  save,
  startEditing,
  type Taken,
  textOf,
  untilIdle,
} from './editing.ts';
import { newTyping, type Typing, type } from './typing.ts';
import { cloneForWork, commitsOnTop } from './workingClone.ts';

const REPETITIONS = 5;
const EDITS = 300;
const SHAPE = { files: 300, commits: 10_000, seed: 6, longest: 20_000 };
const MANY = 100;

export const interactive: Scenario = {
  name: 'interactive',
  summary: `an editor at work; --repetitions=${REPETITIONS} --edits=${EDITS}, --repository=<path> with --file=<path> and --long=<path of a long file>`,
  async run(options: ScenarioOptions): Promise<Report> {
    options.say('making or finding the repository');
    const original = options.texts('repository').at(-1) ?? (await cachedRepository(SHAPE));
    const place = mkdtempSync(join(cacheDirectory(), 'interactive-'));
    try {
      return await measure(original, place, options);
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  },
};

/** What was measured of one kind of step. */
interface Series {
  readonly taken: Taken[];
  /** `git blame` in the same state, taken in turn. */
  readonly git: number[];
}

type Results = Record<
  | 'first'
  | 'older'
  | 'heldLine'
  | 'heldScreen'
  | 'rushedLine'
  | 'rushedScreen'
  | 'save'
  | 'commit'
  | 'elsewhere'
  | 'many'
  | 'there'
  | 'back'
  | 'reopened'
  | 'started',
  Series
>;

interface Bench {
  readonly directory: string;
  readonly path: string;
  readonly long: string;
  readonly caches: string;
  readonly edits: number;
  readonly results: Results;
  readonly noticed: number[];
  readonly typing: Typing;
}

async function measure(original: string, place: string, options: ScenarioOptions): Promise<Report> {
  const directory = join(place, 'repository');
  cloneForWork(original, place, directory);
  const series = (taken: Taken[] = []): Series => ({ taken, git: [] });
  const typing = newTyping();
  const bench: Bench = {
    directory,
    path: options.texts('file').at(-1) ?? syntheticPath(1),
    long: options.texts('long').at(-1) ?? syntheticPath(0),
    caches: join(place, 'caches'),
    edits: options.number('edits', EDITS),
    noticed: [],
    typing,
    results: {
      first: series(),
      older: series(),
      heldLine: series(typing.held.line),
      heldScreen: series(typing.held.screen),
      rushedLine: series(typing.rushed.line),
      rushedScreen: series(typing.rushed.screen),
      save: series(),
      commit: series(),
      elsewhere: series(),
      many: series(),
      there: series(),
      back: series(),
      started: series(),
      reopened: series(),
    },
  };
  const repetitions = options.number('repetitions', REPETITIONS);
  for (let round = 0; round < repetitions; round++) {
    options.say(`round ${round + 1} of ${repetitions}`);
    rmSync(bench.caches, { recursive: true, force: true });
    await work(bench, round);
    await comeBack(bench);
  }
  return reportOf(bench, repetitions);
}

/** From the first blame on: typing in the long file, then everything else in the other. */
async function work(bench: Bench, round: number): Promise<void> {
  const { results } = bench;
  const editing = await startEditing(bench);
  await record(results.first, editing, () => blameWhole(editing));
  await untilIdle(editing.client);
  const older = git(bench.directory, ['rev-list', '--skip=3', '-n1', 'HEAD', '--', bench.path]);
  await record(results.older, editing, () => blameAt(editing, older), older);
  await wait(200);
  await record(results.save, editing, () => save(editing, 10 + round));
  bench.noticed.push(await moveHead(editing, ['commit', '-qam', 'saved']));
  await record(results.commit, editing, () => blameWhole(editing));
  commitsOnTop(bench.directory, { count: 1, paths: [bench.long] });
  bench.noticed.push(await moveHead(editing, ['reset', '-q', '--hard', 'refs/heads/made']));
  await record(results.elsewhere, editing, () => blameWhole(editing));
  commitsOnTop(bench.directory, { count: MANY, paths: [bench.path, bench.long] });
  bench.noticed.push(await moveHead(editing, ['reset', '-q', '--hard', 'refs/heads/made']));
  reload(editing);
  await record(results.many, editing, () => blameWhole(editing));
  bench.noticed.push(await moveHead(editing, ['checkout', '-q', `HEAD~${MANY / 2}`]));
  reload(editing);
  await record(results.there, editing, () => blameWhole(editing));
  bench.noticed.push(await moveHead(editing, ['checkout', '-q', '-']));
  reload(editing);
  await record(results.back, editing, () => blameWhole(editing));
  await untilIdle(editing.client);
  const { long: path, edits, typing } = bench;
  // Each of the two manners meets a server that has typed nothing in every other round.
  const typed = await type(editing, typing, { path, edits, isHeldFirst: round % 2 === 0 });
  // After it: megabytes of answers are garbage for this process to collect.
  for (const name of ['heldLine', 'heldScreen', 'rushedLine', 'rushedScreen'] as const)
    results[name].git.push(gitBlame(typed));
  await wait(200);
  await editing.client.stop();
}

/** Another server with the same caches. */
async function comeBack(bench: Bench): Promise<void> {
  const { results } = bench;
  const start = performance.now();
  const editing = await startEditing(bench);
  const opened = await blameWhole(editing);
  results.started.taken.push({ ...opened, ms: performance.now() - start });
  results.reopened.taken.push(opened);
  for (const series of [results.started, results.reopened]) series.git.push(gitBlame(editing));
  await editing.client.stop();
}

async function record(
  series: Series,
  editing: Editing,
  act: () => Promise<Taken>,
  revision = 'HEAD',
): Promise<void> {
  series.taken.push(await act());
  series.git.push(gitBlame(editing, revision));
}

function reportOf({ results, noticed, typing, directory, path, long }: Bench, repetitions: number): Report {
  const lines = (name: string) => figure(textOf({ directory, path: name }).split('\n').length);
  return {
    about: [
      `- Repository: ${figure(Number(git(directory, ['rev-list', '--count', 'HEAD'])))} commits, without commit-graph.`,
      `- ${repetitions} rounds, each from empty caches; one file of ${lines(path)} lines, typing in one of ${lines(long)}.`,
      '- Milliseconds are from the request (typing: from the edit) to the whole answer at the client; the ratio is to `git blame --porcelain HEAD` spawned in the same state right after.',
      '- Keys come 30 a second, as those of a held key do, or each as soon as the one before is answered; one in every other round first.',
      '- While it types the client collects its old garbage beforehand and compiles nothing anew: threads that did would take processors from the server, and an editor has none.',
    ],
    tables: [
      table(results),
      disturbanceTable('at 30 a second', typing.held.disturbed),
      disturbanceTable('one right after the other', typing.rushed.disturbed),
      noticedTable(noticed),
    ],
  };
}

const names: Readonly<Record<keyof Results, string>> = {
  first: 'first blame, nothing cached',
  older: 'the file as it was three changes before',
  heldLine: 'a keystroke in the long file, at 30 a second, until `blame/line`',
  heldScreen: 'the same, until `blame/file` of 50 lines',
  rushedLine: 'a keystroke right after the answer to the one before, until `blame/line`',
  rushedScreen: 'the same, until `blame/file` of 50 lines',
  save: 'a save',
  commit: 'one new commit that changes the file',
  elsewhere: 'one new commit that does not',
  many: `${MANY} new commits, half of them to the file`,
  there: `a checkout of ${MANY / 2} commits before`,
  back: 'and back',
  started: 'reopened, from the start of the process',
  reopened: 'reopened, from the opening of the file',
};

function table(results: Results): Table {
  const rows = (Object.keys(names) as (keyof Results)[]).map((name) => {
    const { taken, git: theirs } = results[name];
    const times = taken.map(({ ms }) => ms);
    const count = (of: (each: Taken) => number) => figure(median(taken.map(of)));
    const shown = [
      median(times),
      percentile(times, 0.99),
      median(theirs),
      median(times) / median(theirs),
    ].map(figure);
    return [names[name], ...shown, count((each) => each.commitsVisited), count((each) => each.diffs)];
  });
  return {
    title: 'From request to answer',
    columns: ['', 'median ms', 'p99 ms', 'git ms', 'ratio', 'commits visited', 'diffs'],
    rows,
  };
}

function noticedTable(noticed: readonly number[]): Table {
  return {
    title: 'HEAD moved until `blame/didChange`, from the end of git',
    columns: ['', 'median ms', 'p99 ms'],
    rows: [['commit, reset, checkout', figure(median(noticed)), figure(percentile(noticed, 0.99))]],
  };
}
