/** One file of the work tree, as it is read. */
import { createHash } from 'node:crypto';
import { appendFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bytesOfText } from '../../../../server/base/sharedText.ts';
import { readLinkText, readRegularFile } from '../../../../server/service/repository/workTreeText.ts';
import { scratchDirectory } from '../../../support/gitRepository.ts';

let top = '';
beforeEach(() => {
  top = scratchDirectory('work-tree-text');
});
afterEach(() => rmSync(top, { recursive: true, force: true }));

const wanted = () => true;

describe('a regular file', () => {
  it.each([
    [0, 1],
    [(4 << 20) - 1, 1],
    [4 << 20, 1],
    [(4 << 20) + 1, 2],
    [9 << 20, 3],
  ])('of %d bytes is read in %d pieces', async (size, pieces) => {
    const bytes = Buffer.alloc(size, 'some words of a line\n');
    writeFileSync(join(top, 'f'), bytes);
    const read = await readRegularFile(join(top, 'f'), wanted);
    const text = read?.text;
    expect([text?.blocks.length, text?.byteLength]).toEqual([pieces, size]);
    expect(text?.name).toBe(createHash('sha1').update(bytes).digest('hex'));
    expect(text && Buffer.compare(bytesOfText(text), bytes)).toBe(0);
    // No more memory than is needed.
    expect(text?.blocks.reduce((sum, { length }) => sum + length, 0)).toBeLessThanOrEqual(size + 1);
    expect(read?.mark).not.toBeNull();
  });

  it('has no mark when it is changed meanwhile, and all that is there at the end', async () => {
    const path = join(top, 'f');
    writeFileSync(path, Buffer.alloc(2 << 20, 'a'));
    let isFirst = true;
    const read = await readRegularFile(path, () => {
      if (isFirst) appendFileSync(path, 'more');
      isFirst = false;
      return true;
    });
    expect([read?.text.byteLength, read?.mark]).toEqual([(2 << 20) + 4, null]);
  });

  it('is read no further than to the slice after which nobody wants it', async () => {
    writeFileSync(join(top, 'f'), Buffer.alloc(9 << 20, 'a'));
    let asked = 0;
    const read = await readRegularFile(join(top, 'f'), () => ++asked < 3);
    expect([read, asked <= 4]).toEqual([null, true]);
  });
});

it("a link's text is its target", async () => {
  symlinkSync('../target', join(top, 'l'));
  const text = await readLinkText(join(top, 'l'));
  expect(Buffer.from(bytesOfText(text)).toString()).toBe('../target');
});
