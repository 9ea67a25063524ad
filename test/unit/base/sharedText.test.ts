/** Texts as pieces of shared memory. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bytesOfText,
  commonPieces,
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
        expect(Buffer.from(bytesOfText(text, start, end)).toString()).toBe(
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

describe('what two texts have in common', () => {
  const [one, two, three, four] = [
    [0, 4],
    [4, 8],
    [8, 14],
    [14, 18],
  ] as const;
  it.each([
    ['nothing known of bytes', textOf(block), textOf(block), null],
    ['other memory', pieces(1, one), pieces(2, one), null],
    ['other pieces', pieces(1, one), pieces(1, two), null],
    ['all', pieces(1, one, two), pieces(1, one, two), { prefix: 8, suffix: 0 }],
    ['an edit', pieces(1, one, two, four), pieces(1, one, three, four), { prefix: 4, suffix: 4 }],
    ['a piece twice', pieces(1, one, one), pieces(1, one), { prefix: 4, suffix: 0 }],
    ['the end alone', pieces(1, two, one), pieces(1, one), { prefix: 0, suffix: 4 }],
    ['a mark before one', prefixed(block, pieces(1, one)), pieces(1, one), null],
    [
      'a mark before both',
      prefixed(block, pieces(1, one, two)),
      prefixed(block, pieces(1, one)),
      { prefix: 22, suffix: 0 },
    ],
  ])('%s', (_, a, b, expected) => {
    expect(commonPieces(a, b)).toEqual(expected);
  });
});
