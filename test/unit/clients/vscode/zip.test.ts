/** The writer of zip archives, read by what the system has for it and by a reader of our own. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { zip } from '../../../../clients/vscode/packaging/zip.ts';
import { useScratch } from '../../../support/scratch.ts';
import { unzip } from '../../../support/unzip.ts';

const entries = [
  { path: 'a.txt', content: Buffer.from('hello\n'.repeat(1000)) },
  { path: 'deep/er/名前.bin', content: Buffer.from([0, 255, 1]) },
  { path: 'empty', content: Buffer.alloc(0) },
];

describe('archives', () => {
  const scratch = useScratch('zip');

  it('give back what was put in', () => {
    const found = unzip(zip(entries));
    expect([...found]).toEqual(entries.map(({ path, content }) => [path, content]));
  });

  it('are the same whenever they are made', () => {
    expect(zip(entries).equals(zip(entries))).toBe(true);
  });

  it('are read by others', () => {
    const path = join(scratch.path, 'a.zip');
    writeFileSync(path, zip(entries));
    const program =
      'import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print(z.testzip(), len(z.namelist()))';
    const { error, stdout } = spawnSync('python3', ['-c', program, path], { encoding: 'utf8' });
    // Where there is no Python the reader of our own has to do.
    expect(error ? 'None 3\n' : stdout).toBe('None 3\n');
  });
});
