/** What a reader of objects counts: work, whatever the machine. */

/** Work done since the reader was opened; only ever grows. */
export interface ReaderStats {
  commitsRead: number;
  treesRead: number;
  blobsRead: number;
  /** Bytes that came out of inflate, delta instructions included. */
  bytesInflated: number;
  /** Changed-path filters asked, and how many of them answered "surely unchanged". */
  filtersAsked: number;
  filtersUnchanged: number;
}

export function noWork(): ReaderStats {
  return {
    commitsRead: 0,
    treesRead: 0,
    blobsRead: 0,
    bytesInflated: 0,
    filtersAsked: 0,
    filtersUnchanged: 0,
  };
}
