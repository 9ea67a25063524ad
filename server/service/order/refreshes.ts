/** What was dropped because too much was waiting is asked for again, once, when the rush is over. */

/** Surfaces that a client can be told to ask about again. */
export type Refreshable = 'codeLens' | 'inlayHint';

export interface RefreshParts {
  /** What the client can be told. */
  readonly able: ReadonlySet<Refreshable>;
  /** Resolves when no question waits for its answer. */
  readonly drained: () => Promise<void>;
  readonly send: (surface: Refreshable) => void;
}

/**
 * A client that is told to refresh may ask about as many documents as before, and as many may be dropped again: it is told once,
 * and not again before a document was opened.
 */
export class Refreshes {
  private readonly parts: RefreshParts;
  private readonly spent = new Set<Refreshable>();

  constructor(parts: RefreshParts) {
    this.parts = parts;
  }

  dropped(surface: Refreshable): void {
    const { able, drained, send } = this.parts;
    if (!able.has(surface) || this.spent.has(surface)) return;
    this.spent.add(surface);
    void drained().then(() => send(surface));
  }

  /** There is something new to show. */
  renew(): void {
    this.spent.clear();
  }
}
