/** Large pieces of shared memory. */
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { sharedBuffer } from '../../../server/base/sharedBuffer.ts';

it.each([0, 1, (1 << 18) - 1, 1 << 18, (1 << 20) + 1])('%d bytes are there, all zero, and shared', (size) => {
  const buffer = sharedBuffer(size);
  expect([buffer instanceof SharedArrayBuffer, buffer.byteLength]).toEqual([true, size]);
  // By which it is known that nobody has written zeros into it.
  expect(buffer.growable).toBe(size >= 1 << 18);
  const bytes = new Uint8Array(buffer, 0, size);
  expect(bytes.every((byte) => byte === 0)).toBe(true);
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(bytes);
  const { message } = receiveMessageOnPort(port2) as { message: Uint8Array };
  port1.close();
  bytes.fill(7);
  expect([message.length, message.every((byte) => byte === 7)]).toEqual([size, true]);
});
