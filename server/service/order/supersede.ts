/** Ends work that something newer has made pointless, for clients that never cancel anything themselves. */
import { Superseded } from '../../scheduler/job.ts';

/** Lines from `start` to before `end`. */
export interface Rows {
  readonly start: number;
  readonly end: number;
}

/** A piece of implicit work that something newer can end. */
export interface Work {
  readonly kind: string;
  /** What it is about; `allRows` for the whole document. */
  readonly rows: Rows;
  /** Aborted with `Superseded`: the one by which the work is ended for all other reasons as well, so that it has no more than one signal. */
  readonly controller: AbortController;
}

export const allRows: Rows = { start: 0, end: Number.POSITIVE_INFINITY };

/** Work that nobody asked for in so many words: hints, lenses, hovers. At most one of a kind for each line of a document. */
export class Superseding {
  private readonly current = new Map<string, Set<Work>>();

  /** Ends older work of its kind that shares lines with it. What is returned is to be called when the work is over, whatever its outcome. */
  begin(uri: string, work: Work): () => void {
    const works = this.current.get(uri) ?? new Set<Work>();
    this.current.set(uri, works);
    for (const older of works)
      if (older.kind === work.kind && shareRows(older.rows, work.rows)) {
        works.delete(older);
        older.controller.abort(new Superseded());
      }
    works.add(work);
    return () => this.end(uri, work);
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
