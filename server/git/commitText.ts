/** What a commit object says: people, dates, message, decoded the way git decodes them. */

/** A name on a commit. */
export interface Person {
  readonly name: string;
  readonly email: string;
  /** Seconds since the epoch. */
  readonly time: number;
  /** As written in the commit, e.g. `+0200`. */
  readonly timezone: string;
}
