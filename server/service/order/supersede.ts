/** Ends work that something newer has made pointless, for clients that never cancel anything themselves. */
import { Superseded } from '../../scheduler/job.ts';

/** A piece of implicit work that something newer can end. */
export interface Turn {
  /** Aborts with `Superseded`. */
  readonly signal: AbortSignal;
  /** To be called when the work is over, whatever its outcome. */
  end(): void;
}

/** Lines from `start` to before `end`. */
export interface Rows {
  readonly start: number;
  readonly end: number;
}

interface Work {
  readonly kind: string;
  readonly rows: Rows;
  readonly controller: AbortController;
}

const allRows: Rows = { start: 0, end: Number.POSITIVE_INFINITY };

/** Work that nobody asked for in so many words: hints, lenses, hovers. At most one of a kind for each line of a document. */
export class Superseding {
  private readonly current = new Map<string, Set<Work>>();

  /** Starts work of a kind for lines of a document and ends older work of that kind that shares lines with it. */
  begin(uri: string, kind: string, rows: Rows = allRows): Turn {
    const works = this.current.get(uri) ?? new Set<Work>();
    this.current.set(uri, works);
    for (const older of works)
      if (older.kind === kind && shareRows(older.rows, rows)) {
        works.delete(older);
        older.controller.abort(new Superseded());
      }
    const work = { kind, rows, controller: new AbortController() };
    works.add(work);
    return { signal: work.controller.signal, end: () => this.end(uri, work) };
  }

  /** Ends all implicit work for a document: its text has changed or it was closed. */
  endAll(uri: string): void {
    const works = this.current.get(uri);
    this.current.delete(uri);
    for (const { controller } of works ?? []) controller.abort(new Superseded());
  }

  private end(uri: string, work: Work): void {
    const works = this.current.get(uri);
    works?.delete(work);
    if (works?.size === 0) this.current.delete(uri);
  }
}

function shareRows(one: Rows, other: Rows): boolean {
  return one.start < other.end && other.start < one.end;
}
