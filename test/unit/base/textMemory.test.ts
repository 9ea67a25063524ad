/** Memory for the bytes of open texts: places keep their bytes, blocks grow with what is written. */
import { expect, it } from 'vitest';
import { type Place, TextMemory } from '../../../server/base/textMemory.ts';

const read = ({ memory, block, offset, size }: Place) =>
  memory.read(block).toString('utf8', offset, offset + size);

it('keeps the bytes of each place, whatever comes later', () => {
  const memory = new TextMemory();
  const texts = ['', 'line\n', 'Grüße 🙂\n', 'x'.repeat(300_000), 'end'];
  const places = texts.map((text) => memory.write(text));
  expect(places.map(read)).toEqual(texts);
  expect(memory.written).toBe(Buffer.byteLength(texts.join('')));
});

it('takes larger blocks as there is more, and writes on where there is room', () => {
  const memory = new TextMemory();
  const blocks = ['a', 'b', 'x'.repeat(100_000), 'c'].map((text) => memory.write(text).block);
  expect(blocks).toEqual([0, 0, 1, 1]);
});

it('takes a full block from elsewhere', () => {
  const memory = new TextMemory();
  const block = new SharedArrayBuffer(3);
  Buffer.from(block).write('abc');
  memory.adopt(block);
  expect([memory.read(0).toString(), memory.written, memory.write('d').block]).toEqual(['abc', 3, 1]);
});

it('has an identity, and no block that it has not', () => {
  const [one, other] = [new TextMemory(), new TextMemory()];
  expect(one.id).not.toBe(other.id);
  expect(() => one.read(0)).toThrow('block 0');
});
