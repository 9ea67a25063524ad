/** The gate that holds threads up. */
import { Worker } from 'node:worker_threads';
import { afterEach, expect, it } from 'vitest';
import { isShut, newGate, openGate, shutGate, waitAt } from '../../../server/worker/gate.ts';

const workers: Worker[] = [];
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.terminate();
});

it('is open until it is shut', () => {
  const gate = newGate();
  const states = [isShut(gate)];
  void shutGate(gate);
  states.push(isShut(gate));
  openGate(gate);
  states.push(isShut(gate));
  expect(states).toEqual([false, true, false]);
  // Nobody is held by a gate that is open.
  waitAt(gate);
});

it('holds another thread where it is, until it opens', async () => {
  const gate = newGate();
  const counter = new Int32Array(new SharedArrayBuffer(4));
  const code = `
    const { workerData: { gate, counter } } = require('node:worker_threads');
    for (;;) { Atomics.add(counter, 0, 1); if (Atomics.load(gate, 0)) {
      Atomics.store(gate, 1, 1); Atomics.notify(gate, 1); Atomics.wait(gate, 0, 1); Atomics.store(gate, 1, 0); } }`;
  workers.push(new Worker(code, { eval: true, workerData: { gate, counter } }));
  await expect.poll(() => Atomics.load(counter, 0)).toBeGreaterThan(0);
  await shutGate(gate);
  const held = Atomics.load(counter, 0);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(Atomics.load(counter, 0)).toBe(held);
  openGate(gate);
  await expect.poll(() => Atomics.load(counter, 0)).toBeGreaterThan(held);
});
