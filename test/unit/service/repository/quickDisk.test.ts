/** What is looked at without waiting says what the patient ways say, or leaves it to them. */
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mergeHeads, readHead } from '../../../../server/git/refs.ts';
import { physicalPath, type Repository } from '../../../../server/git/repository.ts';
import { followLink, stampOf } from '../../../../server/service/repository/disk.ts';
import { quickDisk } from '../../../../server/service/repository/quickDisk.ts';
import type { Look } from '../../../../server/service/repository/quickLooks.ts';
import { scratchDirectory } from '../../../support/gitRepository.ts';

let top = '';
beforeEach(() => {
  top = scratchDirectory('quick');
});
afterEach(() => rmSync(top, { recursive: true, force: true }));

/** The quick way alone; `more` where it says that there is more to it. */
const disk = quickDisk({
  look: async <Value>({ quick }: Look<Value>) => quick() ?? ('more' as Value),
});

describe('a path', () => {
  it('is followed, resolved and stamped alike', async () => {
    mkdirSync(join(top, 'd'));
    symlinkSync('d', join(top, 'to'));
    writeFileSync(join(top, 'd', 'f'), 'text');
    symlinkSync('f', join(top, 'd', 'link'));
    const [file, link, missing] = ['f', 'link', 'none'].map((name) => join(top, 'to', name));
    const files = [file ?? '', link ?? '', missing ?? ''];
    expect(await disk.stampOf(files)).toBe(await stampOf(files));
    expect(await disk.physicalPath(join(top, 'to'))).toBe(await physicalPath(join(top, 'to')));
    expect(await disk.followLink(file ?? '')).toBe(await followLink(file ?? ''));
    expect(await disk.followLink(missing ?? '')).toBe(await followLink(missing ?? ''));
    expect(await disk.followLink(link ?? '')).toBe('more');
  });
});

describe('a directory', () => {
  it('that is not there is resolved as far as it exists', async () => {
    mkdirSync(join(top, 'd'));
    symlinkSync('d', join(top, 'to'));
    symlinkSync('nowhere', join(top, 'd', 'dangling'));
    for (const missing of ['none', 'to/none/at/all', 'to/dangling', 'to/dangling/none']) {
      const path = join(top, missing);
      expect(await disk.physicalPath(path)).toBe(await physicalPath(path));
    }
  });
});

describe('a directory below another one', () => {
  it.each([
    ['is plain', 'a/b', [], true],
    ['may be missing', 'none/at/all', [], true],
    ['is not plain with a repository in between', 'a/b', ['a/.git'], false],
    ['or in itself', 'a/b', ['a/b/.git'], false],
    ['nor within what may be a bare one', 'a/b', ['a/HEAD'], false],
    ['nor in the directory of one', '.git/hooks', ['.git/HEAD'], false],
    ['nor behind a link', 'link/b', [], false],
    ['nor below a file', 'a/file/x', ['a/file'], false],
    ['is plain beside a repository', 'a/b', ['c/.git'], true],
  ])('%s', async (_, directory, files, plain) => {
    for (const each of ['a/b', 'c', '.git/hooks']) mkdirSync(join(top, each), { recursive: true });
    symlinkSync('a', join(top, 'link'));
    for (const file of files) writeFileSync(join(top, file), '');
    const asked = disk.isPlainlyBelow(top, join(top, directory));
    expect(await asked.catch(() => false)).toBe(plain);
  });

  it('must be below it', async () => {
    expect(await disk.isPlainlyBelow(join(top, 'a'), top).catch(() => false)).toBe(false);
  });
});

describe('a repository', () => {
  const repository = (): Repository => ({
    gitDir: top,
    commonDir: top,
    workTree: null,
    objectFormat: 'sha1',
    refFormat: 'files',
  });
  const OID = '1'.repeat(40);

  it('has the HEAD that it has', async () => {
    expect(await disk.readHead(repository())).toBe('more');
    writeFileSync(join(top, 'HEAD'), `${OID}\n`);
    expect(await disk.readHead(repository())).toEqual(await readHead(repository()));
  });

  it('is merged into by what MERGE_HEAD says', async () => {
    expect(await disk.mergeHeads(repository())).toEqual(await mergeHeads(repository()));
    writeFileSync(join(top, 'MERGE_HEAD'), `${OID}\n`);
    expect(await disk.mergeHeads(repository())).toBe('more');
  });
});
