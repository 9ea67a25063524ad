/**
 * A process that does nothing but equal short steps, metered like a server (`meter.ts`): what a turn of it takes beyond a step, the
 * machine has taken. A virtual machine's host charges what it takes of a processor to whoever has that.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { metered } from './readTurns.ts';

/** A step takes a millisecond or less; in between the processor is left to those who are measured. */
const STEP = 500_000;
const PAUSE = 4;

/** What it was started with says that this is the process and not its parent. */
const MARK = '--step';

export function startControl(file: string): { readonly stop: () => void } {
  const child: ChildProcess = spawn(process.execPath, [fileURLToPath(import.meta.url), MARK], {
    stdio: 'ignore',
    env: { ...process.env, ...metered(file) },
  });
  return { stop: () => void child.kill() };
}

if (process.argv[2] === MARK) step(0);

function step(before: number): void {
  let sum = before;
  for (let count = 0; count < STEP; count++) sum = Math.imul(sum + count, 0x9e3779b1);
  setTimeout(() => step(sum), PAUSE);
}
