/** Knows which commit each repository was last seen on, and ends implicit work for a HEAD that has moved on. */
import { setMaxListeners } from 'node:events';
import { LRUCache } from 'lru-cache';
import { newAbort } from '../../base/abort.ts';
import { shareCause } from '../../base/trace.ts';
import type { Oid } from '../../git/oid.ts';
import { Superseded } from '../../scheduler/job.ts';

interface Seen {
  readonly head: Oid | null;
  readonly moved: AbortController;
}

/** Repositories remembered; implicit work in others lasts until something else ends it. */
const MAX_REPOSITORIES = 200;

export class Heads {
  /** Told when HEAD was seen to have moved. */
  onMoved: (gitDir: string) => void = () => undefined;
  private readonly seen = new LRUCache<string, Seen>({ max: MAX_REPOSITORIES });

  /** Where HEAD was when it was last read; null for no commit, or when it has not been read. */
  last(gitDir: string): Oid | null {
    return this.seen.get(gitDir)?.head ?? null;
  }

  /** HEAD of the repository was just read. The signal aborts with `Superseded` when it is seen to have moved. */
  see(gitDir: string, head: Oid | null): AbortSignal {
    const known = this.seen.get(gitDir);
    if (known?.head === head) return known.moved.signal;
    const fresh = { head, moved: new AbortController() };
    // As many as there are questions for the repository, and each takes its own away again.
    setMaxListeners(0, fresh.moved.signal);
    this.seen.set(gitDir, fresh);
    known?.moved.abort(new Superseded());
    if (known) this.onMoved(gitDir);
    return fresh.moved.signal;
  }
}

/** How an answer is waited for, as far as it matters here. */
interface Lasting {
  readonly signal: AbortSignal;
  readonly implicit?: boolean;
}

/** Implicit work is for the HEAD of now; what was asked in so many words keeps its answer. */
export async function whileHeadStays<Waiting extends Lasting, Result>(
  waiting: Waiting,
  moved: AbortSignal,
  work: (waiting: Waiting) => Promise<Result>,
): Promise<Result> {
  if (!waiting.implicit) return work(waiting);
  const controller = newAbort();
  shareCause(waiting.signal, controller.signal);
  const sources = [waiting.signal, moved];
  const giveUp = () => controller.abort(sources.find(({ aborted }) => aborted)?.reason);
  if (sources.some(({ aborted }) => aborted)) giveUp();
  // Not AbortSignal.any: HEAD may stay for days, and its signal would keep a trace of every request.
  for (const source of sources) source.addEventListener('abort', giveUp);
  try {
    return await work({ ...waiting, signal: controller.signal });
  } finally {
    for (const source of sources) source.removeEventListener('abort', giveUp);
  }
}
