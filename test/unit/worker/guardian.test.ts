/** Whoever is left behind by a process that was killed. */
import { spawn } from 'node:child_process';
import { expect, it } from 'vitest';
import { bundled } from '../../support/bundled.ts';
import { isAlive } from '../../support/processes.ts';
import { useScratch } from '../../support/scratch.ts';

const scratch = useScratch('guardian');

/** A process with two children in groups of their own; it tells the guardian of both, and of the end of the second. */
const program = (guardian: string) => `
  import { spawn } from 'node:child_process';
  import { Guardian } from ${JSON.stringify(guardian)};
  const guardian = new Guardian();
  const ids = [1, 2].map(() => spawn('sleep', ['1000'], { detached: true, stdio: 'ignore' }).pid);
  for (const id of ids) guardian.began(id);
  guardian.ended(ids[1]);
  console.log(ids.join(' '));
  setInterval(() => {}, 1000);`;

it.skipIf(process.platform === 'win32')('is ended, and nobody else', async () => {
  const text = program(await bundled('worker/guardian.ts', scratch.path));
  const child = spawn(process.execPath, ['--input-type=module', '-e', text], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = await new Promise<string>((resolve) =>
    child.stdout.once('data', (data) => resolve(String(data))),
  );
  const [watched = 0, released = 0] = said.split(' ').map(Number);
  try {
    expect([isAlive(watched), isAlive(released)]).toEqual([true, true]);
    child.kill('SIGKILL');
    await expect.poll(() => isAlive(watched), { timeout: 5000 }).toBe(false);
    expect(isAlive(released)).toBe(true);
  } finally {
    process.kill(released, 'SIGKILL');
  }
});
