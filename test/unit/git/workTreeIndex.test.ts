/** The index in every form git writes it, against `git ls-files`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { discoverRepository, type Repository } from '../../../server/git/repository.ts';
import {
  indexEntriesAt,
  isIndexed,
  readIndex,
  sparseDirectoryOf,
} from '../../../server/git/workTreeIndex.ts';
import { describeWithGit, needsGit } from '../../support/gitBinary.ts';
import { createRepository, type GitRepository } from '../../support/gitRepository.ts';

describeWithGit(needsGit('index'), () => {
  let scratch: GitRepository;
  afterEach(() => scratch.remove());

  async function repository(): Promise<Repository> {
    const found = await discoverRepository(scratch.directory);
    if (found === null) throw new Error('no repository');
    return found;
  }

  function fill(objectFormat: 'sha1' | 'sha256' = 'sha1'): void {
    scratch = createRepository({ objectFormat });
    for (const name of ['a', 'b/c', 'b/d', 'dir/sub/e', 'dir/sub/f', 'b-c', 'ä', 'x'.repeat(200)])
      scratch.write(name, `${name}\n`);
    scratch.write(Buffer.from('latin\xff', 'latin1'), 'odd\n');
    scratch.commit('first');
  }

  async function agrees(...options: string[]) {
    const { stdout } = scratch.run(['ls-files', '--stage', '-z', ...options]);
    const listed = stdout.toString('latin1').split('\0').slice(0, -1);
    const entries = await readIndex(await repository());
    const lines = entries.map(
      ({ mode, oid, stage, path }) => `${mode.toString(8).padStart(6, '0')} ${oid} ${stage}\t${path}`,
    );
    expect(lines).toEqual(listed);
    return entries;
  }

  it.each([2, 3, 4])('reads version %d', async (version) => {
    fill();
    if (version === 3) {
      scratch.write('later', 'x');
      scratch.git('add', '--intent-to-add', 'later');
    } else scratch.git('update-index', '--index-version', String(version));
    expect(readFileSync(join(scratch.gitDir, 'index')).readUInt32BE(4)).toBe(version);
    const entries = await agrees();
    expect(entries.filter(({ intentToAdd }) => intentToAdd).map(({ path }) => path)).toEqual(
      version === 3 ? ['later'] : [],
    );
  });

  it('reads SHA-256 and an index without a checksum', async () => {
    fill('sha256');
    await agrees();
    scratch.git('config', 'index.skipHash', 'true');
    scratch.git('update-index', '--force-write-index');
    await agrees();
  });

  it('reads the stages of a conflict', async () => {
    fill();
    scratch.git('checkout', '--quiet', '-b', 'side');
    scratch.write('a', 'theirs\n');
    scratch.commit('theirs');
    scratch.git('checkout', '--quiet', 'main');
    scratch.write('a', 'ours\n');
    scratch.commit('ours');
    expect(scratch.run(['merge', 'side']).status).toBe(1);
    await agrees();
    expect((await indexEntriesAt(await repository(), 'a')).map(({ stage }) => stage)).toEqual([1, 2, 3]);
    expect(await indexEntriesAt(await repository(), 'nothing')).toEqual([]);
    expect(await indexEntriesAt(await repository(), 'b')).toEqual([]);
  });

  it('puts a split index together', async () => {
    fill();
    scratch.git('config', 'splitIndex.maxPercentChange', '100');
    scratch.git('update-index', '--split-index');
    await agrees();
    scratch.write('a', 'changed\n');
    scratch.write('new', 'new\n');
    scratch.git('rm', '--quiet', 'b/d');
    scratch.git('add', 'a', 'new');
    await agrees();
    for (let n = 0; n < 300; n++) scratch.write(`many/${n}`, `${n}\n`);
    scratch.git('add', '--all');
    scratch.git('update-index', '--split-index');
    for (let n = 0; n < 300; n += n < 150 ? 1 : 7) scratch.write(`many/${n}`, `changed ${n}\n`);
    scratch.git('add', '--all');
    await agrees();
    expect(readFileSync(join(scratch.gitDir, 'index')).includes('link')).toBe(true);
  });

  it('shows the directories of a sparse index', async () => {
    fill();
    scratch.git('sparse-checkout', 'set', '--cone', '--sparse-index', 'b');
    const entries = await agrees('--sparse');
    expect(sparseDirectoryOf(entries, 'dir/sub/e')?.path).toBe('dir/');
    expect(sparseDirectoryOf(entries, 'b/c')).toBe(null);
  });

  it('knows files from submodules', async () => {
    fill();
    const commit = scratch.git('rev-parse', 'HEAD');
    scratch.git('update-index', '--add', '--cacheinfo', `160000,${commit},module`);
    const at = await repository();
    expect([await isIndexed(at, 'b/c'), await isIndexed(at, 'module'), await isIndexed(at, 'b')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('is empty before the first add', async () => {
    scratch = createRepository();
    expect(await readIndex(await repository())).toEqual([]);
  });
});

describeWithGit(needsGit('index, hostile'), () => {
  let scratch: GitRepository;
  let good: Buffer;
  beforeEach(() => {
    scratch = createRepository();
    scratch.write('file', 'x');
    scratch.git('add', 'file');
    good = readFileSync(join(scratch.gitDir, 'index'));
  });
  afterEach(() => scratch.remove());

  async function fault(data: Buffer) {
    writeFileSync(join(scratch.gitDir, 'index'), data);
    const found = await discoverRepository(scratch.directory);
    if (found === null) throw new Error('no repository');
    return readIndex(found).catch((error) => error.code);
  }

  it('refuses every truncation', async () => {
    for (let length = 0; length < good.length - 20; length++)
      expect(await fault(good.subarray(0, length))).toBe('corruptObject');
  });

  it.each([
    ['another magic word', 0, [0x58], 'corruptObject'],
    ['a version to come', 7, [5], 'unsupportedRepository'],
    ['too many entries', 8, [255, 255, 255, 255], 'corruptObject'],
    ['extended flags in version 2', 72, [0x40], 'corruptObject'],
  ] as const)('refuses %s', async (_, offset, bytes, code) => {
    const data = Buffer.from(good);
    data.set(bytes, offset);
    expect(await fault(data)).toBe(code);
  });

  it.each([
    ['an extension that must be understood', 'must', Buffer.alloc(4), 'unsupportedRepository'],
    ['an extension longer than the file', 'TREE', null, 'corruptObject'],
    ['a shared index that is missing', 'link', Buffer.alloc(20, 1), 'corruptObject'],
    [
      'a bitmap that is cut off',
      'link',
      Buffer.concat([Buffer.alloc(20, 1), Buffer.alloc(8, 255)]),
      'corruptObject',
    ],
  ] as const)('refuses %s', async (_, name, content, code) => {
    const header = Buffer.alloc(8);
    header.write(name, 'latin1');
    header.writeUInt32BE(content?.length ?? 1000, 4);
    const parts = [good.subarray(0, -20), header, content ?? Buffer.alloc(0), Buffer.alloc(20)];
    expect(await fault(Buffer.concat(parts))).toBe(code);
  });
});
