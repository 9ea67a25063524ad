/** Ends work that something newer has made pointless, for clients that never cancel anything themselves. */
import { Superseded } from '../scheduler/job.ts';

/** A piece of implicit work that something newer can end. */
export interface Turn {
  /** Aborts with `Superseded`. */
  readonly signal: AbortSignal;
  /** To be called when the work is over, whatever its outcome. */
  end(): void;
}

/** Work that nobody asked for in so many words: hints, lenses, hovers. At most one of a kind for a document. */
export class Superseding {
  private readonly current = new Map<string, Map<string, AbortController>>();

  /** Starts work of a kind for a document and ends older work of that kind for it. */
  begin(uri: string, kind: string): Turn {
    const kinds = this.current.get(uri) ?? new Map<string, AbortController>();
    this.current.set(uri, kinds);
    kinds.get(kind)?.abort(new Superseded());
    const controller = new AbortController();
    kinds.set(kind, controller);
    return { signal: controller.signal, end: () => this.end(uri, kind, controller) };
  }

  /** Ends all implicit work for a document: its text has changed or it was closed. */
  endAll(uri: string): void {
    const kinds = this.current.get(uri);
    this.current.delete(uri);
    for (const controller of kinds?.values() ?? []) controller.abort(new Superseded());
  }

  private end(uri: string, kind: string, controller: AbortController): void {
    const kinds = this.current.get(uri);
    if (kinds?.get(kind) === controller) kinds.delete(kind);
    if (kinds?.size === 0) this.current.delete(uri);
  }
}
