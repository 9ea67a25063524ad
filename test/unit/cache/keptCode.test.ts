/** What is said and bounded when compiled code is put on disk. */
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { USED } from '../../../server/cache/cacheDirectory.ts';
import { keepCode } from '../../../server/cache/keptCode.ts';
import { useScratch } from '../../support/scratch.ts';

describe('keeping compiled code', () => {
  const scratch = useScratch('kept-code');

  const keep = async (directory: string, how: { written?: () => void; now?: number } = {}) => {
    const { written = () => undefined, now = 1e12 } = how;
    const said: string[] = [];
    function* keeping(): Generator<undefined, void> {
      yield;
      written();
    }
    await keepCode({
      parts: { complaints: ['one was damaged'], keeping },
      directory,
      root: scratch.path,
      maxBytes: 1e9,
      warn: (message) => said.push(message),
      now: () => now,
    });
    return said;
  };

  it('says what was not used, and notes when it was', async () => {
    const directory = join(scratch.path, 'code', 'noted');
    expect(await keep(directory)).toEqual(['one was damaged']);
    await keep(directory, { now: 2e12 });
    expect(statSync(join(directory, USED)).mtimeMs).toBe(2e12);
  });

  it('says what can’t be written', async () => {
    const written = () => {
      throw new Error('no room');
    };
    const directory = join(scratch.path, 'code', 'full');
    expect(await keep(directory, { written })).toEqual([
      'one was damaged',
      `the program's code is not kept in ${directory}: Error: no room`,
    ]);
  });

  it('leaves the code of eight programs, those used last', async () => {
    const at = (name: string) => join(scratch.path, 'code', name);
    for (let number = 0; number < 12; number++) {
      mkdirSync(at(`old ${number}`), { recursive: true });
      writeFileSync(join(at(`old ${number}`), USED), '');
      utimesSync(join(at(`old ${number}`), USED), number, number);
    }
    const others = join(scratch.path, 'history', 'other');
    mkdirSync(others, { recursive: true });
    await keep(at('new'));
    expect(readdirSync(join(scratch.path, 'code'))).toHaveLength(8);
    expect([at('new'), at('old 11'), at('old 0'), others].map(existsSync)).toEqual([true, true, false, true]);
  });
});
