/** Dates in the forms of `--date`. */
import { expect, test } from 'vitest';
import { formatDate, parseDateMode, relativeDate } from '../../../server/present/gitDates.ts';
import { DateFault } from '../../../server/present/timezones.ts';

const NOW = 1_700_000_000;

function check(mode: string, time = NOW, zone = '+0200'): string {
  return formatDate(time, zone, { mode: parseDateMode(mode, false), context: { now: NOW, terminal: false } });
}

test.each([
  ['iso', '2023-11-15 00:13:20 +0200'],
  ['iso8601', '2023-11-15 00:13:20 +0200'],
  ['iso-strict', '2023-11-15T00:13:20+02:00'],
  ['rfc', 'Wed, 15 Nov 2023 00:13:20 +0200'],
  ['default', 'Wed Nov 15 00:13:20 2023 +0200'],
  ['short', '2023-11-15'],
  ['raw', '1700000000 +0200'],
  ['unix', '1700000000'],
  ['format:%Y at %H', '2023 at 00'],
  ['auto:short', 'Wed Nov 15 00:13:20 2023 +0200'],
])('%s', (mode, expected) => {
  expect(check(mode)).toBe(expected);
});

test('UTC is a Z in strict dates', () => {
  expect(check('iso-strict', NOW, '+0000')).toBe('2023-11-14T22:13:20Z');
});

test('what is human hides what is near', () => {
  expect(check('human', NOW - 300 * 86400)).toBe('Thu Jan 19 00:13');
  expect(check('human', NOW - 800 * 86400)).toBe('Sep 6 2021');
});

test.each([
  ['local', { kind: 'default', local: true, pattern: '' }],
  ['iso-local', { kind: 'iso', local: true, pattern: '' }],
  ['format-local:%H', { kind: 'format', local: true, pattern: '%H' }],
])('%s is in the zone of the machine', (text, expected) => {
  expect(parseDateMode(text, false)).toEqual(expected);
});

test('a terminal gets what is automatic, and nothing else reads it', () => {
  expect(parseDateMode('auto:short', true).kind).toBe('short');
  expect(parseDateMode('auto:x', false).kind).toBe('default');
  expect(() => parseDateMode('auto:x', true)).toThrow(new DateFault('unknown date format x'));
});

test.each(['', 'isox', 'Iso'])('%j is no format', (text) => {
  expect(() => parseDateMode(text, false)).toThrow(new DateFault(`unknown date format ${text}`));
});

test('a format needs its pattern', () => {
  const fault = new DateFault('date format missing colon separator: format-local');
  expect(() => parseDateMode('format-local', false)).toThrow(fault);
});

const DAY = 86400;

test.each([
  [-1, 'in the future'],
  [1, '1 second ago'],
  [89, '89 seconds ago'],
  [90, '2 minutes ago'],
  [3 * 3600, '3 hours ago'],
  [2 * DAY, '2 days ago'],
  [14 * DAY, '2 weeks ago'],
  [70 * DAY, '2 months ago'],
  [365 * DAY, '1 year ago'],
  [400 * DAY, '1 year, 1 month ago'],
  [3650 * DAY, '10 years ago'],
])('%i seconds are %s', (seconds, expected) => {
  expect(relativeDate(NOW - seconds, NOW)).toBe(expected);
});
