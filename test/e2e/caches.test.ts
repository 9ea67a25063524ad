/** Caches on disk under what may happen to them: several servers, a sudden end, damage, no room. Answers stay git's. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeWithGit, needsGit } from '../support/gitBinary.ts';
import { createRepository, type GitRepository, gitEnvironment } from '../support/gitRepository.ts';
import { builtServer, isIdle, type LspClient, startClient, uriOf } from '../support/lspClient.ts';
import { gitOwners, hunkOwners } from '../support/porcelain.ts';
import { useScratch } from '../support/scratch.ts';

const FILES = 12;
/** Their blames, and what the settings come to. */
const LISTS = FILES + 1;

describeWithGit(needsGit('caches on disk'), () => {
  const scratch = useScratch('caches');
  let repository: GitRepository;
  const names = Array.from({ length: FILES }, (_, number) => `f${number}`);
  let owners: ReadonlyMap<string, readonly string[]>;
  beforeAll(() => {
    repository = createRepository();
    for (let round = 0; round < 6; round++) {
      for (const [number, name] of names.entries()) {
        const lines = Array.from(
          { length: 60 },
          (_, line) => `${name} ${line} ${(line + number) % (round + 2)}`,
        );
        repository.write(name, `${lines.join('\n')}\n`);
      }
      repository.commit(`round ${round}`);
    }
    owners = new Map(names.map((name) => [name, gitOwners(repository.directory, [name])]));
  });
  afterAll(() => repository.remove());

  const environment = (caches: string) => ({
    ...gitEnvironment(repository.directory),
    XDG_CACHE_HOME: caches,
  });

  async function start(caches: string): Promise<LspClient> {
    const client = startClient(['--stdio'], environment(caches));
    await client.initialize();
    return client;
  }

  async function check(client: LspClient, name: string): Promise<void> {
    const { hunks } = await client.blame({ textDocument: { uri: uriOf(join(repository.directory, name)) } });
    expect(hunkOwners(hunks)).toEqual(owners.get(name));
  }

  async function untilKept(client: LspClient): Promise<void> {
    while (!isIdle(await client.stats())) await wait(20);
    // Blames are written a while after they were answered.
    await wait(700);
  }

  function filesBelow(directory: string): string[] {
    return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
      const path = join(directory, entry.name);
      return entry.isDirectory() ? filesBelow(path) : [path];
    });
  }

  function isUnfinished(path: string): boolean {
    return path.endsWith('.tmp');
  }

  async function untilLists(caches: string): Promise<void> {
    const lists = () => filesBelow(caches).filter((path) => path.endsWith('.list')).length;
    await expect.poll(lists, { timeout: 10_000 }).toBe(LISTS);
  }

  it('serve several servers at once', async () => {
    const caches = join(scratch.path, 'several');
    const clients = await Promise.all([start(caches), start(caches), start(caches)]);
    try {
      await Promise.all(
        clients.map(async (client, shift) => {
          for (let at = 0; at < FILES; at++) await check(client, names[(at + shift) % FILES] ?? '');
          await untilKept(client);
        }),
      );
      await untilLists(caches);
      await expect
        .poll(() => filesBelow(caches).some((path) => path.endsWith('.code')), { timeout: 10_000 })
        .toBe(true);
      // Before they are killed: each writes down its code when it has nothing else to do.
      await expect.poll(() => filesBelow(caches).filter(isUnfinished), { timeout: 10_000 }).toEqual([]);
      expect(clients.flatMap(({ logged }) => logged)).toEqual([]);
    } finally {
      for (const client of clients) client.kill();
    }
    expect(filesBelow(caches).filter((path) => path.endsWith('.list'))).toHaveLength(LISTS);
  });

  it('outlive servers that are killed while they write', async () => {
    const caches = join(scratch.path, 'killed');
    for (let round = 0; round < 4; round++) {
      const client = await start(caches);
      const all = Promise.allSettled(names.map((name) => check(client, name)));
      await wait(400 + 60 * round);
      client.process.kill('SIGKILL');
      await client.ended;
      void all;
    }
    const client = await start(caches);
    try {
      for (const name of names) await check(client, name);
      expect(client.logged).toEqual([]);
    } finally {
      client.kill();
    }
  });

  it('are dropped with a word where bytes are wrong, and made anew', async () => {
    const caches = join(scratch.path, 'damaged');
    const first = await start(caches);
    for (const name of names) await check(first, name);
    await untilKept(first);
    await untilLists(caches);
    await first.stop();
    for (const [number, path] of filesBelow(caches).entries()) {
      const bytes = readFileSync(path);
      const at = (number * 7919) % bytes.length;
      bytes[at] = (bytes[at] ?? 0) ^ 0x40;
      writeFileSync(path, bytes);
    }
    const second = await start(caches);
    try {
      for (const name of names) await check(second, name);
      await untilKept(second);
      const said = (words: string) => second.logged.filter((message) => message.includes(words)).length;
      // A server that has taken its time has kept its code as well, and may or may not have looked at it yet.
      expect([said('.list was damaged'), said('is left out')]).toEqual([LISTS, 1]);
    } finally {
      await second.stop();
    }
    const third = await start(caches);
    try {
      for (const name of names) await check(third, name);
      expect((await third.stats()).engine.commitsVisited).toBe(0);
      expect(third.logged).toEqual([]);
    } finally {
      third.kill();
    }
  });

  it('are not needed where nothing can be written', async () => {
    const caches = join(scratch.path, 'blocked');
    mkdirSync(caches);
    writeFileSync(join(caches, 'blame-language-server'), 'in the way');
    const client = await start(caches);
    try {
      for (const name of names) await check(client, name);
      await untilKept(client);
      // The blames once, the settings once, the index once; that of the program's code comes when it may.
      const isCounted = (message: string) => message.includes('kept') && !message.includes("program's code");
      const said = () => client.logged.filter(isCounted).length;
      await expect.poll(said, { timeout: 10_000 }).toBe(3);
    } finally {
      client.kill();
    }
  });

  describe('in the eyes of doctor', () => {
    const doctor = (caches: string, ...args: string[]) =>
      spawnSync(process.execPath, [builtServer, 'doctor', ...args], {
        cwd: repository.directory,
        env: environment(caches),
        encoding: 'utf8',
      }).stdout;

    it('are listed, and cleared when that is asked for', async () => {
      const caches = join(scratch.path, 'several');
      const size = filesBelow(caches).reduce((sum, path) => sum + statSync(path).size, 0);
      expect(size).toBeGreaterThan(0);
      expect(doctor(caches)).toMatch(/caches:.*1 repository[\s\S]*finished blames[\s\S]*history index, used/);
      expect(doctor(caches, '--clear-caches')).toMatch(/removed:\s+4 caches/);
      expect(filesBelow(caches)).toEqual([]);
      rmSync(caches, { recursive: true });
    });
  });
});
