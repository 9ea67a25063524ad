/** A gate between a thread's polls: shut from outside, it holds the thread where it is, with all it has, until it opens. */

/** Shared memory: whether the gate is shut, and whether a thread stands before it. */
export type Gate = Int32Array<SharedArrayBuffer>;

const SHUT = 0;
const STANDING = 1;

/** Missing in the types of the language version that the project is compiled for; in every Node that it runs on. */
interface AsyncWait {
  waitAsync(
    memory: Gate,
    place: number,
    value: number,
  ): { readonly async: false } | { readonly async: true; readonly value: Promise<unknown> };
}

export function newGate(): Gate {
  return new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
}

/** Resolves when the thread stands before the gate. */
export async function shutGate(gate: Gate): Promise<void> {
  Atomics.store(gate, SHUT, 1);
  const waiting = (Atomics as unknown as AsyncWait).waitAsync(gate, STANDING, 0);
  if (waiting.async) await waiting.value;
}

export function openGate(gate: Gate): void {
  Atomics.store(gate, SHUT, 0);
  Atomics.notify(gate, SHUT);
}

export function isShut(gate: Gate): boolean {
  return Atomics.load(gate, SHUT) === 1;
}

/** Stands still until the gate is open, using no processor time. */
export function waitAt(gate: Gate): void {
  Atomics.store(gate, STANDING, 1);
  Atomics.notify(gate, STANDING);
  while (isShut(gate)) Atomics.wait(gate, SHUT, 1);
  Atomics.store(gate, STANDING, 0);
}
