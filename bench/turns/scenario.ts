/** `turns`: how long the main thread goes without listening, in situations that have much for it to do at once. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fastImport, git } from '../git.ts';
import type { Report } from '../report.ts';
import type { Scenario } from '../scenario.ts';
import { cacheDirectory } from '../syntheticRepository.ts';
import { readTrace } from '../traceReader.ts';
import { metered, readTurns, type Turn, turnTable } from './readTurns.ts';
import { LONG_LINES, paths, runSituations, SMALL_FILES } from './situations.ts';

export const turns: Scenario = {
  name: 'turns',
  summary:
    "processor time of the main thread's longest turns; --rounds=<n> (2), the last one counts; --only=<part of a name>",
  async run(options): Promise<Report> {
    const directory = mkdtempSync(join(cacheDirectory(), 'turns-'));
    try {
      const repository = join(directory, 'repository');
      await makeRepository(repository);
      const traceFile = join(directory, 'trace.json');
      const meterFile = join(directory, 'turns.jsonl');
      const rounds = options.number('rounds', 2);
      const only = options.texts('only').at(-1) ?? '';
      const environment = metered(meterFile);
      const times = await runSituations(repository, { traceFile, environment, rounds, only });
      const events = readTrace(traceFile);
      const sets = times.map(({ name, ...during }): [string, Turn[]] => [
        name,
        readTurns(meterFile, events, during),
      ]);
      return { about: [...about], tables: [turnTable(sets)] };
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  },
};

const about = [
  `- One server, one situation after the other; a file of ${LONG_LINES.toLocaleString('en')} lines and half as many hunks, one of 50 MB, ${SMALL_FILES.toLocaleString('en')} small ones.`,
  '- A turn is a round of the event loop of the main thread; what is done in it is named by the spans of the trace.',
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
  return `commit refs/heads/main\ncommitter C <c@example.com> ${when}\ndata 1\n.\n${changes.join('\n')}\n`;
}
