/** Mailmaps are read again when something that decides them has changed, and not otherwise. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { configOf } from '../../../server/git/config.ts';
import type { Repository } from '../../../server/git/repository.ts';
import { MailmapMemory } from '../../../server/worker/mailmapMemory.ts';
import { useScratch } from '../../support/scratch.ts';

describe('a mailmap', () => {
  const scratch = useScratch('mailmaps');
  let workTree = '';
  let count = 0;
  beforeEach(() => {
    workTree = join(scratch.path, String(count++));
    mkdirSync(workTree);
    writeFileSync(join(workTree, 'config'), '');
  });

  function stage(entries: readonly [string, string][] = []) {
    const repository = { gitDir: workTree, commonDir: workTree, workTree } as unknown as Repository;
    const places = { home: '/', userDirectory: '/', files: [join(workTree, 'config')] };
    const config = configOf([], places).with(entries);
    const memory = new MailmapMemory();
    let reads = 0;
    const load = async () => {
      reads++;
      return { config, mailmap: new Map() };
    };
    const readsAfter = async (looks: number) => {
      for (let i = 0; i < looks; i++) await memory.of(repository, load);
      return reads;
    };
    return { readsAfter };
  }

  it('is read twice to be sure, and then no more', async () => {
    expect(await stage().readsAfter(5)).toBe(2);
  });

  it.each(['.mailmap', 'config', 'HEAD'])('is read again when %s changes', async (name) => {
    const { readsAfter } = stage();
    await readsAfter(3);
    writeFileSync(join(workTree, name), 'changed');
    expect(await readsAfter(4)).toBe(4);
    rmSync(join(workTree, name));
    expect(await readsAfter(4)).toBe(6);
  });

  it('of a file of its own hangs on that file', async () => {
    const file = join(workTree, 'people');
    const { readsAfter } = stage([['mailmap.file', file]]);
    await readsAfter(3);
    writeFileSync(file, 'changed');
    expect(await readsAfter(4)).toBe(4);
  });

  it('that a revision names is read each time', async () => {
    expect(await stage([['mailmap.blob', 'HEAD:names']]).readsAfter(4)).toBe(4);
  });
});
