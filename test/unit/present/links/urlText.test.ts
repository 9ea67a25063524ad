/** Encoding, and what must never come out of a template. */
import { expect, it } from 'vitest';
import {
  encodePath,
  encodeSegment,
  fillUrl,
  isWebAddress,
} from '../../../../server/present/links/urlText.ts';

it.each([
  ['~ada', '~ada'],
  ['My Project', 'My%20Project'],
  ["a'b(c)*!", 'a%27b%28c%29%2A%21'],
  ['a/b?c#d', 'a%2Fb%3Fc%23d'],
  ['é漢', '%C3%A9%E6%BC%A2'],
])('encodes the segment %s', (segment, expected) => {
  expect(encodeSegment(segment)).toBe(expected);
});

it('encodes paths byte by byte, slashes kept', () => {
  expect(encodePath(Buffer.from('dir/é #1?.c').toString('latin1'))).toBe('dir/%C3%A9%20%231%3F.c');
  expect(encodePath('a\xff"<b>')).toBe('a%FF%22%3Cb%3E');
});

it('fills in values, or nothing at all', () => {
  expect(fillUrl('{base}/c/{commit}', { base: 'https://host/r', commit: 'ab' })).toBe('https://host/r/c/ab');
  expect(fillUrl('{base}/c/{commit}', { base: 'https://host/r' })).toBeNull();
  expect(fillUrl('{base}/{constructor}', { base: 'https://host/r' })).toBeNull();
  expect(fillUrl('{base}', { base: 'javascript:alert(1)' })).toBeNull();
});

it.each([
  ['https://host/a', true],
  ['http://host:80/a?b#c', true],
  ['https://user:pw@host/a', false],
  ['https://host/a b', false],
  ['https://host/"', false],
  ['https://host/<', false],
  ['ftp://host/a', false],
  ['file:///etc/passwd', false],
  ['https://', false],
])('%s is a web address: %s', (url, expected) => {
  expect(isWebAddress(url)).toBe(expected);
});
