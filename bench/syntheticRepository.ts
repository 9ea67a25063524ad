/** Makes repositories of any size, the same ones every time, with the shape of real ones: few busy files, many quiet. */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fastImport, git } from './git.ts';
import { createRandom, type Random } from './random.ts';

export interface SyntheticShape {
  readonly files: number;
  readonly commits: number;
  readonly seed: number;
  /** Lines of the longest file, which is the busiest too; the others are shorter. 3,000 when missing. */
  readonly longest?: number;
}

/** Of every so many commits one is made on a branch of its own and merged. */
const SIDE_BRANCH_EVERY = 25;
/** Files that only side branches touch, so that merges have no conflicts: one of so many. */
const SIDE_FILE_EVERY = 10;
/** The larger, the busier are the busy files. */
const BUSYNESS = 2.2;
const LONGEST = 3000;
const START = 1_500_000_000;
const words = 'alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november'.split(
  ' ',
);

/** Path of the file with the given place; 0 is the busiest and longest. */
export function syntheticPath(index: number): string {
  return `src/part${index % 40}/section${Math.floor(index / 40) % 10}/file${index}.txt`;
}

/** When the commit with a number, from 1, was made, in seconds since the epoch: later than all before it. */
export function timeOfCommit(number: number): number {
  return START + number * 600;
}

/** Where repositories are kept between runs. */
export function cacheDirectory(): string {
  const directory = process.env['BLAME_BENCH_CACHE'] ?? join(tmpdir(), 'blame-language-server-bench');
  mkdirSync(directory, { recursive: true });
  return directory;
}

/** A bare repository of that shape, from the cache or made now; never to be changed. */
export async function cachedRepository(shape: SyntheticShape): Promise<string> {
  const target = join(cacheDirectory(), `synthetic-2-${shape.files}-${shape.commits}-${shape.seed}.git`);
  if (existsSync(target)) return target;
  const made = mkdtempSync(join(cacheDirectory(), 'making-'));
  try {
    await makeRepository(made, shape);
    git(made, ['repack', '-adq', '--depth=50', '--window=10']);
    git(made, ['commit-graph', 'write', '--reachable', '--changed-paths', '--no-progress']);
    renameSync(made, target);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
  return target;
}

/** Fills a directory with a bare repository, branch `main`. */
export async function makeRepository(directory: string, shape: SyntheticShape): Promise<void> {
  git(directory, ['init', '--quiet', '--bare']);
  await fastImport(directory, history(shape));
}

/** A work tree that shares the objects of a bare repository; to be changed at will. */
export function cloneRepository(bare: string, directory: string): void {
  git(directory, ['clone', '--quiet', '--shared', bare, '.']);
  writeFileSync(join(directory, '.git', 'info', 'exclude'), 'ignored\n');
}

interface Making {
  readonly shape: SyntheticShape;
  readonly random: Random;
  /** Lines of each file. */
  readonly texts: string[][];
  commits: number;
}

function* history(shape: SyntheticShape): Generator<string> {
  const making: Making = { shape, random: createRandom(shape.seed), texts: [], commits: 0 };
  for (let index = 0; index < shape.files; index++) making.texts.push(firstText(making, index));
  const all = making.texts.map((_, index) => index);
  yield commitOf(making, 'refs/heads/main', { changed: all });
  let tip = 1;
  // A side branch takes three commits: its own, one on the trunk meanwhile, and the merge.
  while (making.commits < shape.commits) {
    if (making.commits % SIDE_BRANCH_EVERY !== 0) {
      yield commitOf(making, 'refs/heads/main', { parents: [tip], changed: editTrunk(making) });
      tip = making.commits;
      continue;
    }
    const side = [editSide(making)];
    yield commitOf(making, 'refs/heads/side', { parents: [tip], changed: side });
    const sideTip = making.commits;
    yield commitOf(making, 'refs/heads/main', { parents: [tip], changed: editTrunk(making) });
    yield commitOf(making, 'refs/heads/main', { parents: [making.commits, sideTip], changed: side });
    tip = making.commits;
  }
}

function firstText(making: Making, index: number): string[] {
  const length =
    Math.max(20, Math.floor((making.shape.longest ?? LONGEST) / (1 + index / 4))) + making.random.below(100);
  return Array.from({ length }, () => newLine(making));
}

function newLine({ random, commits }: Making): string {
  return `${random.pick(words)} ${random.pick(words)} ${random.pick(words)} ${commits} ${random.below(1e6)}`;
}

/** One or two files; small places are much more probable than large ones. */
function editTrunk(making: Making): number[] {
  const { random, shape } = making;
  const changed = new Set<number>();
  const count = 1 + random.below(2);
  while (changed.size < count) {
    const index = Math.floor(random.next() ** BUSYNESS * shape.files);
    if (index % SIDE_FILE_EVERY !== SIDE_FILE_EVERY - 1 && edit(making, index)) changed.add(index);
  }
  return [...changed];
}

/** How many commits on the trunk can be expected to touch a file; 0 for those of side branches. */
export function expectedEdits(
  { files, commits }: Pick<SyntheticShape, 'files' | 'commits'>,
  index: number,
): number {
  if (index % SIDE_FILE_EVERY === SIDE_FILE_EVERY - 1) return 0;
  const share = (end: number) => (end / files) ** (1 / BUSYNESS);
  // One or two files each; what falls on a file of side branches is drawn again.
  return (1.5 * commits * (share(index + 1) - share(index))) / (1 - 1 / SIDE_FILE_EVERY);
}

function editSide(making: Making): number {
  const { random, shape } = making;
  const block = random.below(Math.max(1, Math.floor(shape.files / SIDE_FILE_EVERY)));
  const index = Math.min(shape.files - 1, block * SIDE_FILE_EVERY + SIDE_FILE_EVERY - 1);
  edit(making, index);
  return index;
}

/** Replaces, adds or takes away a few lines in up to three places. */
function edit(making: Making, index: number): boolean {
  const { random, texts } = making;
  const lines = texts[index];
  if (!lines) return false;
  for (let place = random.below(3); place >= 0; place--) {
    const at = random.below(lines.length + 1);
    const removed = Math.min(random.below(4), Math.max(0, lines.length - 10));
    const added = Array.from({ length: random.below(4) + (removed === 0 ? 1 : 0) }, () => newLine(making));
    lines.splice(at, removed, ...added);
  }
  return true;
}

interface CommitPlan {
  readonly parents?: readonly number[];
  readonly changed: readonly number[];
}

/** Marks are the commits' numbers, from 1. */
function commitOf(making: Making, ref: string, { parents = [], changed }: CommitPlan): string {
  making.commits++;
  const when = `${timeOfCommit(making.commits)} +0000`;
  const person = `Author ${making.commits % 37} <author${making.commits % 37}@example.com> ${when}`;
  const message = `Change ${making.commits}`;
  const [first, ...others] = parents;
  return [
    `commit ${ref}`,
    `mark :${making.commits}`,
    `author ${person}`,
    `committer ${person}`,
    `data ${message.length}`,
    message,
    ...(first === undefined ? [] : [`from :${first}`]),
    ...others.map((parent) => `merge :${parent}`),
    ...changed.map((index) => fileOf(making, index)),
    '',
  ].join('\n');
}

function fileOf({ texts }: Making, index: number): string {
  const content = `${(texts[index] ?? []).join('\n')}\n`;
  return `M 100644 inline ${syntheticPath(index)}\ndata ${content.length}\n${content}`;
}
