/** Where files lie, as far as this system tells. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isFar, isNear } from '../../../server/service/farDisks.ts';

it('takes no file for both, there or not', () => {
  for (const path of [tmpdir(), join(tmpdir(), 'not', 'there'), '/proc/self/status', '/'])
    expect([path, isFar(path) && isNear(path)]).toEqual([path, false]);
});

it.runIf(process.platform === 'linux')('knows what the kernel makes to be on this machine', () => {
  expect([isNear('/proc/self/status'), isNear('/proc/self/none/such'), isFar('/proc')]).toEqual([
    true,
    true,
    false,
  ]);
});

it.runIf(process.platform !== 'linux')('is not sure elsewhere', () => {
  expect([isNear(tmpdir()), isFar(tmpdir())]).toEqual([false, false]);
});
