/** A gate between a thread's polls: shut from outside, it holds the thread where it is, with all it has, until it opens. */

/** Shared memory; its one number is 1 while the gate is shut. */
export type Gate = Int32Array<SharedArrayBuffer>;

const OPEN = 0;
const SHUT = 1;

export function newGate(): Gate {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

export function shutGate(gate: Gate): void {
  Atomics.store(gate, 0, SHUT);
}

export function openGate(gate: Gate): void {
  Atomics.store(gate, 0, OPEN);
  Atomics.notify(gate, 0);
}

export function isShut(gate: Gate): boolean {
  return Atomics.load(gate, 0) === SHUT;
}

/** Stands still until the gate is open, using no processor time; returns for how long, in milliseconds. */
export function waitAt(gate: Gate): number {
  const since = performance.now();
  while (isShut(gate)) Atomics.wait(gate, 0, SHUT);
  return performance.now() - since;
}
