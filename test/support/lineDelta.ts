/** Deltas between texts in the form in which tables of lines take them. */
import type { DeltaOfLines } from '../../server/diff/lineStore.ts';
import { readDeltaHead, runDelta } from '../../server/git/odb/delta.ts';
import { encodeDelta } from './packFixture.ts';

/** A step copies `[offset, size]` of the base or adds a text of ASCII characters, at most 127 of them. */
export type DeltaStep = readonly [number, number] | string;

/** The delta of the steps, and the text it makes of the base. */
export function deltaOf(
  base: Buffer,
  steps: readonly DeltaStep[],
): { readonly delta: DeltaOfLines; readonly result: Buffer } {
  const result = Buffer.concat(
    steps.map((step) =>
      typeof step === 'string' ? Buffer.from(step) : base.subarray(step[0], step[0] + step[1]),
    ),
  );
  // Among other bytes, as in a pack.
  const bytes = Buffer.concat([
    Buffer.from('?\n'),
    encodeDelta(base.length, result.length, steps),
    Buffer.from('\n?'),
  ]);
  const head = readDeltaHead(bytes, 2, bytes.length - 2);
  if (head === null) throw new Error('a delta that was made here can not be read');
  const { start, end, resultSize } = head;
  return { delta: { bytes, start, end, resultSize, run: (sink) => runDelta(bytes, head, sink) }, result };
}
