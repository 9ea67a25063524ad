/** Work trees, which have a clock and an index and so can't be recorded: asked of us and of the git at hand. */
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type BlameRunOptions, runBlame } from '../support/blameCommand.ts';
import { describeWithGit, gitAtLeast, needsGit } from '../support/gitBinary.ts';
import { createRepository, type GitRepository } from '../support/gitRepository.ts';
import { numbered } from '../support/history.ts';
import { answer } from './answers.ts';
import { edited, tenLines } from './scenario.ts';

interface Ask extends Pick<BlameRunOptions, 'cwd' | 'input'> {
  readonly args: readonly string[];
}

interface Case {
  readonly name: string;
  readonly build: (repository: GitRepository) => void;
  readonly asks: readonly Ask[];
}

const formats = [[], ['--porcelain'], ['--line-porcelain'], ['--incremental']];
const inAllFormats = (path: string): Ask[] => formats.map((format) => ({ args: [...format, path] }));

/** Two commits of `file` and `dir/other`. */
function twoCommits(repository: GitRepository): void {
  repository.write('file', tenLines);
  repository.write('dir/other', 'x\ny\n');
  repository.commit('one');
  repository.write('file', edited(tenLines, { 3: 'two' }));
  repository.commit('two');
}

/** A merge that stopped at a conflict. */
function conflict(repository: GitRepository): void {
  twoCommits(repository);
  repository.git('checkout', '-q', '-b', 'side', 'HEAD~1');
  repository.write('file', edited(tenLines, { 3: 'side', 9: 'side only' }));
  repository.commit('side');
  repository.git('checkout', '-q', 'main');
  repository.run(['merge', 'side']);
}

function writeFilters(repository: GitRepository): void {
  repository.git('commit-graph', 'write', '--reachable', '--changed-paths');
}

const cases: readonly Case[] = [
  { name: 'unchanged', build: twoCommits, asks: inAllFormats('file') },
  {
    name: 'changed, inserted, removed',
    build(repository) {
      twoCommits(repository);
      repository.write('file', `top\n${edited(tenLines, { 3: 'two', 5: null, 8: 'mine' })}`);
    },
    asks: [
      ...inAllFormats('file'),
      { args: ['-L2,4', 'file'] },
      { args: ['--porcelain', 'HEAD', '--', 'file'] },
    ],
  },
  {
    name: 'changed, inserted, removed on top of changed-path filters',
    build(repository) {
      twoCommits(repository);
      writeFilters(repository);
      repository.write('file', `top\n${edited(tenLines, { 3: 'two', 5: null, 8: 'mine' })}`);
    },
    asks: [...inAllFormats('file'), ...inAllFormats('dir/other')],
  },
  {
    name: 'staged and changed again',
    build(repository) {
      twoCommits(repository);
      repository.write('file', edited(tenLines, { 3: 'two', 8: 'staged' }));
      repository.git('add', 'file');
      repository.write('file', edited(tenLines, { 3: 'two', 8: 'staged', 9: 'not staged' }));
    },
    asks: inAllFormats('file'),
  },
  {
    name: 'without a final newline, and empty',
    build(repository) {
      twoCommits(repository);
      repository.write('file', 'line 1\nend');
      repository.write('dir/other', '');
    },
    asks: [...inAllFormats('file'), ...inAllFormats('dir/other')],
  },
  {
    name: 'new files: staged, intended, untracked, ignored',
    build(repository) {
      twoCommits(repository);
      for (const name of ['staged', 'intended', 'untracked', 'ignored']) repository.write(name, `${name}\n`);
      repository.write('.gitignore', 'ignored\n');
      repository.git('add', 'staged');
      repository.git('add', '--intent-to-add', 'intended');
    },
    asks: ['staged', 'intended', 'untracked', 'ignored', 'missing'].flatMap(inAllFormats),
  },
  {
    name: 'renamed in the index',
    build(repository) {
      twoCommits(repository);
      repository.git('mv', 'file', 'moved');
      appendFileSync(join(repository.directory, 'moved'), 'more\n');
    },
    asks: [...inAllFormats('moved'), ...inAllFormats('file')],
  },
  {
    name: 'deleted, replaced by a directory, by a link, made executable',
    build(repository) {
      twoCommits(repository);
      for (const name of ['gone', 'directory', 'link', 'program']) repository.write(name, tenLines);
      repository.commit('three');
      for (const name of ['gone', 'directory', 'link']) unlinkSync(join(repository.directory, name));
      mkdirSync(join(repository.directory, 'directory'));
      symlinkSync('file', join(repository.directory, 'link'));
      chmodSync(join(repository.directory, 'program'), 0o755);
    },
    asks: ['gone', 'directory', 'link', 'program', 'dir'].flatMap((path) => [
      { args: [path] },
      { args: ['-p', path] },
    ]),
  },
  {
    name: 'asked from a subdirectory, by odd spellings of the path',
    build: twoCommits,
    asks: [
      { args: ['other'], cwd: 'dir' },
      { args: ['../file'], cwd: 'dir' },
      { args: ['./../dir//other'], cwd: 'dir' },
      { args: ['file'], cwd: 'dir' },
      { args: ['HEAD', '--', 'other'], cwd: 'dir' },
      { args: ['../../outside'], cwd: 'dir' },
    ],
  },
  {
    name: 'a conflict',
    build: conflict,
    asks: inAllFormats('file'),
  },
  {
    name: 'a conflict on top of changed-path filters',
    build(repository) {
      conflict(repository);
      writeFilters(repository);
    },
    asks: [...inAllFormats('file'), ...inAllFormats('dir/other')],
  },
  {
    name: 'a conflict resolved but not committed',
    build(repository) {
      conflict(repository);
      repository.write('file', edited(tenLines, { 3: 'resolved', 9: 'side only' }));
      repository.git('add', 'file');
    },
    asks: inAllFormats('file'),
  },
  {
    name: 'line ends converted by attributes',
    build(repository) {
      repository.write('.gitattributes', '*.text text\n*.crlf text eol=crlf\n*.raw -text\n');
      for (const name of ['a.text', 'a.crlf', 'a.raw']) repository.write(name, 'one\ntwo\nthree\n');
      repository.commit('one');
      for (const name of ['a.text', 'a.crlf', 'a.raw']) repository.write(name, 'one\r\nTWO\r\nthree\r\n');
    },
    asks: ['a.text', 'a.crlf', 'a.raw'].flatMap(inAllFormats),
  },
  {
    name: 'line ends converted by configuration',
    build(repository) {
      repository.write('file', 'one\ntwo\n');
      repository.write('mixed', 'one\r\ntwo\n');
      repository.commit('one');
      repository.git('config', 'core.autocrlf', 'true');
      repository.write('file', 'one\r\ntwo\r\nthree\r\n');
      repository.write('mixed', 'one\r\ntwo\r\n');
    },
    asks: ['file', 'mixed'].flatMap(inAllFormats),
  },
  {
    name: 'a mailmap in the work tree',
    build(repository) {
      twoCommits(repository);
      repository.write('.mailmap', 'Mapped <new@x> <author@example.com>\nNobody <not.committed.yet>\n');
      repository.write('file', edited(tenLines, { 3: 'two', 4: 'mine' }));
    },
    asks: inAllFormats('file'),
  },
  {
    name: 'contents from elsewhere',
    build(repository) {
      twoCommits(repository);
      writeFileSync(join(repository.directory, 'text'), edited(tenLines, { 1: 'elsewhere', 3: 'two' }));
    },
    asks: [
      ...formats.map((format) => ({ args: [...format, '--contents', 'text', 'file'] })),
      ...formats.map((format) => ({
        args: [...format, '--contents', '-', 'file'],
        input: 'typed\nline 2\n',
      })),
      { args: ['--contents', 'missing', 'file'] },
      { args: ['--contents', '-', 'dir/other'], input: '' },
    ],
  },
  {
    name: 'a linked work tree',
    build(repository) {
      twoCommits(repository);
      repository.git('worktree', 'add', '-q', 'linked', 'HEAD~1');
      appendFileSync(join(repository.directory, 'linked/file'), 'linked\n');
    },
    asks: formats.map((format) => ({ args: [...format, 'file'], cwd: 'linked' })),
  },
  {
    name: 'no commit yet',
    build: (repository) => repository.write('file', 'x\n'),
    asks: [{ args: ['file'] }, { args: ['HEAD', '--', 'file'] }],
  },
  {
    name: 'a detached head and a tag',
    build(repository) {
      twoCommits(repository);
      repository.git('tag', '-a', '-m', 'annotated', 'v1', 'HEAD~1');
      repository.git('checkout', '-q', '--detach', 'v1');
      repository.write('file', numbered('line', 11));
    },
    asks: [...inAllFormats('file'), { args: ['v1', '--', 'file'] }, { args: ['main', 'file'] }],
  },
];

describeWithGit(needsGit('blame of work trees'), () => {
  // Before 2.41 the lines of --contents had another author.
  const known = cases.filter(({ name }) => name !== 'contents from elsewhere' || gitAtLeast(2, 41));
  it.each(known.map((each) => [each.name, each] as const))('%s', async (_, { build, asks }) => {
    const repository = createRepository();
    try {
      build(repository);
      for (const ask of asks) await compare(repository, ask);
    } finally {
      rmSync(repository.directory, { recursive: true });
    }
  });
});

async function compare(repository: GitRepository, { args, ...options }: Ask): Promise<void> {
  const { directory } = repository;
  const git = repository.run(['blame', ...args], options);
  const theirs = answer(directory, git.status, git.stdout, git.stderr);
  const now = uncommittedDate(theirs.stdout) ?? 0;
  const { status, stdout, stderr } = await runBlame(directory, args, { ...options, now });
  expect({ args, ...answer(directory, status, stdout, stderr) }).toEqual({ args, ...theirs });
}

/** The clock when git ran, read off the lines it dated; null when all are committed. */
function uncommittedDate(lines: readonly string[]): number | null {
  const header = lines.findIndex((line) => /^0{40} /.test(line));
  const seconds = lines.slice(header).find((line) => line.startsWith('author-time '));
  if (header >= 0 && seconds) return Number(seconds.slice('author-time '.length));
  const date = /^0{8} .*? (\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) \+0000/.exec(
    lines.find((line) => /^0{8} /.test(line)) ?? '',
  );
  return date ? Date.parse(`${date[1]}T${date[2]}Z`) / 1000 : null;
}
