/** How long a thread was ready to run while all processors were busy with others: what took long for that reason says nothing of disks. */
import { openSync, readSync } from 'node:fs';

/** Two numbers of nanoseconds, run and waited, and a count; as Linux tells it of each thread. */
const ROOM = 80;
const NANOSECONDS = 1e6;

/**
 * Reads how long, in milliseconds, the thread has waited since it began; some microseconds a call, the file stays open. Null where
 * there is no such file: on other systems, and where the kernel does not count.
 */
export function processorWaits(
  file: string = `/proc/self/task/${process.pid}/schedstat`,
): () => number | null {
  let descriptor: number | null | undefined;
  const bytes = Buffer.alloc(ROOM);
  return () => {
    try {
      descriptor ??= openSync(file, 'r');
      const text = bytes.toString('latin1', 0, readSync(descriptor, bytes, 0, ROOM, 0));
      const waited = /^\d+ (\d+) /.exec(text)?.[1];
      return waited === undefined ? null : Number(waited) / NANOSECONDS;
    } catch {
      return null;
    }
  };
}
