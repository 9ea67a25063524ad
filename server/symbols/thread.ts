/** Entry of the thread that makes outlines: one question after the other, as they come. */
import { parentPort } from 'node:worker_threads';
import { assert } from '../base/assert.ts';
import { type Cancel, Cancelled } from '../base/cancel.ts';
import type { OutlineAnswer, OutlineQuestion } from './messages.ts';
import { outlineOf } from './outliner.ts';

const port = parentPort;
assert(port !== null, 'the symbol thread was started as a program');
let turn: Promise<void> = Promise.resolve();
port.on('message', (question: OutlineQuestion) => {
  turn = turn.then(async () => port.postMessage(await answer(question)));
});

async function answer({ id, path, text, given }: OutlineQuestion): Promise<OutlineAnswer> {
  try {
    return { id, outline: await outlineOf(path, text, pollOf(given)), error: null };
  } catch (error) {
    return { id, outline: null, error: error instanceof Cancelled ? null : String(error) };
  }
}

function pollOf(given: SharedArrayBuffer): Cancel {
  const flag = new Int32Array(given);
  return {
    check() {
      if (Atomics.load(flag, 0) !== 0) throw new Cancelled();
    },
  };
}
