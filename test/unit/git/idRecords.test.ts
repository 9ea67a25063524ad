/** Records by id: found as they were put in, within a bound, and never one for another. */
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { IdRecords } from '../../../server/git/idRecords.ts';

const idOf = (n: number) => createHash('sha1').update(String(n)).digest('hex');
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);

function filled(maxBytes: number, count: number): IdRecords {
  const records = new IdRecords(maxBytes, { idBytes: 20, bytes: 4 });
  for (const n of numbers(count)) put(records, n);
  return records;
}

function put(records: IdRecords, n: number, number = 0): void {
  const at = records.place(idOf(n), number);
  if (at >= 0) records.words[at] = n;
}

function saidOf(records: IdRecords, n: number, number = 0): number | null {
  const at = records.find(idOf(n), number);
  return at < 0 ? null : (records.words[at] as number);
}

it('finds nearly all it has room for, in any order, and nothing else', () => {
  const records = filled(1 << 20, 5000);
  for (const order of [numbers(5000), numbers(5000).reverse()]) {
    const found = order.filter((n) => {
      const value = saidOf(records, n);
      expect([n, null]).toContain(value);
      return value === n;
    });
    expect(found.length).toBeGreaterThan(4700);
  }
  expect(numbers(1000).some((n) => saidOf(records, 5000 + n) !== null)).toBe(false);
  expect(records.find('no id')).toBe(-1);
  expect(records.place('no id')).toBe(-1);
});

it('stays within its bound, keeps most of what came first, and takes in some of what comes later', () => {
  const records = filled(1 << 15, 100);
  const small = records.byteLength;
  for (const n of numbers(5000)) if (n >= 100) put(records, n);
  expect(small).toBeLessThan(records.byteLength);
  expect(records.byteLength).toBeLessThanOrEqual(1 << 15);
  const first = numbers(900).filter((n) => saidOf(records, n) === n);
  const later = numbers(5000).filter((n) => n >= 1000 && saidOf(records, n) === n);
  expect(first.length).toBeGreaterThan(500);
  expect(later.length).toBeGreaterThan(100);
});

it('tells numbers of the caller apart', () => {
  const records = new IdRecords(1 << 16, { idBytes: 20, bytes: 4 });
  put(records, 7, 0);
  put(records, 7, 3);
  records.words[records.find(idOf(7), 3)] = 8;
  expect([0, 1, 3].map((number) => saidOf(records, 7, number))).toEqual([7, null, 8]);
});

it('has nothing without room, and after it was cleared', () => {
  const none = filled(10, 3);
  expect([saidOf(none, 0), none.byteLength]).toEqual([null, 0]);
  const records = filled(1 << 16, 3);
  records.clear();
  expect([saidOf(records, 0), records.byteLength]).toEqual([null, 0]);
  put(records, 1);
  expect([saidOf(records, 0), saidOf(records, 1)]).toEqual([null, 1]);
});
