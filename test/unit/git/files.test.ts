/** Reading small files: what is there, what is not, what is too large. */
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { bytesToText, readSmallFile, readSmallText, textToBytes } from '../../../server/git/files.ts';
import { scratchDirectory } from '../../support/gitRepository.ts';

const directory = scratchDirectory('files');
const at = (name: string) => join(directory, name);
writeFileSync(at('small'), 'caf\xe9', 'latin1');
mkdirSync(at('directory'));
symlinkSync('loop', at('loop'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('reads bytes, and bytes as characters', async () => {
  expect([...((await readSmallFile(at('small'), 4)) ?? [])]).toEqual([0x63, 0x61, 0x66, 0xe9]);
  expect(await readSmallText(at('small'), 4)).toBe('caf\xe9');
});

test('is null for what is no file', async () => {
  for (const name of ['nothing', 'directory', 'small/below', 'loop']) {
    expect(await readSmallFile(at(name), 10), name).toBeNull();
  }
});

test('refuses a file over the limit', async () => {
  await expect(readSmallFile(at('small'), 3)).rejects.toMatchObject({ code: 'tooLarge' });
});

test('text and bytes lead to each other', () => {
  expect(textToBytes('é')).toBe('\xc3\xa9');
  expect(bytesToText('\xc3\xa9')).toBe('é');
});
