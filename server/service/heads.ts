/** Knows which commit each repository was last seen on, and ends implicit work for a HEAD that has moved on. */
import { LRUCache } from 'lru-cache';
import type { Oid } from '../git/oid.ts';
import { Superseded } from '../scheduler/job.ts';

interface Seen {
  readonly head: Oid | null;
  readonly moved: AbortController;
}

/** Repositories remembered; implicit work in others lasts until something else ends it. */
const MAX_REPOSITORIES = 200;

export class Heads {
  private readonly seen = new LRUCache<string, Seen>({ max: MAX_REPOSITORIES });

  /** HEAD of the repository was just read. The signal aborts with `Superseded` when it is seen to have moved. */
  see(gitDir: string, head: Oid | null): AbortSignal {
    const known = this.seen.get(gitDir);
    if (known?.head === head) return known.moved.signal;
    const fresh = { head, moved: new AbortController() };
    this.seen.set(gitDir, fresh);
    known?.moved.abort(new Superseded());
    return fresh.moved.signal;
  }
}
