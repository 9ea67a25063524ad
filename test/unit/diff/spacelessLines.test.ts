/** Lines without their space: in kernels and in arrays, the same ones are found to be the same. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Cancelled, neverCancelled } from '../../../server/base/cancel.ts';
import { LineTable } from '../../../server/diff/lineTable.ts';
import { lineStores } from '../../support/lineStores.ts';

describe.each(lineStores)('on %s', (_, makeStore) => {
  const newTable = () => new LineTable(neverCancelled, makeStore);

  test('lines that differ only in it are one', () => {
    const table = newTable();
    const { ids } = table.intern(Buffer.from('a b\n\tab\r\nab'));
    const classes = table.withoutSpace(ids);
    expect(new Set(classes).size).toBe(1);
    expect(new Set(ids).size).toBe(3);
  });

  test('lines of all versions are the same exactly when the rest of them is', () => {
    const part = fc.constantFrom(
      'a',
      'b',
      ' ',
      '\t',
      '\r',
      '\v',
      '\f',
      '\0',
      'long'.repeat(20),
      ' '.repeat(40),
    );
    const line = fc.array(part, { maxLength: 5 }).map((parts) => `${parts.join('')}\n`);
    fc.assert(
      fc.property(fc.array(fc.array(line, { maxLength: 40 }), { maxLength: 4 }), (versions) => {
        const table = newTable();
        const classes = new Map<string, number>();
        for (const lines of versions) {
          const { ids } = table.intern(Buffer.from(lines.join('')));
          table.withoutSpace(ids).forEach((found, i) => {
            const rest = lines[i]!.replaceAll(/[ \t\r\n]/g, '');
            expect(found).toBe(classes.get(rest) ?? found);
            classes.set(rest, found);
          });
        }
        expect(new Set(classes.values()).size).toBe(classes.size);
      }),
    );
  });

  test('thousands of lines keep what they were, though it was given up in between', () => {
    let left = Number.POSITIVE_INFINITY;
    const cancel = {
      check: () => {
        if (--left < 0) throw new Cancelled();
      },
    };
    const table = new LineTable(cancel, makeStore);
    const text = (count: number, indent: string) =>
      Buffer.from(
        Array.from({ length: count }, (_, i) => `${indent}line ${i} ${'x'.repeat(200)}\n`).join(''),
      );
    const few = table.intern(text(1500, '')).ids;
    const before = table.withoutSpace(few);
    const many = table.intern(text(9000, '\t')).ids;
    let thrown = 0;
    for (let polls = 0; thrown === polls; polls++) {
      left = polls;
      try {
        table.withoutSpace(many);
      } catch (error) {
        expect(error).toBeInstanceOf(Cancelled);
        thrown++;
      }
    }
    expect(thrown).toBeGreaterThan(2);
    left = Number.POSITIVE_INFINITY;
    expect(table.withoutSpace(few)).toEqual(before);
    expect(table.withoutSpace(many).subarray(0, 1500)).toEqual(before);
    expect(new Set(table.withoutSpace(many)).size).toBe(9000);
  });
});
