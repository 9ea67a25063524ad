/** Other implementations of blame, where they are installed: spawned for a file as git is, and compared with what git says. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { gitBinary, gitEnvironment } from '../git.ts';
import type { Table } from '../report.ts';
import { figure, median, percentile } from '../statistics.ts';
import type { ChosenFile } from './files.ts';
import { plain } from './measure.ts';
import { timeOfGit } from './sides.ts';

const LIMIT_SECONDS = 20;
const MOST_OUTPUT = 1 << 30;

interface Command {
  readonly file: string;
  readonly args: readonly string[];
}

interface Other {
  readonly name: string;
  /** Prints which version there is; fails where there is none. */
  readonly version: Command;
  /** Prints a line for each line of the file of HEAD that begins with its commit's id. */
  blame(directory: string, path: string): Command;
}

const BLAME_IN_PYTHON = `
import sys, pygit2
repository = pygit2.Repository(sys.argv[1])
for hunk in repository.blame(sys.argv[2], newest_commit=repository.head.target):
    print((str(hunk.final_commit_id) + "\\n") * hunk.lines_in_hunk, end="")
`;

const others: readonly Other[] = [
  {
    name: 'JGit',
    version: { file: 'jgit', args: ['version'] },
    blame: (directory, path) => ({
      file: 'jgit',
      args: ['--git-dir', join(directory, '.git'), 'blame', '-l', '--root', 'HEAD', path],
    }),
  },
  {
    name: 'libgit2',
    version: { file: 'python3', args: ['-c', 'import pygit2; print(pygit2.LIBGIT2_VERSION)'] },
    blame: (directory, path) => ({ file: 'python3', args: ['-c', BLAME_IN_PYTHON, directory, path] }),
  },
];

/** What each file took: milliseconds, lines that were told otherwise than by git; null where it did not come to an end. */
interface Answer {
  readonly milliseconds: number;
  readonly otherwise: number | null;
}

/** Null where none is installed. */
export function othersTable(name: string, directory: string, files: readonly ChosenFile[]): Table | null {
  const rows: string[][] = [];
  for (const other of others) {
    const version = run(other.version, directory);
    if (version === null) continue;
    rows.push(
      rowOf(`${other.name} ${version.match(/\d[\d.]*\d/)?.[0] ?? ''}`, answersOf(other, directory, files)),
    );
  }
  if (rows.length === 0) return null;
  return {
    title: `${name}: other implementations, spawned for each file, no commit-graph`,
    columns: [
      '',
      'files',
      'ms',
      'p95',
      'ratio to git',
      'worst',
      'given up',
      'lines',
      'of them told otherwise than by git',
    ],
    rows,
  };
}

interface Answers {
  readonly git: number[];
  readonly theirs: Answer[];
  lines: number;
}

function answersOf(other: Other, directory: string, files: readonly ChosenFile[]): Answers {
  const answers: Answers = { git: [], theirs: [], lines: 0 };
  for (const { path } of files) {
    answers.git.push(timeOfGit(directory, path, plain));
    const expected = ownersOf(
      run({ file: gitBinary, args: ['blame', '-l', '-s', '--root', 'HEAD', '--', path] }, directory) ?? '',
    );
    const start = performance.now();
    const printed = run(other.blame(directory, path), directory);
    const milliseconds = performance.now() - start;
    const owners = printed === null ? null : ownersOf(printed);
    if (owners !== null) answers.lines += expected.length;
    const otherwise = owners && expected.filter((owner, line) => owners[line] !== owner).length;
    answers.theirs.push({ milliseconds, otherwise });
  }
  return answers;
}

function rowOf(name: string, { git, theirs, lines }: Answers): string[] {
  const times = theirs.map(({ milliseconds }) => milliseconds);
  const ratios = times.map((time, file) => time / (git[file] ?? Number.NaN));
  const ended = theirs.flatMap(({ otherwise }) => (otherwise === null ? [] : [otherwise]));
  const figures = [
    theirs.length,
    median(times),
    percentile(times, 0.95),
    median(ratios),
    Math.max(...ratios),
    theirs.length - ended.length,
    lines,
    ended.reduce((sum, each) => sum + each, 0),
  ];
  return [name, ...figures.map(figure)];
}

/** What is printed; null where it fails or takes too long. */
function run({ file, args }: Command, directory: string): string | null {
  const { status, stdout } = spawnSync(file, args, {
    cwd: directory,
    // They may need more of the user's environment than git does.
    env: { ...process.env, ...gitEnvironment(), GIT_PAGER: 'cat' },
    maxBuffer: MOST_OUTPUT,
    timeout: LIMIT_SECONDS * 1000,
    killSignal: 'SIGKILL',
    // Of text in any encoding.
    encoding: 'latin1',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return status === 0 ? stdout : null;
}

function ownersOf(printed: string): string[] {
  return printed.split('\n').flatMap((line) => line.match(/^[0-9a-f]{40}/)?.[0] ?? []);
}
