/** `turns`: how long the main thread goes without listening, in situations that have much for it to do at once. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fastImport, git } from '../git.ts';
import type { Report } from '../report.ts';
import type { Scenario } from '../scenario.ts';
import { cacheDirectory } from '../syntheticRepository.ts';
import { readTrace } from '../traceReader.ts';
import { startControl } from './control.ts';
import { metered, readTurns } from './readTurns.ts';
import { type Repeated, repeatTable } from './repeats.ts';
import {
  COMMITS,
  firstBlame,
  LONG_LINES,
  paths,
  runSituations,
  type Situated,
  SMALL_FILES,
} from './situations.ts';

export const turns: Scenario = {
  name: 'turns',
  summary:
    "processor time of the main thread's longest turns; --times=<n> (3) after one that does not count; --only=<part of a name>",
  async run(options): Promise<Report> {
    const directory = mkdtempSync(join(cacheDirectory(), 'turns-'));
    try {
      const repository = join(directory, 'repository');
      await makeRepository(repository);
      const times = options.number('times', 3);
      const only = options.texts('only').at(-1) ?? '';
      const control = startControl(join(directory, CONTROL));
      try {
        const measured: Measured[] = [];
        for (let time = 0; time < times; time++) measured.push(await start(directory, time));
        measured.push(...(await reopened(directory, times)));
        const files = filesIn(directory, 'situations');
        const situated = await runSituations(repository, { ...files, rounds: 1 + times, only });
        measured.push({ ...files, situated });
        return { about: [...about], tables: [repeatTable(bySituation(measured, directory))] };
      } finally {
        control.stop();
      }
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  },
};

const CONTROL = 'control.jsonl';

/** What one server has gone through, and where it wrote that down. */
interface Measured extends Files {
  readonly situated: readonly Situated[];
}

interface Files {
  readonly traceFile: string;
  readonly meterFile: string;
  readonly environment: Readonly<Record<string, string>>;
}

function filesIn(directory: string, name: string): Files {
  const meterFile = join(directory, `${name}.jsonl`);
  return { traceFile: join(directory, `${name}.json`), meterFile, environment: metered(meterFile) };
}

/** Of a server that finds no caches. */
async function start(directory: string, time: number): Promise<Measured> {
  const { environment, ...files } = filesIn(directory, `start-${time}`);
  const cold = { ...environment, XDG_CACHE_HOME: join(directory, `caches-${time}`) };
  const beginning = { ...files, environment: cold, name: 'start, first blame', path: paths.small(0) };
  return { ...files, environment, situated: [await firstBlame(join(directory, 'repository'), beginning)] };
}

/** Of servers that find the blame of thousands of commits in their caches, after one that put it there. */
async function reopened(directory: string, times: number): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (let time = 0; time <= times; time++) {
    const { environment, ...files } = filesIn(directory, `reopened-${time}`);
    const warm = { ...environment, XDG_CACHE_HOME: join(directory, 'caches-warm') };
    const name = 'start, a kept blame of 4,000 commits';
    const beginning = { ...files, environment: warm, name, path: paths.owned };
    const situated = await firstBlame(join(directory, 'repository'), beginning);
    if (time > 0) measured.push({ ...files, environment, situated: [situated] });
  }
  return measured;
}

function bySituation(measured: readonly Measured[], directory: string): Repeated[] {
  const found = new Map<string, Repeated>();
  for (const { situated, traceFile, meterFile } of measured) {
    const events = readTrace(traceFile);
    for (const { name, ...during } of situated) {
      const { times = [], control = [] } = found.get(name) ?? {};
      const taken = readTurns(join(directory, CONTROL), [], during);
      found.set(name, {
        name,
        times: [...times, readTurns(meterFile, events, during)],
        control: [...control, ...taken].sort((a, b) => b.cost - a.cost),
      });
    }
  }
  return [...found.values()];
}

const about = [
  `- One server, one situation after the other, all of them several times; a file of ${LONG_LINES.toLocaleString('en')} lines and half as many hunks, one of ${COMMITS.toLocaleString('en')} lines with a commit each, one of 50 MB, ${SMALL_FILES.toLocaleString('en')} small ones.`,
  '- A turn is a round of the event loop of the main thread; what is done in it is named by the spans of the trace.',
  '- What a host takes of a virtual machine’s processor is charged to the thread that has it. So a turn counts that comes back each time; beside it is the longest of a process that did nothing but steps of a millisecond then.',
];

/** Two commits that own every other line of the long file each. */
async function makeRepository(directory: string): Promise<void> {
  mkdirSync(directory);
  git(directory, ['init', '--quiet']);
  await fastImport(directory, commits());
  git(directory, ['reset', '--quiet', '--hard', 'main']);
}

function* commits(): Generator<string> {
  const small = Array.from({ length: SMALL_FILES }, (_, at) =>
    file(paths.small(at), textOf(20, `small ${at}`)),
  );
  yield commit(1, [file(paths.long, longText('')), file(paths.huge, hugeText()), ...small]);
  yield commit(2, [file(paths.long, longText(' again'))]);
  let owned = '';
  for (let line = 0; line < COMMITS; line++) {
    owned += `line ${line} and what stands in it\n`;
    yield commit(3 + line, [file(paths.owned, owned)]);
  }
}

function longText(mark: string): string {
  return Array.from(
    { length: LONG_LINES },
    (_, line) => `  const value${line} = compute(${line});${line % 4 < 2 ? mark : ''}\n`,
  ).join('');
}

function hugeText(): string {
  return textOf(800_000, 'of a very long file that nobody should have written by hand');
}

function textOf(lines: number, words: string): string {
  return Array.from({ length: lines }, (_, line) => `${line} ${words}\n`).join('');
}

function file(path: string, content: string): string {
  return `M 100644 inline ${path}\ndata ${content.length}\n${content}`;
}

function commit(number: number, changes: readonly string[]): string {
  const when = `${1_400_000_000 + number * 60} +0000`;
  const summary = `Change number ${number} that says what has been changed, and why`;
  const head = `commit refs/heads/main\ncommitter C <c@example.com> ${when}\n`;
  return `${head}data ${summary.length}\n${summary}\n${changes.join('\n')}\n`;
}
