/** How long property tests look, and from which seed; both can be set for a longer search. */
import type { Parameters, RunDetails } from 'fast-check';

/** Seconds a property test may take in all: `BLAME_TEST_SECONDS`, 10 when unset. */
export const propertySeconds: number = Number(process.env['BLAME_TEST_SECONDS'] ?? 10);

/** Where the search begins: `BLAME_TEST_SEED`; unset, each day has its own. */
export const firstSeed: number = Number(
  process.env['BLAME_TEST_SEED'] ?? Math.floor(Date.now() / 86_400_000),
);

/**
 * Settings for one property. Runs end when its seconds are over; a failure prints its seed, which
 * `BLAME_TEST_SEED` takes to repeat it.
 */
export function propertyRuns<Value>(seconds: number): Parameters<Value> {
  return {
    seed: firstSeed,
    numRuns: Number.MAX_SAFE_INTEGER,
    interruptAfterTimeLimit: seconds * 1000,
    markInterruptAsFailure: false,
    reporter: (details) => report(details),
  };
}

/** Throws what failed, short enough to be read: the seed finds the rest again. */
function report<Value>({ failed, seed, numShrinks, counterexample, errorInstance }: RunDetails<Value>): void {
  if (!failed) return;
  const example = JSON.stringify(counterexample) ?? '';
  const shown =
    example.length > 3000 ? `${example.slice(0, 3000)}... (${example.length} characters)` : example;
  const again = `BLAME_TEST_SEED=${seed} fails again; a larger BLAME_TEST_SECONDS shrinks further`;
  throw new Error(`${again}. Shrunk ${numShrinks} times to ${shown}`, { cause: errorInstance });
}
