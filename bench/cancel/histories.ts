/** Histories that keep an engine in one phase of its work for long: a huge file, a long diff, a long walk. */
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fastImport, git } from '../git.ts';
import { createRandom, type Random } from '../random.ts';
import { cacheDirectory } from '../syntheticRepository.ts';

/** The files, by what a blame of them is busy with. */
export const files = { huge: 'huge.txt', diff: 'wide.txt', walk: 'quiet.txt' } as const;

const HUGE_LINES = 800_000;
const WIDE_LINES = 200_000;
/** Commits that touch nothing but a file nobody asks about. */
export const WALK_COMMITS = 500_000;

/** A bare repository, from the cache or made now; without commit-graph, so that walks read every commit. */
export async function longHistories(): Promise<string> {
  const target = join(cacheDirectory(), 'cancel-2.git');
  if (existsSync(target)) return target;
  const made = mkdtempSync(join(cacheDirectory(), 'making-'));
  try {
    git(made, ['init', '--quiet', '--bare']);
    await fastImport(made, commits());
    renameSync(made, target);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
  return target;
}

function* commits(): Generator<string> {
  const random = createRandom(7);
  yield commit(0, [file(files.walk, textOf(random, 50)), file('busy/0', '0\n')]);
  for (let number = 1; number < WALK_COMMITS; number++)
    yield commit(number, [file(`busy/${number % 50}`, `${number}\n`)]);
  for (let version = 0; version < 3; version++)
    yield commit(WALK_COMMITS + version, [
      file(files.huge, textOf(random, HUGE_LINES)),
      // Few different lines in another order each time: nearly everything differs, and little is unique.
      file(files.diff, Array.from({ length: WIDE_LINES }, () => `${random.below(5000)}\n`).join('')),
    ]);
}

function textOf(random: Random, lines: number): string {
  return Array.from(
    { length: lines },
    (_, line) => `line ${line} ${random.below(1e9)} of a very long file\n`,
  ).join('');
}

function file(path: string, content: string): string {
  return `M 100644 inline ${path}\ndata ${content.length}\n${content}`;
}

function commit(number: number, changes: readonly string[]): string {
  const when = `${1_400_000_000 + number * 60} +0000`;
  return `commit refs/heads/main\ncommitter C <c@example.com> ${when}\ndata 1\n.\n${changes.join('\n')}\n`;
}
