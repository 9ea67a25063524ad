/** Where an engine thread begins: loads its parts with the code they were compiled to before, and keeps that when they have run. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { workerData } from 'node:worker_threads';
import { PartLoader } from '../cache/partLoader.ts';
import type { ThreadStart } from './startedThread.ts';

/** Milliseconds after which most of what a thread does has been done once. */
const KEEP_AFTER = 2000;

const { code, keepsCode } = workerData as ThreadStart;
const parts = new PartLoader({
  directory: fileURLToPath(new URL('.', import.meta.url)),
  cache: code,
  require: createRequire(import.meta.url),
});
parts.load('engine.js');
if (keepsCode) setTimeout(() => keepOn(parts.keeping()), KEEP_AFTER);

/** Whoever asks the thread meanwhile is not kept waiting. */
function keepOn(keeping: Generator<undefined, void>): void {
  try {
    if (keeping.next().done !== true) setImmediate(keepOn, keeping);
  } catch {
    // The main thread keeps its code in the same place, and says what is wrong with that.
    return;
  }
}
