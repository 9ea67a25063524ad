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
  /** Ends it; called with `Superseded`. It is the one by which the work is ended for all other reasons as well, so that it has no more than one signal. */
  abort(reason: Superseded): void;
}

export const allRows: Rows = { start: 0, end: Number.POSITIVE_INFINITY };

/** Work that nobody asked for in so many words: hints, lenses, hovers. At most one of a kind for each line of a document. */
export class Superseding {
  /** Short lists: there may be thousands, most of them of one. */
  private readonly current = new Map<string, Work[]>();

  /** Ends older work of its kind that shares lines with it. `end` is to be called when the work is over, whatever its outcome. */
  begin(uri: string, work: Work): void {
    const works = this.current.get(uri);
    const older = works?.filter(({ kind, rows }) => kind === work.kind && shareRows(rows, work.rows)) ?? [];
    this.current.set(uri, works?.filter((each) => !older.includes(each)).concat(work) ?? [work]);
    for (const each of older) each.abort(new Superseded());
  }

  /** Ends all implicit work for a document: its text has changed or it was closed. */
  endAll(uri: string): void {
    const works = this.current.get(uri);
    this.current.delete(uri);
    for (const work of works ?? []) work.abort(new Superseded());
  }

  /** The work is over. */
  end(uri: string, work: Work): void {
    const works = this.current.get(uri);
    const others = works?.filter((each) => each !== work) ?? [];
    if (others.length > 0) this.current.set(uri, others);
    else this.current.delete(uri);
  }
}

function shareRows(one: Rows, other: Rows): boolean {
  return one.start < other.end && other.start < one.end;
}
