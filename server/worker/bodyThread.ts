/** Entry of the thread that parses large messages. */
import { parentPort } from 'node:worker_threads';
import { assert } from '../base/assert.ts';
import { parseBody } from './parseBody.ts';

const port = parentPort;
assert(port !== null, 'the parsing thread was started as a program');
port.on('message', (body: SharedArrayBuffer) => port.postMessage(parseBody(new Uint8Array(body))));
