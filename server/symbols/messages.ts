/** What crosses between the main thread and the thread that makes outlines. */

export interface OutlineQuestion {
  readonly id: number;
  readonly path: string;
  readonly text: string;
  /** One Int32, which becomes 1 when nobody wants the answer any more. */
  readonly given: SharedArrayBuffer;
}

/** `outline` null: given up, or failed with `error`. */
export interface OutlineAnswer {
  readonly id: number;
  readonly outline: Int32Array | null;
  readonly error: string | null;
}
