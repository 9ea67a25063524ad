/** Texts as pieces of shared memory. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bytesOfText,
  equalsBytes,
  isSharedText,
  piecesOf,
  prefixed,
  type SharedText,
  textOf,
} from '../../../server/base/sharedText.ts';

const block = Buffer.from('one two three four');
/** Pieces of `block`, `[start, end]` each. */
function pieces(memory: number, ...places: readonly (readonly [number, number])[]): SharedText {
  const numbers = places.flatMap(([start, end]) => [0, start, end - start]);
  const byteLength = places.reduce((sum, [start, end]) => sum + end - start, 0);
  const rest = { name: '', blocks: [block], byteLength, convertible: true };
  return { memory, pieces: Int32Array.from(numbers), ...rest };
}
const stringOf = (text: SharedText) => Buffer.from(bytesOfText(text)).toString();

describe('a shared text', () => {
  it('has the bytes of its pieces, whole and in part', () => {
    const place = fc
      .tuple(fc.nat({ max: 18 }), fc.nat({ max: 18 }))
      .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
    const property = fc.property(
      fc.array(place),
      fc.nat({ max: 40 }),
      fc.nat({ max: 40 }),
      (places, start, end) => {
        const text = pieces(1, ...places);
        const plain = Buffer.concat(places.map(([from, to]) => block.subarray(from, to)));
        expect(stringOf(text)).toBe(plain.toString());
        expect(Buffer.from(bytesOfText(text, { start, end })).toString()).toBe(
          plain.subarray(start, Math.max(start, end)).toString(),
        );
        expect(stringOf(prefixed(Buffer.from('0'), text))).toBe(`0${plain.toString()}`);
        expect([equalsBytes(text, plain), equalsBytes(text, Buffer.from(`${plain.toString()}x`))]).toEqual([
          true,
          false,
        ]);
      },
    );
    fc.assert(property);
  });

  it('is not copied where it is one piece', () => {
    expect(bytesOfText(textOf(block)).buffer).toBe(block.buffer);
    expect([...piecesOf(textOf(block))]).toHaveLength(1);
    expect([isSharedText(textOf(block)), isSharedText(block)]).toEqual([true, false]);
  });
});
