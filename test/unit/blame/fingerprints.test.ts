/** Byte pairs of lines, against a count in a map. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { neverCancelled } from '../../../server/base/cancel.ts';
import { Fingerprints, likeness, pairsOf, subtract } from '../../../server/blame/fingerprints.ts';

const pairs = (text: string) => [...pairsOf(Buffer.from(text), neverCancelled)];
const line = fc
  .array(fc.constantFrom('a', 'B', 'b', ' ', 'é', 'xyz'), { maxLength: 12 })
  .map((bits) => bits.join(''));

function counted(text: string): Map<number, number> {
  const numbers = pairs(text);
  return new Map(numbers.flatMap((pair, at) => (at % 2 === 0 ? [[pair, numbers[at + 1] ?? 0]] : [])));
}

test('pairs fold case and space, and count how often they occur', () => {
  expect(pairs('AA\n')).toEqual(pairs('aa'));
  expect(pairs('aaa')).not.toEqual(pairs('aa'));
  expect(pairs(' \t\r\n')).toEqual([]);
});

test('long lines are counted as short ones are', () => {
  const [short, long] = [counted('ab c\n'), counted('ab c\n'.repeat(2000))];
  expect([...long.keys()]).toEqual([...short.keys()]);
  expect([...long.values()]).toEqual([...short.values()].map((count) => 2000 * count));
});

test('likeness and what is left are those of the counts', () => {
  const property = fc.property(line, line, line, (a, b, c) => {
    const lines = [a, b, c];
    const prints = new Fingerprints(3, (at) => Buffer.from(lines[at] ?? ''), neverCancelled);
    const [ofA, ofB, ofC] = lines.map(counted) as [
      Map<number, number>,
      Map<number, number>,
      Map<number, number>,
    ];
    const shared = (x: Map<number, number>, y: Map<number, number>) =>
      [...x].reduce((sum, [pair, count]) => sum + Math.min(count, y.get(pair) ?? 0), 0);
    expect(likeness(prints.of(0), prints.of(1))).toBe(shared(ofA, ofB));
    subtract(prints.of(0), prints.of(2));
    const left = new Map([...ofA].map(([pair, count]) => [pair, Math.max(0, count - (ofC.get(pair) ?? 0))]));
    expect(likeness(prints.of(1), prints.of(0))).toBe(shared(left, ofB));
  });
  fc.assert(property);
});
