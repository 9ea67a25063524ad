/** The bytes of ids. */
import { describe, expect, it } from 'vitest';
import { hexToBytes } from '../../../server/base/hexBytes.ts';

const SHA1 = '0123456789abcdef0123456789abcdef01234567';

describe('hexToBytes', () => {
  it('writes the bytes that Buffer reads', () => {
    const bytes = new Uint8Array(20);
    expect(hexToBytes(SHA1, bytes)).toBe(true);
    expect(Buffer.from(bytes).toString('hex')).toBe(SHA1);
  });
  it.each([SHA1.toUpperCase(), `${SHA1}00`, SHA1.slice(2), `g${SHA1.slice(1)}`, `ı${SHA1.slice(1)}`])(
    'refuses %j',
    (text) => expect(hexToBytes(text, new Uint8Array(20))).toBe(false),
  );
});
