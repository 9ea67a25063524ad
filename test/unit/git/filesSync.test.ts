/** Opening files without waiting: what counts as a file, and what is too long. */
import { closeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listNames, openRegular, readFully, readTextSync } from '../../../server/git/filesSync.ts';
import { writeDeep } from '../../support/packFixture.ts';
import { useScratch } from '../../support/scratch.ts';

describe('files', () => {
  const scratch = useScratch('files');

  it('opens a regular file with its size', () => {
    writeDeep(join(scratch.path, 'file'), 'content');
    const file = openRegular(join(scratch.path, 'file'));
    expect(file?.size).toBe(7);
    closeSync(file?.handle as number);
  });

  it('takes a missing file, a directory and a device for no file', () => {
    expect(openRegular(join(scratch.path, 'missing'))).toBeNull();
    expect(openRegular(scratch.path)).toBeNull();
    expect(openRegular('/dev/null')).toBeNull();
    expect(readTextSync(join(scratch.path, 'missing', 'below'), 10)).toBeNull();
  });

  it('reads from a position as far as the file goes', () => {
    writeDeep(join(scratch.path, 'short'), '0123456789');
    const file = openRegular(join(scratch.path, 'short'));
    const target = Buffer.alloc(6);
    const count = readFully({ handle: file?.handle as number, path: 'short' }, target, 7);
    closeSync(file?.handle as number);
    expect(target.toString('latin1', 0, count)).toBe('789');
  });

  it('says that a closed handle cannot be read', () => {
    expect(() => readFully({ handle: 99_999, path: 'gone' }, Buffer.alloc(1), 0)).toThrow('cannot read gone');
  });

  it('reads text byte by byte and refuses more than the limit', () => {
    const path = join(scratch.path, 'text');
    writeDeep(path, Buffer.from([0xe9, 0x0a]));
    expect(readTextSync(path, 2)).toBe('\xe9\n');
    expect(() => readTextSync(path, 1)).toThrow('more than 1 bytes');
  });

  it('lists names in order, and none of a directory that is not there', () => {
    writeDeep(join(scratch.path, 'dir', 'b'), '');
    writeDeep(join(scratch.path, 'dir', 'a'), '');
    expect(listNames(join(scratch.path, 'dir'))).toEqual(['a', 'b']);
    expect(listNames(join(scratch.path, 'missing'))).toEqual([]);
  });
});
