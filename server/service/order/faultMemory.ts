/** Remembers questions that failed, so that a client that asks again and again does not have the work fail again and again. */
import { LRUCache } from 'lru-cache';

/** Most failures remembered, and for how long: what is missing now may have been fetched by then. Milliseconds. */
const MAX_FAULTS = 500;
export const REMEMBERED_FOR = 30_000;

export class FaultMemory {
  private readonly faults = new LRUCache<string, { readonly error: unknown; readonly until: number }>({
    max: MAX_FAULTS,
  });
  private readonly now: () => number;

  /** `now` in milliseconds from any origin. */
  constructor(now: () => number) {
    this.now = now;
  }

  /** Throws what the question failed with a short while ago. Keys name everything that the answer depends on. */
  recall(key: string): void {
    const fault = this.faults.get(key);
    if (!fault) return;
    if (this.now() < fault.until) throw fault.error;
    this.faults.delete(key);
  }

  remember(key: string, error: unknown): void {
    this.faults.set(key, { error, until: this.now() + REMEMBERED_FOR });
  }

  /** What fails is not tried again soon; what was given up is no failure. */
  async remembering<Result>(key: string, signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (!signal.aborted) this.remember(key, error);
      throw error;
    }
  }

  /** Something has changed that may have mended what failed: objects have come, settings have changed. */
  forget(): void {
    this.faults.clear();
  }
}
