/** The history writer against a second reader, so that golden tests without git stand on something. */

import * as fs from 'node:fs';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import isomorphic from 'isomorphic-git';
import { afterEach, expect, it } from 'vitest';
import { arbitraryHistory } from '../../support/arbitraryHistory.ts';
import { describeWithGit, needsGit } from '../../support/gitBinary.ts';
import { runGit, scratchDirectory } from '../../support/gitRepository.ts';
import { executable, link, writeHistory } from '../../support/history.ts';

let directory = '';
afterEach(() => rmSync(directory, { recursive: true, force: true }));

it('writes commits, trees and files that another implementation reads back', async () => {
  directory = scratchDirectory('written');
  const ids = writeHistory(directory, [
    { id: 'one', files: { file: 'a\n', 'dir/run': executable('x'), 'dir-link': link('file'), 'dir.c': '' } },
    {
      id: 'two',
      author: 'Žofie <z@x>',
      message: 'změna',
      files: { file: 'b\n', 'dir/run': null, 'dir/b/c': 'c' },
    },
    { id: 'three', parents: ['one', 'two'] },
  ]);
  const [newest, ...older] = await isomorphic.log({ fs, gitdir: directory });
  expect(newest?.commit.parent).toEqual([ids.get('one'), ids.get('two')]);
  expect(older.map(({ oid }) => oid)).toEqual([ids.get('two'), ids.get('one')]);
  expect(older[0]?.commit).toMatchObject({
    message: 'změna\n',
    author: { name: 'Žofie', timestamp: 1_700_000_060 },
  });

  const { tree } = await isomorphic.readTree({ fs, gitdir: directory, oid: ids.get('one') ?? '' });
  expect(tree.map(({ mode, path }) => `${mode} ${path}`)).toEqual([
    '040000 dir',
    '120000 dir-link',
    '100644 dir.c',
    '100644 file',
  ]);
  const { blob } = await isomorphic.readBlob({
    fs,
    gitdir: directory,
    oid: ids.get('two') ?? '',
    filepath: 'dir/b/c',
  });
  expect(Buffer.from(blob).toString()).toBe('c');
});

it('gives the same history the same ids', () => {
  const history =
    fc.sample(arbitraryHistory({ commits: 10, unfinishedFiles: true }), { numRuns: 1, seed: 1 })[0] ?? [];
  const [first, second] = [scratchDirectory('same'), scratchDirectory('same')];
  expect(writeHistory(first, history)).toEqual(writeHistory(second, history));
  expect(readFileSync(join(first, 'refs/heads/main'), 'utf8')).toMatch(/^[0-9a-f]{40}\n$/);
  expect(readdirSync(join(first, 'refs/tags')).length).toBe(history.length);
  for (const place of [first, second]) rmSync(place, { recursive: true });
});

describeWithGit(needsGit('written histories'), () => {
  it.each(['sha1', 'sha256'] as const)('pass the check of git itself (%s)', (objectFormat) => {
    for (const history of fc.sample(arbitraryHistory({ commits: 12, unfinishedFiles: true }), {
      numRuns: 3,
      seed: 7,
    })) {
      directory = scratchDirectory('checked');
      writeHistory(directory, history, { objectFormat });
      expect(runGit(directory, ['fsck', '--strict', '--no-dangling'])).toMatchObject({
        status: 0,
        stderr: '',
      });
      rmSync(directory, { recursive: true });
    }
  });
});
