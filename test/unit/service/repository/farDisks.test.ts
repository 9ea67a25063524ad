/** Where files lie, as far as this system tells. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isFar, isNear } from '../../../../server/service/repository/farDisks.ts';

it('takes no file for both, there or not', () => {
  for (const path of [tmpdir(), join(tmpdir(), 'not', 'there'), '/'])
    expect([path, isFar(path) && isNear(path)]).toEqual([path, false]);
});

it("is sure of what is the kernel's own, where there is such a kernel", () => {
  const isLinux = process.platform === 'linux';
  const paths = ['/proc/self/status', '/proc/self/none/such'];
  expect([...paths.map(isNear), isFar('/proc')]).toEqual([isLinux, isLinux, false]);
});
