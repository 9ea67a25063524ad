/** Entry of an engine thread: an engine made of the real parts, behind the port to the main thread. */
import { parentPort } from 'node:worker_threads';
import { assert } from '../base/assert.ts';
import { prepareReading } from '../git/odb/kernelSpace.ts';
import { answeringEnd } from './channel.ts';
import { commandRunner } from './commands.ts';
import { createEngine } from './engine.ts';
import { engineParts } from './engineParts.ts';
import { serveEngine } from './serve.ts';
import { sharedMemory } from './sharedTables.ts';
import type { ThreadData } from './threadRunner.ts';

assert(parentPort !== null, 'the engine thread was started as a program');
const port = parentPort;
port.once('message', ({ gate, setup, commands, tables }: ThreadData) => {
  const context = { environment: process.env, execute: commandRunner(commands) };
  const parts = engineParts(context, setup, sharedMemory(tables));
  serveEngine(createEngine(parts), { connection: answeringEnd(port), gate });
  prepareReading();
});
