/** Chunks of a text: what is counted in them, and where a text may be cut. */
import { describe, expect, it } from 'vitest';
import { Chunk, cutsOf, factsOf } from '../../../server/base/chunk.ts';
import { TextMemory } from '../../../server/base/textMemory.ts';

describe('facts', () => {
  it.each([
    ['', 0, 0, false],
    ['a\nb\n', 2, 2, false],
    ['a\r\nb\rc\n', 3, 2, true],
    ['$Id: 1 $\n', 1, 1, true],
    ['half of a keyword $I', 0, 0, true],
    ['$Idea\n', 1, 1, false],
  ])('of %j', (text, breaks, feeds, convertible) => {
    expect(factsOf(text)).toEqual({ length: text.length, breaks, feeds, convertible });
  });
});

describe('cuts', () => {
  it.each([
    ['lines', 'some line of a text\n'.repeat(5000)],
    ['one long line', 'x'.repeat(50_000)],
    ['characters of two units', '🙂'.repeat(20_000)],
    ['line ends of two characters', `a${'\r\n'.repeat(20_000)}`],
    ['nothing', ''],
  ])('through %s leave together what belongs together', (_, text) => {
    const cuts = [...cutsOf(text)];
    const pieces = cuts.map((end, i) => text.slice(cuts[i - 1] ?? 0, end));
    expect(pieces.join('')).toBe(text);
    for (const piece of pieces) {
      expect(piece).not.toMatch(/^[\n\udc00-\udfff]/);
      expect(piece.length).toBeLessThan(10_000);
    }
  });

  it('are at the ends of lines where there are any', () => {
    const text = 'some line of a text\n'.repeat(5000);
    expect([...cutsOf(text)].every((end) => text[end - 1] === '\n')).toBe(true);
  });
});

it('a chunk is the same text in memory, under the same digest', () => {
  const memory = new TextMemory();
  const [one, same, other] = [new Chunk('Grüße\n'), new Chunk('Grüße\n'), new Chunk('Grüsse\n')];
  expect(one.placeIn(memory)).toBeNull();
  one.moveTo(memory);
  const place = one.placeIn(memory);
  expect(place).toMatchObject({ size: 8 });
  expect(one.placeIn(new TextMemory())).toBeNull();
  expect(one.digest).toBe(same.digest);
  expect(one.digest).not.toBe(other.digest);
  const { digest } = one;
  const prepared = new Chunk({ ...factsOf('Grüße\n'), place: place as NonNullable<typeof place>, digest });
  expect(prepared.text).toBe('Grüße\n');
});
