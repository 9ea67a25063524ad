/** Ids by number and numbers by id. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IdList } from '../../../server/base/idList.ts';

const hex = (digits: number) =>
  fc
    .array(fc.nat(15), { minLength: digits, maxLength: digits })
    .map((all) => all.map((digit) => digit.toString(16)).join(''));

describe('IdList', () => {
  it.each(['sha1', 'sha256'])('keeps ids of %s in the order in which they came, each once', (hash) => {
    const ids = Array.from({ length: 5000 }, (_, n) => createHash(hash).update(`${n}`).digest('hex'));
    const list = new IdList(hash === 'sha1' ? 20 : 32);
    for (const [n, id] of ids.entries()) expect(list.add(id)).toBe(n);
    for (const [n, id] of ids.entries()) expect(list.add(id)).toBe(n);
    expect(list.count).toBe(5000);
    expect(ids.every((id, n) => list.numberOf(id) === n && list.oid(n) === id)).toBe(true);
    expect(list.bytes.toString('hex')).toBe(ids.join(''));
  });

  it('finds nothing that is not in it', () => {
    const list = new IdList(20);
    list.add('0'.repeat(40));
    expect(['1'.repeat(40), '0'.repeat(39), '', 'x'.repeat(40)].map((id) => list.numberOf(id))).toEqual([
      -1, -1, -1, -1,
    ]);
  });

  it.each([40, 64])('counts up as ids of %i digits come, and leads back to them', (digits) => {
    fc.assert(
      fc.property(fc.uniqueArray(hex(digits), { maxLength: 2000 }), hex(digits), (oids, other) => {
        const numbers = new IdList(digits / 2);
        expect(oids.map((oid) => numbers.add(oid))).toEqual(oids.map((_, index) => index));
        expect(oids.map((oid) => numbers.add(oid))).toEqual(oids.map((_, index) => index));
        expect(oids.map((oid) => numbers.numberOf(oid))).toEqual(oids.map((_, index) => index));
        expect(oids.map((_, index) => numbers.oid(index))).toEqual(oids);
        expect(numbers.count).toBe(oids.length);
        if (!oids.includes(other)) expect(numbers.numberOf(other)).toBe(-1);
      }),
      { numRuns: 30 },
    );
  });

  it('tells ids apart that begin alike, however many there are', () => {
    const numbers = new IdList(20);
    const oids = Array.from(
      { length: 5000 },
      (_, index) => `deadbeef${index.toString(16).padStart(8, '0').repeat(4)}`,
    );
    expect(oids.map((oid) => numbers.add(oid))).toEqual(oids.map((_, index) => index));
    expect(oids.map((oid) => numbers.numberOf(oid))).toEqual(oids.map((_, index) => index));
    expect(numbers.oid(4999)).toBe(oids[4999]);
  });
});
