/**
 * Loaded into a server before itself (`node --require`): writes down the turns of its main thread that took long, by processor time.
 *
 * A turn is a round of the event loop, from one check phase to the next: all that is done in it is done before the thread
 * listens again. An immediate without a reference is called once in each round, first of all as it was there first, and does not
 * keep the loop from sleeping. A thread's processor time, to the nanosecond, Node gives to WASI programs alone; `/proc` has it
 * with the ticks of the kernel only.
 */
import { appendFileSync } from 'node:fs';
import { PerformanceObserver } from 'node:perf_hooks';
import { WASI } from 'node:wasi';
import { isMainThread } from 'node:worker_threads';
import { type Metered, meterVariable } from './metered.ts';

/** Shorter ones are not written down, in microseconds. */
const SHORTEST = 2000;
const THREAD_PROCESSOR_TIME = 3;

const path = process.env[meterVariable];
if (path !== undefined && isMainThread) meter(path);

function meter(file: string): void {
  const write = (line: Metered) => {
    if (line.cost >= SHORTEST) appendFileSync(file, `${JSON.stringify(line)}\n`);
  };
  const cost = processorClock();
  let [start, spent] = [clock(), cost()];
  const look = () => {
    const [end, now] = [clock(), cost()];
    write({ kind: 'turn', start, end, cost: now - spent });
    // Writing it down is nobody's turn.
    [start, spent] = [end, cost()];
    setImmediate(look).unref();
  };
  setImmediate(look).unref();
  const origin = clock() - performance.now() * 1000;
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const began = origin + entry.startTime * 1000;
      const took = entry.duration * 1000;
      write({ kind: 'collection', start: began, end: began + took, cost: took });
    }
  });
  observer.observe({ entryTypes: ['gc'] });
}

function clock(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e6 + nanoseconds / 1e3;
}

/** Microseconds of processor time that the calling thread has had. */
function processorClock(): () => number {
  // The types of Node do not name it.
  const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: Assembly };
  const memory = new WebAssembly.Memory({ initial: 1 });
  const wasi = new WASI({ version: 'preview1' });
  wasi.initialize({ exports: { memory } });
  const numbers = new DataView(memory.buffer);
  const read = wasi.wasiImport['clock_time_get'] as (clock: number, precision: bigint, at: number) => number;
  return () => {
    read(THREAD_PROCESSOR_TIME, 0n, 0);
    return Number(numbers.getBigUint64(0, true)) / 1000;
  };
}

interface Assembly {
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
}
