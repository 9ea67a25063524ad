/** What is looked at of files. */
import { rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { followLink, stampOf } from '../../../../server/service/repository/disk.ts';
import { scratchDirectory } from '../../../support/gitRepository.ts';

let top = '';
beforeEach(() => {
  top = scratchDirectory('disk');
});
afterEach(() => rmSync(top, { recursive: true, force: true }));

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
