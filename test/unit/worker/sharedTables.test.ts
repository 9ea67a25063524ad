/** Engine threads share memory for tables, whatever becomes of one of them. */
import { setTimeout as wait } from 'node:timers/promises';
import { type MessagePort, Worker } from 'node:worker_threads';
import { afterEach, expect, it } from 'vitest';
import type { TableMemory } from '../../../server/git/odb/tableMemory.ts';
import { SharedTables, sharedMemory } from '../../../server/worker/sharedTables.ts';

const workers: Worker[] = [];
const ports: MessagePort[] = [];
afterEach(async () => {
  for (const port of ports.splice(0)) port.close();
  for (const worker of workers.splice(0)) await worker.terminate();
});

/** A thread's end, here. */
function end(tables: SharedTables): TableMemory & { readonly port: MessagePort } {
  const share = tables.share();
  ports.push(share.port);
  return { ...sharedMemory(share), port: share.port };
}

async function granted(memory: TableMemory, key: string): Promise<ArrayBufferLike | null> {
  for (;;) {
    const got = memory.get(key);
    if (got !== undefined) return got;
    await wait(1);
  }
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await wait(1);
}

it('gives all threads the same memory, and counts it once', async () => {
  const tables = new SharedTables(1000);
  const ends = [end(tables), end(tables), end(tables)];
  for (const each of ends) each.want('ids', 80);
  expect(ends[0]?.get('ids')).toBeUndefined();
  const [first, ...others] = await Promise.all(ends.map((each) => granted(each, 'ids')));
  new Uint8Array(first as SharedArrayBuffer)[7] = 42;
  for (const other of others) expect(new Uint8Array(other as SharedArrayBuffer)[7]).toBe(42);
  expect(tables.bytes).toBe(80);
  expect(new Set(ends.map(({ secret }) => secret.join())).size).toBe(1);
});

it('takes memory back when the last thread has given it back, however often each wanted it', async () => {
  const tables = new SharedTables(1000);
  const [one, other] = [end(tables), end(tables)];
  for (const each of [one, one, other]) each.want('ids', 80);
  await Promise.all([granted(one, 'ids'), granted(other, 'ids')]);
  one.giveBack('ids');
  other.giveBack('ids');
  one.want('more', 16);
  await granted(one, 'more');
  expect(tables.bytes).toBe(96);
  one.giveBack('ids');
  one.giveBack('more');
  await until(() => tables.bytes === 0);
  // What is wanted anew is not what others may have left.
  one.want('ids', 80);
  expect(new Uint8Array((await granted(one, 'ids')) as SharedArrayBuffer).every((byte) => byte === 0)).toBe(
    true,
  );
});

it('leaves out what comes when it is not wanted any more', async () => {
  const tables = new SharedTables(1000);
  const one = end(tables);
  one.want('ids', 80);
  one.giveBack('ids');
  one.want('ids', 40);
  expect((await granted(one, 'ids'))?.byteLength).toBe(40);
  await until(() => tables.bytes === 40);
});

it('gives less where there is not so much, and nothing where there is none', async () => {
  const tables = new SharedTables(100);
  const one = end(tables);
  one.want('first', 80);
  one.want('second', 80);
  one.want('third', 80);
  expect((await granted(one, 'first'))?.byteLength).toBe(80);
  expect((await granted(one, 'second'))?.byteLength).toBe(20);
  expect(await granted(one, 'third')).toBeNull();
});

it('takes back what a thread had that is gone, but not from others', async () => {
  const tables = new SharedTables(1000);
  const share = tables.share();
  const body = `
    import { parentPort, workerData, receiveMessageOnPort } from 'node:worker_threads';
    const { port } = workerData;
    for (const [id, key] of [[1, 'ids'], [2, 'own']]) port.postMessage({ id, key, bytes: 80 });
    for (;;) {
      const got = receiveMessageOnPort(port);
      if (got === undefined) continue;
      // Half made, for ever at it.
      new Uint8Array(got.message.memory).fill(9, 0, 40);
      if (got.message.key === 'own') break;
    }
    parentPort.postMessage('there');
    for (;;);`;
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(body)}`), {
    workerData: { port: share.port },
    transferList: [share.port],
  });
  workers.push(worker);
  await new Promise((resolve) => worker.once('message', resolve));
  const other = end(tables);
  other.want('ids', 80);
  expect(new Uint8Array((await granted(other, 'ids')) as SharedArrayBuffer)[3]).toBe(9);
  expect(tables.bytes).toBe(160);
  await worker.terminate();
  await until(() => tables.bytes === 80);
  other.giveBack('ids');
  await until(() => tables.bytes === 0);
});
