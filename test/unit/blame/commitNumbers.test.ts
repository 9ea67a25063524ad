/** Commits get numbers and can be told by them, whatever their ids look like. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CommitNumbers } from '../../../server/blame/commitNumbers.ts';

const hex = (digits: number) =>
  fc
    .array(fc.nat(15), { minLength: digits, maxLength: digits })
    .map((all) => all.map((digit) => digit.toString(16)).join(''));

describe('numbers of commits', () => {
  it.each([40, 64])('of %i digits count up as commits are met, and lead back to them', (digits) => {
    fc.assert(
      fc.property(fc.uniqueArray(hex(digits), { maxLength: 2000 }), hex(digits), (oids, other) => {
        const numbers = new CommitNumbers(digits);
        expect(oids.map((oid) => numbers.of(oid))).toEqual(oids.map((_, index) => index));
        expect(oids.map((oid) => numbers.of(oid))).toEqual(oids.map((_, index) => index));
        expect(oids.map((oid) => numbers.find(oid))).toEqual(oids.map((_, index) => index));
        expect(oids.map((_, index) => numbers.oid(index))).toEqual(oids);
        expect(numbers.count).toBe(oids.length);
        if (!oids.includes(other)) expect(numbers.find(other)).toBe(-1);
      }),
      { numRuns: 30 },
    );
  });

  it('tell ids apart that begin alike, however many there are', () => {
    const numbers = new CommitNumbers(40);
    const oids = Array.from(
      { length: 5000 },
      (_, index) => `deadbeef${index.toString(16).padStart(8, '0').repeat(4)}`,
    );
    expect(oids.map((oid) => numbers.of(oid))).toEqual(oids.map((_, index) => index));
    expect(oids.map((oid) => numbers.find(oid))).toEqual(oids.map((_, index) => index));
    expect(numbers.oid(4999)).toBe(oids[4999]);
  });
});
