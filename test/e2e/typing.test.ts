/** What a keystroke costs in the built server: no engine thread is asked once the file is known, and the answer is git's. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { readTrace } from '../../bench/traceReader.ts';
import { describeWithGit, needsGit } from '../support/gitBinary.ts';
import { createRepository, type GitRepository, gitEnvironment } from '../support/gitRepository.ts';
import { type LspClient, startClient } from '../support/lspClient.ts';
import { gitOwners, hunkOwners } from '../support/porcelain.ts';

const FILE = 'long.txt';
const LINES = 5000;

let repository: GitRepository;
let client: LspClient;
let text: string;
let version = 1;

beforeAll(() => {
  repository = createRepository();
  const lines = Array.from({ length: LINES }, (_, index) => `  line ${index % 900}`);
  for (let commit = 0; commit < 4; commit++) {
    lines.splice(commit * 1000, 3, `only in ${commit}`, '', '}');
    repository.write(FILE, `${lines.join('\n')}\n`);
    repository.commit(`commit ${commit}`);
  }
  text = `${lines.join('\n')}\n`;
});
afterAll(() => repository.remove());
afterEach(() => client.kill());

const traceFile = () => join(repository.gitDir, 'trace.json');
/** Calls of engine threads. */
const calls = () => readTrace(traceFile()).filter(({ ph, tid }) => ph === 'X' && tid > 0);

async function open(): Promise<string> {
  client = startClient(['--stdio', `--trace-file=${traceFile()}`], gitEnvironment(repository.directory));
  await client.initialize();
  version = 1;
  const uri = client.open(join(repository.directory, FILE), text, version);
  await client.blame({ textDocument: { uri } });
  return uri;
}

/** Types at the start of a line and asks for it. */
async function type(uri: string, line: number, letter: string): Promise<void> {
  const position = { line, character: 0 };
  const contentChanges = [{ range: { start: position, end: position }, text: letter }];
  client.notify('textDocument/didChange', { textDocument: { uri, version: ++version }, contentChanges });
  const lines = text.split('\n');
  lines[line] = letter + (lines[line] ?? '');
  text = lines.join('\n');
  await client.request('blame/line', { textDocument: { uri }, position });
}

/** Takes lines out. */
async function remove(uri: string, line: number, count: number): Promise<void> {
  const range = { start: { line, character: 0 }, end: { line: line + count, character: 0 } };
  const textDocument = { uri, version: ++version };
  client.notify('textDocument/didChange', { textDocument, contentChanges: [{ range, text: '' }] });
  const lines = text.split('\n');
  lines.splice(line, count);
  text = lines.join('\n');
  await client.request('blame/line', { textDocument: { uri }, position: range.start });
}

/** Types until no thread is asked any more. */
async function warmUp(uri: string): Promise<void> {
  await expect
    .poll(
      async () => {
        const before = calls().length;
        await type(uri, 7, 'x');
        // Spans are written when the turn is over.
        await client.stats();
        return calls().length - before;
      },
      { interval: 50, timeout: 20_000 },
    )
    .toBe(0);
}

describeWithGit(needsGit('a keystroke'), () => {
  it('wakes no engine thread, wherever it is, and lines are whose git says they are', async () => {
    const uri = await open();
    await warmUp(uri);
    // What was begun for the first answers is over.
    await expect.poll(async () => (await client.stats()).queued).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const before = calls().filter(({ name }) => name === 'overlay').length;
    for (const line of [7, 7, 2999, 2999, 1001, 4990, 0]) await type(uri, line, 'y');
    await type(uri, 2000, 'new\n');
    await type(uri, 3000, '  line 3\n}\n');
    const { hunks } = await client.blame({ textDocument: { uri } });
    expect(hunkOwners(hunks)).toEqual(gitOwners(repository.directory, ['--contents', '-', FILE], text));
    await client.stop();
    expect(calls().filter(({ name }) => name === 'overlay').length).toBe(before);
    expect(calls().filter(({ name }) => name === 'committed').length).toBe(1);
  });

  it('is answered at once by what is so at the moment, whatever git does between two of them', async () => {
    const uri = await open();
    await warmUp(uri);
    let typed = 0;
    /** Types, and has the lines around that line compared. */
    const isGits = async (line: number) => {
      await type(uri, line, 'k');
      typed++;
      const range = { start: { line: line - 5, character: 0 }, end: { line: line + 5, character: 0 } };
      const { hunks } = await client.blame({ textDocument: { uri }, range });
      const owners = gitOwners(repository.directory, ['--contents', '-', FILE], text);
      expect(hunkOwners(hunks)).toEqual(owners.slice(line - 5, line + 5));
    };
    const [first, last] = [repository.git('rev-parse', 'HEAD~3'), repository.git('rev-parse', 'HEAD')];
    const config = (...args: string[]) => repository.git('config', ...args);
    const changes: readonly (() => void)[] = [
      () => undefined,
      () => void repository.commit('an empty one'),
      () => void repository.git('checkout', '--quiet', '--detach', first.trim()),
      () => void repository.git('checkout', '--quiet', '-'),
      () => repository.write('ignored', `${last.trim()}\n`),
      () => void config('blame.ignoreRevsFile', 'ignored'),
      () => void config('--unset', 'blame.ignoreRevsFile'),
      () => void repository.git('replace', '--graft', last.trim()),
      () => void repository.git('replace', '--delete', last.trim()),
      () => writeFileSync(join(repository.gitDir, 'MERGE_HEAD'), first),
      () => rmSync(join(repository.gitDir, 'MERGE_HEAD')),
      () => void repository.git('pack-refs', '--all'),
    ];
    for (const change of changes) {
      change();
      for (const line of [3001, 3001, 1001]) await isGits(line);
    }
    await client.stop();
    // One way or the other: most of them take no thread.
    expect(calls().filter(({ name }) => name === 'overlay').length).toBeLessThan(typed);
  });

  it('in a file that the editor has changed before is no other', async () => {
    text = `${text.split('\n').toSpliced(100, 40, 'changed').join('\n')}`;
    const uri = await open();
    await warmUp(uri);
    await type(uri, 100, 'z');
    const { hunks } = await client.blame({ textDocument: { uri } });
    expect(hunkOwners(hunks)).toEqual(gitOwners(repository.directory, ['--contents', '-', FILE], text));
  });

  it('is laid over a file of plain text as git does it, word after word, with lines taken out and put in', async () => {
    const lines = Array.from({ length: 3000 }, (_, index) =>
      index % 7 === 3 ? '' : `${'\t'.repeat(index % 3)}plain ${index}`,
    );
    repository.write(FILE, `${lines.join('\n')}\n`);
    repository.commit('plain');
    text = `${lines.join('\n')}\n`;
    const uri = await open();
    await warmUp(uri);
    const isGits = async () => {
      const { hunks } = await client.blame({ textDocument: { uri } });
      expect(hunkOwners(hunks)).toEqual(gitOwners(repository.directory, ['--contents', '-', FILE], text));
    };
    for (let word = 0; word < 12; word++) {
      const line = (word * 997) % 2990;
      for (const letter of ['d', 'r', 'o', 'w']) await type(uri, line, letter);
      if (word % 3 === 1) await type(uri, line + 2, 'a line more\n');
      if (word % 4 === 2) await remove(uri, line + 1, 1 + (word % 3));
      await isGits();
    }
  });
});
