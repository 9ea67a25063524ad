/** What is read from the work tree. */
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bytesOfText } from '../../../../server/base/sharedText.ts';
import { followLink, readWorkTreeFile, stampOf } from '../../../../server/service/repository/disk.ts';
import { scratchDirectory } from '../../../support/gitRepository.ts';

let top = '';
beforeEach(() => {
  top = scratchDirectory('disk');
});
afterEach(() => rmSync(top, { recursive: true, force: true }));

describe('a file of the work tree', () => {
  it.each<[string, () => void, string | null]>([
    ['that is regular', () => writeFileSync(join(top, 'f'), 'text'), 'text'],
    ['that is a link', () => symlinkSync('../target', join(top, 'f')), '../target'],
    ['that is a link in a circle', () => symlinkSync('f', join(top, 'f')), 'f'],
    ['that is a directory', () => mkdirSync(join(top, 'f')), null],
    ['that is not there', () => undefined, null],
  ])('%s', async (_, arrange, content) => {
    arrange();
    const read = await readWorkTreeFile(join(top, 'f'));
    expect(read && Buffer.from(bytesOfText(read)).toString()).toBe(content);
  });

  it.each([
    [0, 1],
    [(4 << 20) - 1, 1],
    [4 << 20, 1],
    [(4 << 20) + 1, 2],
    [9 << 20, 3],
  ])('of %d bytes is read in %d pieces', async (size, pieces) => {
    const bytes = Buffer.alloc(size, 'some words of a line\n');
    writeFileSync(join(top, 'f'), bytes);
    const read = await readWorkTreeFile(join(top, 'f'));
    expect([read?.blocks.length, read?.byteLength]).toEqual([pieces, size]);
    expect(read?.name).toBe(createHash('sha1').update(bytes).digest('hex'));
    expect(read && Buffer.compare(bytesOfText(read), bytes)).toBe(0);
    // No more memory than is needed.
    expect(read?.blocks.reduce((sum, { length }) => sum + length, 0)).toBeLessThanOrEqual(size + 1);
  });

  it('below a file is not there', async () => {
    writeFileSync(join(top, 'f'), 'text');
    expect(await readWorkTreeFile(join(top, 'f', 'g'))).toBeNull();
  });
});

it('follows links to files, and leaves the rest alone', async () => {
  writeFileSync(join(top, 'file'), '');
  symlinkSync('file', join(top, 'link'));
  symlinkSync('nowhere', join(top, 'dangling'));
  const names = ['file', 'link', 'dangling', 'missing'];
  const followed = await Promise.all(names.map((name) => followLink(join(top, name))));
  expect(followed).toEqual(['file', 'file', 'dangling', 'missing'].map((name) => join(top, name)));
});

it('notices when a file comes, changes and goes', async () => {
  const files = [join(top, 'f'), join(top, 'g', 'h')];
  const stamps = [await stampOf(files), await stampOf(files)];
  writeFileSync(join(top, 'f'), 'text');
  stamps.push(await stampOf(files));
  utimesSync(join(top, 'f'), 1, 2);
  stamps.push(await stampOf(files));
  rmSync(join(top, 'f'));
  stamps.push(await stampOf(files));
  const [none, same, there, changed, gone] = stamps;
  expect([same, gone]).toEqual([none, none]);
  expect(new Set([none, there, changed]).size).toBe(3);
});
