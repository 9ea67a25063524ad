/** `storm`: the storm over a repository of thousands of files, for this server and for ones that spawn git. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describeMoment } from '../machine.ts';
import { besideColumns, type Report, readSection, type Table, tableIn } from '../report.ts';
import type { Scenario, ScenarioOptions } from '../scenario.ts';
import { figure } from '../statistics.ts';
import { cacheDirectory, cachedRepository, cloneRepository, syntheticPath } from '../syntheticRepository.ts';
import { runStorm, type StormOptions, type StormResult } from './storm.ts';

const shape = { files: 4200, commits: 20_000, seed: 1 };
const generations = [2, 249, 1620, 3098];
const PAUSE = 700;
/** Seconds that a contender has to finish: servers that spawn git would take many minutes. */
const PATIENCE = 60;

interface Contender {
  readonly name: string;
  readonly cancels: boolean;
  /** Null for this server; otherwise the arguments of the one that spawns git. */
  readonly naive: readonly string[] | null;
}

const contenders: readonly Contender[] = [
  { name: 'this server, client cancels', cancels: true, naive: null },
  { name: 'this server, client never cancels', cancels: false, naive: null },
  { name: 'git per request, killed on cancel', cancels: true, naive: ['--kill'] },
  { name: 'git per request, never killed', cancels: true, naive: [] },
  { name: 'git per request, client never cancels', cancels: false, naive: ['--kill'] },
];

const names = contenders.map(({ name }) => name);
const TITLE = 'One storm';

interface Measured {
  readonly name: string;
  readonly result: StormResult;
  /** Of what, by what. */
  readonly moment: string;
}

/** What contenders came to in earlier runs. */
function earlier(top: string): Table | null {
  return tableIn(readSection(join(top, 'bench', 'results.md'), 'storm'), TITLE);
}

export const storm: Scenario = {
  name: 'storm',
  summary: `thousands of documents superseding each other; --patience=<s> (${PATIENCE}) for what is left at the end, --only=<n> for one contender, beside what the others came to before`,
  async run(options): Promise<Report> {
    const bare = await cachedRepository(shape);
    const results: Measured[] = [];
    const only = options.number('only', 0);
    for (const [index, contender] of contenders.entries()) {
      if (only !== 0 && only !== index + 1) continue;
      const result = await one(bare, contender, options);
      results.push({ name: contender.name, result, moment: describeMoment(options.top) });
      options.say(`${contender.name}: done`);
    }
    return {
      about: [
        `- Repository: ${shape.files} files, ${shape.commits} commits, packed, commit-graph with changed paths (synthetic)`,
        `- Generations of ${generations.join(', ')} documents, a lens for each; hovers, bursts of edits with hints, commits,`,
        '  checkouts and status noise between. The servers that spawn git run 8 processes at a time.',
        `- After the last event there are ${options.number('patience', PATIENCE)} s until the server is killed, whatever it has left to do. Columns may be of different runs.`,
      ],
      tables: [besideColumns(stormTable(results), earlier(options.top), names)],
    };
  },
};

async function one(
  bare: string,
  { cancels, naive }: Contender,
  options: ScenarioOptions,
): Promise<StormResult> {
  const directory = mkdtempSync(join(cacheDirectory(), 'storm-'));
  try {
    cloneRepository(bare, directory);
    const common: Omit<StormOptions, 'script' | 'args' | 'traceFile'> = {
      directory,
      generations,
      cancels,
      pause: PAUSE,
      paths: Array.from({ length: shape.files }, (_, index) => syntheticPath(index)),
      patience: options.number('patience', PATIENCE) * 1000,
    };
    return await runStorm(
      naive === null
        ? { ...common, script: null, args: [], traceFile: join(directory, '.git', 'trace.json') }
        : { ...common, script: naiveServer(), args: naive, traceFile: null },
    );
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Compiled, it lies beside this file. */
function naiveServer(): string {
  const name = readdirSync(import.meta.dirname).find((file) => /^naiveServer\.[jt]s$/.test(file));
  return join(import.meta.dirname, name ?? '');
}

/** Counts before milliseconds; one column for each result. */
function stormTable(results: readonly Measured[]): Table {
  const row = (name: string, value: (result: StormResult) => number | null) => [
    name,
    ...results.map(({ result }) => {
      const found = value(result);
      return found === null ? 'never' : figure(found);
    }),
  ];
  return {
    title: TITLE,
    columns: ['', ...results.map(({ name }) => name)],
    rows: [
      ['measured at', ...results.map(({ moment }) => moment)],
      row('distinct (file, content, commit) wanted', ({ wanted }) => wanted),
      row('blames asked for', ({ stats }) => stats.requests),
      row('blames computed', ({ stats }) => stats.computed),
      row('run to their end, by the trace', ({ finished }) => finished),
      row('computed twice', ({ twice }) => twice),
      row('answered from work going on', ({ stats }) => stats.coalesced),
      row('answered from a cache', ({ stats }) => stats.cacheHits),
      row('cancelled', ({ stats }) => stats.cancelled),
      row('superseded', ({ stats }) => stats.superseded),
      row('refused', ({ stats }) => stats.refused),
      row('failed', ({ stats }) => stats.failed),
      row('started by status noise', ({ startedByNoise }) => startedByNoise),
      row('questions with something to show', ({ endings }) => endings.shown),
      row('most threads beyond those at rest', ({ threads }) => threads),
      row('most engine threads or processes at work', ({ workersBusy }) => workersBusy),
      row('most of them with work, those put aside included', ({ alive }) => alive),
      row('most children alive', ({ children }) => children),
      row('left when all was over', ({ left }) => left),
      row('questions in no count or in two', ({ unaccounted }) => unaccounted),
      row('work after the last waiter left, longest (ms)', ({ stats }) => stats.abandonedMs.max),
      row('work after the last waiter left, in all (ms)', ({ stats }) => stats.abandonedMs.total),
      row('document in view answered after (ms)', ({ visibleAfter }) => visibleAfter),
      row('all work over after (ms)', ({ drainedAfter }) => drainedAfter),
      row('processor time (s)', ({ processorSeconds }) => processorSeconds),
    ],
  };
}
