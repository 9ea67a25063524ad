/** Starts an engine thread before anybody knows what for: it loads its modules while the main thread loads its own. */
import { totalmem } from 'node:os';
import { Worker } from 'node:worker_threads';

/** Most memory that a thread may take, in megabytes; content of objects lies outside of it. */
export interface HeapLimits {
  readonly old: number;
  readonly young: number;
}

/** What a thread finds when it begins. */
export interface ThreadStart {
  /** Where the code of its parts is kept; null for nowhere. */
  readonly code: string | null;
  /** Whether it sees to that. */
  readonly keepsCode: boolean;
}

const MEGABYTE = 1024 * 1024;

/** Within what the machine has. */
export function fitting({ old, young }: HeapLimits): HeapLimits {
  return { old: Math.min(old, Math.floor(totalmem() / MEGABYTE / 4)), young };
}

/** What it is to work with is sent to it later, as its first message. */
export function startThread(entry: URL, { old, young }: HeapLimits, start: ThreadStart): Worker {
  return new Worker(entry, {
    name: 'blame engine',
    workerData: start,
    resourceLimits: { maxOldGenerationSizeMb: old, maxYoungGenerationSizeMb: young },
  });
}
