/** Commands run by one thread for another that waits. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { serveCommands } from '../../../server/worker/commands.ts';
import { bundled } from '../../support/bundled.ts';
import { isAlive } from '../../support/processes.ts';
import { useScratch } from '../../support/scratch.ts';

const scratch = useScratch('commands');
let source = '';
const workers: Worker[] = [];
beforeAll(async () => {
  source = pathToFileURL(await bundled('worker/commands.ts', scratch.path)).href;
});
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.terminate();
});

interface Outcome {
  readonly status?: number | null;
  readonly text?: string;
  readonly unable?: string | null;
  readonly failed?: string;
}

/** Runs words in turn in a thread; those of the first are given up after so many polls. */
function run(
  words: readonly (readonly string[])[],
  { milliseconds = 5000, polls = Number.MAX_SAFE_INTEGER } = {},
): Promise<Outcome[]> {
  const { port1, port2 }: { port1: MessagePort; port2: MessagePort } = new MessageChannel();
  serveCommands(port1, milliseconds);
  const code = `
    import { parentPort, workerData } from 'node:worker_threads';
    const { commandRunner } = await import(${JSON.stringify(source)});
    const run = commandRunner(workerData.port);
    let polls = workerData.polls;
    const cancel = { check() { if (polls-- === 0) throw new Error('given up'); } };
    parentPort.postMessage(workerData.words.map((words) => {
      try {
        const { status, stdout, error } = run({ words, cwd: '/', environment: { PATH: process.env.PATH } }, cancel);
        return { status, text: Buffer.from(stdout).toString(), unable: error && error.code };
      } catch (error) {
        return { failed: error.message };
      }
    }));`;
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`), {
    workerData: { port: port2, words, polls },
    transferList: [port2],
  });
  workers.push(worker);
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

describe('a command', () => {
  it.each<[readonly string[], Outcome]>([
    [['echo', 'a b'], { status: 0, text: 'a b\n', unable: null }],
    [['sh', '-c', 'echo x; exit 3'], { status: 3, text: 'x\n', unable: null }],
    [['cat'], { status: 0, text: '', unable: null }],
  ])('is run: %j', async (words, expected) => {
    expect(await run([words])).toEqual([expected]);
  });

  it('that can not be run is one that did not end well', async () => {
    expect(await run([['/nowhere/x'], ['echo']])).toMatchObject([{ status: null, text: '' }, { status: 0 }]);
  });

  it('that takes too long is ended', async () => {
    const outcome = await run([['sh', '-c', 'sleep 30; echo']], { milliseconds: 100 });
    expect(outcome).toEqual([{ failed: 'textconv command took too long: sh -c sleep 30; echo' }]);
  });

  it('that is given up is ended, and does not answer for the next one', async () => {
    const outcome = await run(
      [
        ['sh', '-c', 'sleep 30; echo'],
        ['echo', 'next'],
      ],
      { polls: 3 },
    );
    expect(outcome).toEqual([{ failed: 'given up' }, { status: 0, text: 'next\n', unable: null }]);
  });

  it('ends with the thread that waits for it', async () => {
    const { port1, port2 } = new MessageChannel();
    serveCommands(port1, 60_000);
    const done = new Int32Array(new SharedArrayBuffer(4));
    const file = join(scratch.path, 'id');
    const words = ['sh', '-c', `echo $$ >${file}; exec sleep 30`];
    port2.postMessage({ id: 1, words, cwd: '/', environment: { PATH: process.env['PATH'] }, done });
    await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8')).toMatch(/^\d+\n/);
    const id = Number(readFileSync(file, 'utf8'));
    expect(isAlive(id)).toBe(true);
    port2.close();
    await expect.poll(() => isAlive(id)).toBe(false);
  });
});
