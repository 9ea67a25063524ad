/** Repositories that git blames for us: the same answers, and a child that is gone with all it started when nobody waits. */
import { chmodSync, cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeWithGit, gitAtLeast, gitBinary, needsGit } from '../support/gitBinary.ts';
import { type GitRepository, gitEnvironment, scratchDirectory } from '../support/gitRepository.ts';
import { errorCode, type LspClient, startClient, uriOf } from '../support/lspClient.ts';
import { gitOwners, hunkOwners } from '../support/porcelain.ts';
import { isAlive, shortest } from '../support/processes.ts';
import { story, tellStory } from '../support/story.ts';

let repository: GitRepository;
let bin: string;
let client: LspClient | null = null;

beforeEach(() => {
  repository = tellStory();
  bin = scratchDirectory('bin');
});
afterEach(() => {
  client?.kill();
  repository.remove();
  rmSync(bin, { recursive: true, force: true });
});

/** A server for which `git` is a script: what it does before the real git takes over, if it does. */
async function start(before: string, settings: object): Promise<LspClient> {
  const script = join(bin, 'git');
  writeFileSync(script, `#!/bin/sh\nPATH='${process.env['PATH']}'\n${before}\nexec '${gitBinary}' "$@"\n`);
  chmodSync(script, 0o755);
  const environment = gitEnvironment(repository.directory);
  client = startClient(['--stdio'], {
    ...environment,
    PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`,
  });
  await client.initialize({ initializationOptions: settings });
  return client;
}

const textDocument = () => ({ uri: uriOf(join(repository.directory, story)) });

describeWithGit(needsGit('a repository that git blames'), () => {
  /** With a git that can, references are kept in a format that only git reads; else git is asked by a setting. */
  async function startWithGit(before = ''): Promise<LspClient> {
    if (!gitAtLeast(2, 46)) return start(before, { engine: 'git' });
    if (repository.git('rev-parse', '--show-ref-format') !== 'reftable')
      repository.git('refs', 'migrate', '--ref-format=reftable');
    return start(before, {});
  }

  it('is blamed as git does', async () => {
    const server = await startWithGit();
    const { hunks, revision, commits } = await server.blame({ textDocument: textDocument() });
    expect(hunkOwners(hunks)).toEqual(gitOwners(repository.directory, ['--', story]));
    expect(revision).toBe(repository.git('rev-parse', 'HEAD'));
    expect(Object.keys(commits).sort()).toEqual([...new Set(hunks.map(({ commit }) => commit))].sort());
    const position = { line: 0, character: 0 };
    expect(
      await server.request('textDocument/hover', { textDocument: textDocument(), position }),
    ).not.toBeNull();
    expect(server.logged.filter((message) => message.includes('reftable')).length).toBe(
      gitAtLeast(2, 46) ? 1 : 0,
    );
  });

  it('is blamed with unsaved text, and at revisions', async () => {
    const server = await startWithGit();
    const text = `new line\n${readFileSync(join(repository.directory, story), 'utf8')}`;
    server.open(join(repository.directory, story), text);
    const { hunks } = await server.blame({ textDocument: textDocument() });
    expect(hunks[0]).toMatchObject({ startLine: 0, endLine: 1, commit: '0'.repeat(40) });
    const older = await server.blame({ textDocument: textDocument(), options: { revision: 'HEAD~1' } });
    expect(older.revision).toBe(repository.git('rev-parse', 'HEAD~1'));
    const bad = server.blame({ textDocument: textDocument(), options: { revision: 'nowhere' } });
    expect(await errorCode(bad)).toBe(-32803);
  });

  /** From then on git refuses the repository, and so do we. */
  function makeUnheardOf(): void {
    repository.git('config', 'extensions.unheardOf', 'true');
    repository.git('config', 'core.repositoryFormatVersion', '1');
  }

  it('is blamed by git alone where only git knows its format', async () => {
    const owners = gitOwners(repository.directory, ['--', story]);
    const head = repository.git('rev-parse', 'HEAD');
    // As if git knew the format: it is shown a copy that lacks it.
    const copy = join(bin, 'copy.git');
    cpSync(repository.gitDir, copy, { recursive: true });
    makeUnheardOf();
    const server = await start(`export GIT_DIR='${copy}' GIT_WORK_TREE='${repository.directory}'`, {});
    const { hunks, revision } = await server.blame({ textDocument: textDocument() });
    expect([hunkOwners(hunks), revision]).toEqual([owners, head]);
    const text = `new line\n${readFileSync(join(repository.directory, story), 'utf8')}`;
    server.open(join(repository.directory, story), text);
    const edited = await server.blame({ textDocument: textDocument() });
    expect(edited.hunks[0]).toMatchObject({ startLine: 0, endLine: 1, commit: '0'.repeat(40) });
    writeFileSync(join(repository.directory, 'untracked'), 'text\n');
    const uri = uriOf(join(repository.directory, 'untracked'));
    expect((await server.blame({ textDocument: { uri } })).hunks).toEqual([]);
    const told = server.logged.filter((message) => message.includes('extension unheardof'));
    expect(told).toHaveLength(1);
  });

  it.each(['auto', 'native'])(
    'is refused, with %s, where git does not know its format either',
    async (engine) => {
      makeUnheardOf();
      const server = await start('', { engine });
      const refusal =
        engine === 'auto' ? 'unknown repository extension' : 'extension unheardof is not supported';
      await expect(server.blame({ textDocument: textDocument() })).rejects.toMatchObject({
        code: -32803,
        message: expect.stringContaining(refusal),
        data: { code: 'unsupportedRepository' },
      });
    },
  );

  const pids = () => readFileSync(join(bin, 'pids'), 'utf8').trim().split('\n').map(Number);
  /** A blame that never ends, with a child of its own; both leave their ids. */
  const endless = () =>
    `case "$*" in *" blame "*) sleep 1000 & printf '%s\\n%s\\n' $$ $! > '${bin}/pids.new'; mv '${bin}/pids.new' '${bin}/pids'; wait;; esac`;

  it.each<[string, (server: LspClient, cancel: () => void) => void]>([
    ['it is cancelled', (_, cancel) => cancel()],
    ['the server is told to exit', (server) => server.notify('exit', undefined)],
    ['the input ends', (server) => void server.process.stdin.end()],
    ['the server is killed', (server) => void server.process.kill('SIGKILL')],
    ['the server is asked to terminate', (server) => void server.process.kill('SIGTERM')],
  ])('leaves no process behind when %s', async (_, leave) => {
    const time = await shortest(200, async () => {
      rmSync(join(bin, 'pids'), { force: true });
      const server = await startWithGit(endless());
      const blame = server.start('blame/file', { textDocument: textDocument() });
      blame.answer.catch(() => undefined);
      await expect.poll(() => existsSync(join(bin, 'pids')), { timeout: 10_000 }).toBe(true);
      expect(pids().map(isAlive)).toEqual([true, true]);
      const since = performance.now();
      leave(server, blame.cancel);
      await expect.poll(() => pids().some(isAlive), { interval: 5, timeout: 5000 }).toBe(false);
      server.kill();
      return performance.now() - since;
    });
    expect(time).toBeLessThan(200);
  });

  it('says what is wrong when there is no git', async () => {
    const server = await start('exit 127', { engine: 'git' });
    const answer = server.blame({ textDocument: textDocument() });
    await expect(answer).rejects.toMatchObject({ code: -32803, data: { code: 'unsupportedRepository' } });
  });
});
