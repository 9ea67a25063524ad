/** Statements about our own code that must hold; data from disk or the wire is never checked with these. */

/** Throws with `message` when `condition` is false: that is a bug of ours, not a fault of the input. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`bug: ${message}`);
}
