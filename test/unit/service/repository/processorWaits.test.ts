/** What Linux tells of a thread that waits for a processor. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { processorWaits } from '../../../../server/service/repository/processorWaits.ts';

const directory = mkdtempSync(join(tmpdir(), 'blame-processor-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function told(text: string): number | null {
  const file = join(directory, 'schedstat');
  writeFileSync(file, text);
  return processorWaits(file)();
}

it.each([
  ['639250 1944399 2\n', 1.944399],
  ['0 0 0\n', 0],
  ['', null],
  ['nothing to tell\n', null],
])('reads %j', (text, milliseconds) => {
  expect(told(text)).toBe(milliseconds);
});

it('knows nothing where there is no such file', () => {
  expect(processorWaits(join(directory, 'none'))()).toBeNull();
});

it('reads anew at each call', () => {
  const file = join(directory, 'growing');
  writeFileSync(file, '1 1000000 1\n');
  const waits = processorWaits(file);
  expect(waits()).toBe(1);
  writeFileSync(file, '1 3000000 1\n');
  expect(waits()).toBe(3);
});
