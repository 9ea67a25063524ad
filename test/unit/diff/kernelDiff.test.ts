/** The compiled comparison: the same hunks as the plain one, whatever was compared or abandoned before. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cancel, Cancelled, neverCancelled } from '../../../server/base/cancel.ts';
import { compiledLines } from '../../../server/diff/compiledLines.ts';
import type { Hunks } from '../../../server/diff/hunks.ts';
import { diffLines } from '../../../server/diff/lineDiff.ts';
import { LineTable, plainStore } from '../../../server/diff/lineTable.ts';
import { textPair } from '../../support/arbitraryText.ts';
import { randomNumbers } from '../../support/packFixture.ts';

interface Pair {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

const ways = ['myers', 'minimal'].flatMap((algorithm) =>
  [true, false].flatMap((indentHeuristic) =>
    [true, false].map((ignoreWhitespace) => ({
      algorithm: algorithm as 'myers' | 'minimal',
      indentHeuristic,
      ignoreWhitespace,
    })),
  ),
);

const compiled = new LineTable(neverCancelled, (cancel) => {
  const store = compiledLines(cancel);
  if (store === null) throw new Error('dist/parts/kernel.wasm is missing: npm run build makes it');
  return store;
});

function hunksIn(
  table: LineTable,
  { before, after }: Pair,
  way: (typeof ways)[number],
  cancel: Cancel,
): Hunks {
  const a = table.intern(before);
  return diffLines(a, table.intern(after), { table, options: way, cancel });
}

function check(pair: Pair, some: readonly (typeof ways)[number][] = ways): void {
  const plain = new LineTable(neverCancelled, plainStore);
  for (const way of some) {
    const expected = hunksIn(plain, pair, way, neverCancelled);
    expect(hunksIn(compiled, pair, way, neverCancelled), JSON.stringify(way)).toEqual(expected);
  }
}

test('random texts', () => {
  fc.assert(
    fc.property(textPair, ({ before, after }) =>
      check({ before: Buffer.from(before, 'latin1'), after: Buffer.from(after, 'latin1') }),
    ),
    { numRuns: 300 },
  );
});

const fewLines = fc.array(fc.constantFrom('', '}', '  }', '\t}', '  x', ' \tx', 'a', 'b'), { maxLength: 60 });
const text = (lines: readonly string[]) => Buffer.from(lines.map((line) => `${line}\n`).join(''));

test('texts of few different lines, of which most can slide', () => {
  fc.assert(
    fc.property(fewLines, fewLines, (before, after) => check({ before: text(before), after: text(after) })),
    { numRuns: 500 },
  );
});

/** What makes the cut-offs come into play: thousands of lines that are in other places. */
const long = (seed: number, count: number, different: number): Pair => {
  const random = randomNumbers(seed);
  const line = () => `${' '.repeat(random() % 5)}${random() % different}`;
  const before = Array.from({ length: count }, line);
  const blocks = Array.from({ length: count >> 5 }, (_, i) => before.slice(i << 5, (i + 1) << 5));
  const after = blocks.flatMap((block) => {
    const kind = random() % 4;
    if (kind === 0) return [];
    return kind === 1 ? block.map((old) => (random() % 3 === 0 ? line() : old)) : block;
  });
  const half = after.length >> 1;
  return { before: text(before), after: text([...after.slice(half), ...after.slice(0, half)]) };
};

test.each([
  [1, 3000, 40],
  [2, 3000, 2000],
  [3, 6000, 300],
  [4, 6000, 20_000],
  [5, 12_000, 5],
])('long texts: %#', (seed, count, different) => {
  const myers = ways.filter(({ algorithm }) => algorithm === 'myers');
  check(long(seed, count, different), count > 3000 ? myers : ways);
});

test('a comparison that was abandoned leaves nothing to the next one', () => {
  const pair = long(6, 3000, 40);
  const way = { algorithm: 'myers', indentHeuristic: true, ignoreWhitespace: false } as const;
  let polls = 0;
  const expected = hunksIn(compiled, pair, way, { check: () => void polls++ });
  expect(polls).toBeGreaterThan(20);
  for (let poll = 1; poll <= polls; poll++) {
    let left = poll;
    const cancel = {
      check() {
        if (--left === 0) throw new Cancelled();
      },
    };
    expect(() => hunksIn(compiled, pair, way, cancel)).toThrow(Cancelled);
    expect(hunksIn(compiled, pair, way, neverCancelled)).toEqual(expected);
  }
  check(long(7, 3000, 40), [way]);
});

test('versions of more lines than kernels take are compared all the same', () => {
  const line = (index: number) => `${index}\n`;
  const before = Array.from({ length: 530_000 }, (_, index) => line(index % 1000));
  const after = before.with(100, 'new\n').with(400_000, 'other\n');
  const way = { algorithm: 'myers', indentHeuristic: true, ignoreWhitespace: false } as const;
  const hunks = hunksIn(
    compiled,
    { before: Buffer.from(before.join('')), after: Buffer.from(after.join('')) },
    way,
    neverCancelled,
  );
  expect([...hunks]).toEqual([100, 1, 100, 1, 400_000, 1, 400_000, 1]);
});
