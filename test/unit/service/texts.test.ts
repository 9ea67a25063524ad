/** Texts as bytes, made once. */
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { hashOf, Texts } from '../../../server/service/texts.ts';

it('gives the same bytes for the same text, and others for another', async () => {
  const texts = new Texts();
  const [first, same, other, again] = [
    await texts.bytesOf('/f', 'one'),
    await texts.bytesOf('/f', 'one'),
    await texts.bytesOf('/f', 'two'),
    await texts.bytesOf('/f', 'one'),
  ];
  expect(same).toBe(first);
  expect(Buffer.from(other).toString()).toBe('two');
  expect(again).toEqual(first);
});

it.each([0, 1, (1 << 20) + 1, 3 << 20])('names %i bytes by their hash', async (length) => {
  const bytes = Buffer.alloc(length, 'abc');
  await new Texts().name(bytes);
  expect(hashOf(bytes)).toBe(createHash('sha1').update(bytes).digest('hex'));
});
