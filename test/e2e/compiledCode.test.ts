/** Code that V8 compiled in one process: used by the next one, and dropped where it is not to be trusted. */
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { scratchDirectory } from '../support/gitRepository.ts';
import { type LspClient, startClient } from '../support/lspClient.ts';
import { useScratch } from '../support/scratch.ts';

/** What is loaded by itself: before the first answer, after it, and by the engine thread. */
const files = [
  'beginServing.js.code',
  'composeService.js.code',
  'engine.js.code',
  'program.js.code',
  'startServer.js.code',
];

describe('compiled code', () => {
  const scratch = useScratch('compiled');

  async function start(caches: string): Promise<LspClient> {
    const client = startClient(['--stdio'], { XDG_CACHE_HOME: caches });
    await client.initialize();
    await client.stats();
    return client;
  }

  const codeIn = (caches: string): string => {
    const root = join(caches, 'blame-language-server', 'code');
    const [directory = ''] = readdirSync(root);
    return join(root, directory);
  };

  /** By name: when it was written. */
  const written = (caches: string) =>
    files.map((name) => statSync(join(codeIn(caches), name), { bigint: true }).mtimeNs);

  /** A process that lives for long enough to keep its code; what it logged. */
  async function live(caches: string): Promise<string[]> {
    const began = BigInt(Date.now()) * 1_000_000n;
    const client = await start(caches);
    const isKept = () => {
      try {
        return written(caches).every((each) => each > began);
      } catch {
        return false;
      }
    };
    for (let waited = 0; !isKept() && waited < 4000; waited += 50) await wait(50);
    expect(await client.stop()).toEqual({ code: 0, signal: null });
    return client.logged;
  }

  it('is kept twice, then left alone, by nobody else’s leave', async () => {
    const caches = join(scratch.path, 'kept');
    expect(await live(caches)).toEqual([]);
    expect(readdirSync(codeIn(caches)).sort()).toEqual([...files, 'used']);
    expect(statSync(codeIn(caches)).mode & 0o77).toBe(0);
    await live(caches);
    const second = written(caches);
    await live(caches);
    expect(written(caches)).toEqual(second);
  });

  it.each<[string, (path: string) => void, string]>([
    ['cut off', (path) => writeFileSync(path, readFileSync(path).subarray(100)), 'was damaged'],
    ['open to others', (path) => chmodSync(path, 0o666), 'may have been written by somebody else'],
  ])('is made anew where it was %s, with a word', async (name, damage, said) => {
    const caches = join(scratch.path, name);
    await live(caches);
    const damaged = join(codeIn(caches), 'startServer.js.code');
    damage(damaged);
    expect(await live(caches)).toEqual([expect.stringContaining(`${damaged} ${said}`)]);
    expect(await live(caches)).toEqual([]);
  });

  it('is not needed where nothing can be written', async () => {
    const caches = join(scratchDirectory('compiled-file'), 'file');
    writeFileSync(caches, '');
    const client = await start(caches);
    await expect.poll(() => client.logged, { timeout: 5000 }).toEqual([expect.stringContaining('not kept')]);
    expect((await client.stop()).code).toBe(0);
  });
});
