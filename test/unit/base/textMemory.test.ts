/** Memory that is only ever added to. */
import { expect, it } from 'vitest';
import { TextMemory } from '../../../server/base/textMemory.ts';

it('keeps every byte where it was written', () => {
  const memory = new TextMemory();
  const texts = Array.from({ length: 400 }, (_, number) => `${number} é😀\ud83d`.repeat(30 * (number % 9)));
  const places = texts.map((text) => memory.write(text));
  const read = places.map(({ block, offset, size }) =>
    memory.read(block).toString('utf8', offset, offset + size),
  );
  expect(read).toEqual(texts.map((text) => Buffer.from(text).toString()));
  expect(memory.written).toBe(places.reduce((sum, { size }) => sum + size, 0));
  expect(memory.blocks.length).toBeGreaterThan(1);
});

it('takes for the first text what that may need, and room for more from then on', () => {
  const memory = new TextMemory();
  memory.write('a'.repeat(100));
  expect(memory.size).toBe(300);
  for (let edit = 0; edit < 10; edit++) memory.write('b'.repeat(400));
  expect([memory.blocks.length, memory.size]).toEqual([2, 300 + (1 << 14)]);
});

it('goes on behind a block that it was given', () => {
  const memory = new TextMemory();
  const block = new SharedArrayBuffer(3);
  Buffer.from(block).write('abc');
  memory.adopt(block);
  const place = memory.write('def');
  expect([memory.read(0).toString(), place.block, memory.written]).toEqual(['abc', 1, 6]);
  expect(new TextMemory().id).not.toBe(memory.id);
  expect(() => memory.read(7)).toThrow('block 7');
});
