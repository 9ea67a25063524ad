/** Texts prepared by another thread are the texts they were made of. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChunkedText } from '../../../server/base/chunkedText.ts';
import { chunkedFrom, isPrepared, prepare } from '../../../server/base/preparedText.ts';
import { share } from '../../../server/service/documents/texts.ts';

const bit = fc.constantFrom('a', '\n', '\r', '\r\n', '😀', '\ud83d', '\ude00', 'é', '$Id: 1$', 'line\n');
const anyText = fc
  .tuple(fc.array(bit, { maxLength: 30 }), fc.integer({ min: 1, max: 2000 }))
  .map(([bits, times]) => bits.join('').repeat(times));

describe('a prepared text', () => {
  it('is what it was made of, counted and named alike', async () => {
    const property = fc.asyncProperty(anyText, fc.nat(), async (text, place) => {
      const plain = ChunkedText.of(text);
      const prepared = chunkedFrom(structuredClone(prepare(text)));
      expect([prepared.length, prepared.breaks, prepared.lineCount]).toEqual([
        plain.length,
        plain.breaks,
        plain.lineCount,
      ]);
      const [own, other] = [await share(plain), await share(prepared)];
      expect([other.name, other.byteLength, other.convertible]).toEqual([
        own.name,
        own.byteLength,
        own.convertible,
      ]);
      const at = place % (text.length + 1);
      expect(prepared.replaced(at, at, '😀\n').toString()).toBe(`${text.slice(0, at)}😀\n${text.slice(at)}`);
      expect(prepared.toString()).toBe(text);
    });
    await fc.assert(property, { numRuns: 60 });
  });

  it.each([[''], [null], [{ block: [1], facts: [], digests: [] }]])('is not %j', (value) => {
    expect(isPrepared(value)).toBe(false);
  });
});
