/** Whoever is left behind by a process that was killed. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { topOf } from '../../support/lspClient.ts';
import { isAlive } from '../../support/processes.ts';

const guardian = join(topOf(import.meta.dirname), 'dist', 'worker', 'guardian.js');

/** A process with two children in groups of their own; it tells the guardian of both, and of the end of the second. */
const program = `
  import { spawn } from 'node:child_process';
  import { Guardian } from ${JSON.stringify(guardian)};
  const guardian = new Guardian();
  const ids = [1, 2].map(() => spawn('sleep', ['1000'], { detached: true, stdio: 'ignore' }).pid);
  for (const id of ids) guardian.began(id);
  guardian.ended(ids[1]);
  console.log(ids.join(' '));
  setInterval(() => {}, 1000);`;

it.skipIf(process.platform === 'win32')('is ended, and nobody else', async () => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const text = await new Promise<string>((resolve) =>
    child.stdout.once('data', (data) => resolve(String(data))),
  );
  const [watched = 0, released = 0] = text.split(' ').map(Number);
  try {
    expect([isAlive(watched), isAlive(released)]).toEqual([true, true]);
    child.kill('SIGKILL');
    await expect.poll(() => isAlive(watched), { timeout: 5000 }).toBe(false);
    expect(isAlive(released)).toBe(true);
  } finally {
    process.kill(released, 'SIGKILL');
  }
});
