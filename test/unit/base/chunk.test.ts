/** Chunks of texts: what is counted in them, and where texts are cut. */
import { describe, expect, it } from 'vitest';
import { belongTogether, Chunk, cutsOf, digestOf, factsOf } from '../../../server/base/chunk.ts';
import { TextMemory } from '../../../server/base/textMemory.ts';

describe('a chunk', () => {
  it.each([
    ['', 0, 0, false],
    ['a\nb\n', 2, 2, false],
    ['a\r\nb\rc', 2, 1, true],
    ['\r', 1, 0, true],
    ['$Id: x $', 0, 0, true],
    ['a$I', 0, 0, true],
    ['$Id$', 0, 0, true],
    ['costs 5$.', 0, 0, false],
  ])('%j has so many line ends, and may be converted or not', (text, breaks, feeds, convertible) => {
    expect(factsOf(text)).toEqual({ length: text.length, breaks, feeds, convertible });
  });

  it('is written to a memory once it is asked for', () => {
    const chunk = new Chunk('é\n');
    const [one, other] = [new TextMemory(), new TextMemory()];
    expect(chunk.placeIn(one)).toBeNull();
    chunk.moveTo(one);
    expect(chunk.placeIn(one)).toMatchObject({ offset: 0, size: 3 });
    chunk.moveTo(other);
    expect([chunk.placeIn(one), chunk.placeIn(other)?.size, chunk.digest]).toEqual([
      null,
      3,
      digestOf('é\n'),
    ]);
  });
});

describe('a text', () => {
  it.each([
    ['short', 'a\nb', [3]],
    ['of lines', `${'x'.repeat(99)}\n`.repeat(100), [8100, 10_000]],
    ['of one line', 'x'.repeat(20_000), [8192, 16_384, 20_000]],
    ['with a character where it would be cut', `${'x'.repeat(8191)}😀${'x'.repeat(2000)}`, [8193, 10_193]],
    ['with a line end where it would be cut', `${'x'.repeat(8191)}\r\n${'x'.repeat(2000)}`, [8193, 10_193]],
  ])('%s is cut', (_, text, cuts) => {
    expect([...cutsOf(text)]).toEqual(cuts);
  });

  it('is not cut within line ends and characters', () => {
    const pairs = ['\r\n', '\n\r', '😀', 'ab'].map((pair) =>
      belongTogether(pair.charCodeAt(0), pair.charCodeAt(1)),
    );
    expect(pairs).toEqual([true, false, true, false]);
    expect(belongTogether(Number.NaN, Number.NaN)).toBe(false);
  });
});
