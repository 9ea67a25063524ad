/** Ids: which texts are ids, and that of a blob. */
import { describe, expect, it } from 'vitest';
import { blobOid, isOid, zeroOid } from '../../../server/git/oid.ts';

const SHA1 = '0123456789abcdef0123456789abcdef01234567';

describe('isOid', () => {
  const cases: readonly (readonly [text: string, format: 'sha1' | 'sha256', is: boolean])[] = [
    [SHA1, 'sha1', true],
    [SHA1, 'sha256', false],
    [SHA1.slice(1), 'sha1', false],
    [SHA1.toUpperCase(), 'sha1', false],
    [`${SHA1.slice(1)}\n`, 'sha1', false],
    [zeroOid('sha256'), 'sha256', true],
    ['', 'sha1', false],
  ];
  it.each(cases)('%j as %s: %s', (text, format, is) => expect(isOid(text, format)).toBe(is));
});

describe('blobOid', () => {
  it('is what git gives an empty blob', () => {
    expect(blobOid(new Uint8Array(0), 'sha1')).toBe('e69de29bb2d1d6434b8b29ae775ad8c2e48c5391');
  });
});
