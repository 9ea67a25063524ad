/** Interning: equal lines, equal ids; and what is measured of a line. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { neverCancelled } from '../../../server/base/cancel.ts';
import type { Lines } from '../../../server/diff/lines.ts';
import { LineTable, plainStore } from '../../../server/diff/lineTable.ts';
import { type DeltaStep, deltaOf } from '../../support/lineDelta.ts';
import { compiledStore, lineStores } from '../../support/lineStores.ts';

describe.each(lineStores)('on %s', (_, makeStore) => {
  const newTable = () => new LineTable(neverCancelled, makeStore);

  test('ids are equal exactly for lines of equal bytes, in all versions', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.constantFrom('a', 'b', 'ab', '', '\0', ' a'))), (versions) => {
        const table = newTable();
        const texts = versions.map((lines) => lines.map((line) => `${line}\n`));
        const seen = new Map<string, number>();
        for (const lines of texts) {
          const { ids, byteLength } = table.intern(Buffer.from(lines.join('')));
          expect(byteLength).toBe(lines.join('').length);
          expect(ids.length).toBe(lines.length);
          lines.forEach((line, i) => {
            const id = ids[i] as number;
            expect(seen.get(line) ?? id).toBe(id);
            expect(Buffer.from(table.bytesOf(id)).toString()).toBe(line);
            seen.set(line, id);
          });
        }
        expect(table.count).toBe(seen.size);
      }),
    );
  });

  test('a last line without a newline is another line', () => {
    const { ids } = newTable().intern(Buffer.from('a\na'));
    expect(ids[0]).not.toBe(ids[1]);
  });

  test('survives growing past every initial size', () => {
    const table = newTable();
    const text = Array.from({ length: 20_000 }, (_, i) => `line number ${i}\n`).join('');
    const first = table.intern(Buffer.from(text));
    expect(table.count).toBe(20_000);
    expect(table.intern(Buffer.from(text)).ids).toEqual(first.ids);
    expect(table.byteSize).toBeGreaterThan(text.length);
  });

  test('knows lines in whichever order they come, however many came between', () => {
    const table = newTable();
    const lines = Array.from({ length: 3000 }, (_, i) => (i % 7 === 0 ? '}\n' : `line number ${i}\n`));
    const textOf = (some: readonly string[]) => Buffer.from(some.join(''));
    const ids = new Map(lines.map((line) => [line, table.intern(textOf([line])).ids[0]]));
    const orders = [lines, [...lines].reverse(), lines.filter((_, i) => i % 3 > 0), lines];
    for (let round = 0; round < 60; round++) {
      const order = orders[round % orders.length] as string[];
      const from = (round * 37) % 500;
      const some = [...order.slice(from), '}\n', ...order.slice(0, from)];
      expect([...table.intern(textOf(some)).ids]).toEqual(some.map((line) => ids.get(line)));
    }
    expect(table.count).toBe(ids.size);
  });

  test.each([
    ['code\n', 0],
    ['  code\n', 2],
    ['\tcode\n', 8],
    ['  \tcode\n', 8],
    ['\n', -1],
    ['  \t \r\n', -1],
    ['', -1],
    [`${' '.repeat(300)}x\n`, 200],
    ['\r x\n', 1],
    ['\vx\n', 0],
  ])('indentation of %j', (line, indent) => {
    const table = newTable();
    const { ids } = table.intern(Buffer.from(line));
    expect(ids.length === 0 ? -1 : table.indentOf(ids[0] as number)).toBe(indent);
  });

  test('counts ASCII letters and digits alone', () => {
    const table = newTable();
    const { ids } = table.intern(Buffer.from('aZ09 _-@[`{é\n'));
    expect(table.alnumOf(ids[0] as number)).toBe(4);
  });

  test('a version interned like another has the ids it would have had alone', () => {
    const version = fc
      .array(fc.constantFrom('a', 'b', 'ab', '', 'c'.repeat(40)), { maxLength: 60 })
      .map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(version, version, version, (first, start, second) => {
        const table = newTable();
        const like = table.intern(Buffer.from(`${start}${first}${start}`));
        const text = Buffer.from(`${start}${second}${start}`);
        expect(table.intern(text, like).ids).toEqual(table.intern(text).ids);
      }),
    );
  });

  test('a version made along a delta has the lines it would have had alone', () => {
    const piece = fc.constantFrom('a', 'b\n', 'ab\n', '\n', 'c'.repeat(40), 'ab', '\n\n', 'xy\nz');
    const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
    const step = fc.oneof(fc.tuple(fc.nat(400), fc.nat(400)), piece);
    fc.assert(
      fc.property(text, fc.array(fc.array(step, { maxLength: 12 }), { maxLength: 5 }), (start, deltas) => {
        const table = newTable();
        let now: Buffer = Buffer.from(start);
        let lines: Lines = table.intern(now);
        for (const each of deltas) {
          const { delta, result } = deltaOf(
            now,
            each.flatMap((part) => inside(part, now.length)),
          );
          lines = table.internDelta(lines, delta);
          now = result;
          const alone = table.intern(now);
          expect(lines.ids).toEqual(alone.ids);
          expect(lines.starts).toEqual(alone.starts);
          expect(lines.byteLength).toBe(now.length);
        }
      }),
    );
  });

  test('a delta of many pieces, or of long lines, is no different', () => {
    const table = newTable();
    const base = Buffer.from(Array.from({ length: 5000 }, (_, i) => `line ${i % 777}\n`).join(''));
    const long: DeltaStep[] = Array.from({ length: 2000 }, () => 'x'.repeat(100));
    const many: DeltaStep[] = Array.from({ length: 4000 }, (_, i) => [(i * 7919) % 30_000, 1 + (i % 50)]);
    const cases = [many, [...long, [5, 900], ...long], [...long, '\n', ...long, '\n', [0, base.length]]];
    for (const steps of cases as DeltaStep[][]) {
      const { delta, result } = deltaOf(base, steps);
      const made = table.internDelta(table.intern(base), delta);
      const alone = table.intern(result);
      expect(made.ids).toEqual(alone.ids);
      expect(made.starts).toEqual(alone.starts);
    }
  });

  test('one line is many times as long as what is dealt with at once', () => {
    const table = newTable();
    const line = (start: string, length: number) => start + '0123456'.repeat(length / 7);
    const texts = [line('a', 300_000), line('b', 300_000), line('a', 300_007), line('a', 65_536)];
    const text = Buffer.from(texts.map((each) => `short\n${each}\n`).join('') + texts[0]);
    const { ids } = table.intern(text);
    expect(ids).toEqual(Int32Array.of(0, 1, 0, 2, 0, 3, 0, 4, 5));
    expect(table.intern(text).ids).toEqual(ids);
    expect(Buffer.from(table.bytesOf(3)).toString()).toBe(`${texts[2]}\n`);
  });
});

test('stores number lines alike', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b\n', 'ab\n', '\n', 'é'.repeat(40), '\0', ' \t x\n'), { maxLength: 200 })
    .map((pieces) => Buffer.from(pieces.join('')));
  fc.assert(
    fc.property(fc.array(text), (texts) => {
      const tables = [
        new LineTable(neverCancelled, compiledStore),
        new LineTable(neverCancelled, plainStore),
      ];
      const [ours, plain] = tables.map((table) => texts.map((each) => table.intern(each).ids));
      expect(ours).toEqual(plain);
      for (const table of tables) table.release();
    }),
  );
});

test('a store that was given back begins anew', () => {
  const first = new LineTable(neverCancelled, compiledStore);
  first.intern(Buffer.from('a\nb\n'));
  first.release();
  const second = new LineTable(neverCancelled, compiledStore);
  expect(second.count).toBe(0);
  expect(second.intern(Buffer.from('c\na\n')).ids).toEqual(Int32Array.of(0, 1));
});

/** A step, as far as it fits into a base of that size. */
function inside(step: DeltaStep, size: number): DeltaStep[] {
  if (typeof step === 'string') return [step];
  if (size === 0) return [];
  const offset = step[0] % size;
  return [[offset, 1 + (step[1] % (size - offset))]];
}
