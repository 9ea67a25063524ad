/** Messages to a byte stream, and what is told of them. */
import { Writable } from 'node:stream';
import { beforeEach, expect, it } from 'vitest';
import type { Message } from 'vscode-jsonrpc/node';
import { FramedWriter } from '../../../server/lsp/framedWriter.ts';

function stage() {
  const writes: string[] = [];
  const world = { error: null as Error | null };
  const output = new Writable({
    write(chunk: Buffer, _, done) {
      writes.push(chunk.toString());
      done(world.error);
    },
  });
  const faults: string[] = [];
  const writer = new FramedWriter(output, (message) => {
    const { method } = message as unknown as { method: string };
    if (method === 'odd') throw new Error('no JSON');
    return method.split('|').map((piece) => Buffer.from(piece));
  });
  writer.onError(([error]) => faults.push(error.message));
  const write = (method: string) => writer.write({ jsonrpc: '2.0', method } as Message);
  return { writes, world, faults, writer, write };
}

let current = stage();
beforeEach(() => {
  current = stage();
});
const framed = (body: string) => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

it('writes what comes in one moment together, and counts bytes', async () => {
  const { writes, write } = current;
  await Promise.all([write('a'), write('é')]);
  await write('c');
  expect(writes).toEqual([framed('a') + framed('é'), framed('c')]);
});

it('keeps the order where a long one is among them', async () => {
  const { writes, write } = current;
  const long = 'x'.repeat(1 << 17);
  await Promise.all([write('a'), write(long), write('b')]);
  expect(writes.join('')).toBe(framed('a') + framed(long) + framed('b'));
});

it('writes a message of several pieces, short and long, and counts all of them', async () => {
  const { writes, write } = current;
  const long = 'x'.repeat(1 << 17);
  await Promise.all([write(`é|${long}|b`), write('c')]);
  expect(writes.join('')).toBe(framed(`é${long}b`) + framed('c'));
  expect(writes.map(({ length }) => length > 1 << 16)).toEqual([false, true, false]);
});

it('does without a message that can not be written', async () => {
  const { writes, write } = current;
  const odd = write('odd');
  await write('a');
  await expect(odd).rejects.toThrow('no JSON');
  expect(writes).toEqual([framed('a')]);
});

it('tells of a stream that takes no more', async () => {
  const { world, faults, write } = current;
  world.error = new Error('gone');
  await expect(Promise.all([write('a'), write('b')])).rejects.toThrow('gone');
  expect(faults).toContain('gone');
});

it('ends with everything written', async () => {
  const { writes, write, writer } = current;
  const written = write('a');
  writer.end();
  await written;
  expect(writes).toEqual([framed('a')]);
});
