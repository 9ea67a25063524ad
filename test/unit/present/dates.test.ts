/** Dates as editors show them. */
import { describe, expect, it } from 'vitest';
import {
  absoluteDate,
  ageText,
  countOf,
  dateFormatFault,
  dateText,
  shortAge,
} from '../../../server/present/dates.ts';

const NOW = 1_700_000_000;
const DAY = 86_400;

describe('how long ago', () => {
  it.each([
    [0, 'just now', 'now'],
    [59, 'just now', 'now'],
    [-3600, 'just now', 'now'],
    [-3601, 'in the future', 'now'],
    [60, '1 minute ago', '1m'],
    [7200, '2 hours ago', '2h'],
    [DAY, '1 day ago', '1d'],
    [13 * DAY, '1 week ago', '1w'],
    [70 * DAY, '2 months ago', '2mo'],
    [364 * DAY, '11 months ago', '11mo'],
    [366 * DAY, '1 year ago', '1y'],
    [3650 * DAY, '9 years ago', '9y'],
  ])('%i seconds are %s', (seconds, words, short) => {
    expect([ageText(NOW - seconds, NOW), shortAge(NOW - seconds, NOW)]).toEqual([words, short]);
  });

  it('counts in the singular and the plural', () => {
    expect([countOf(1, 'author'), countOf(0, 'author')]).toEqual(['1 author', '0 authors']);
  });
});

describe('a date', () => {
  const moment = { time: NOW - DAY, timezone: '+0530' };

  it.each([
    ['ago', '1 day ago'],
    ['relative', '24 hours ago'],
    ['short', '2023-11-14'],
    ['iso', '2023-11-14 03:43:20 +0530'],
    ['%d.%m.%y', '14.11.23'],
    ['format:%H', '03'],
    ['unix', '1699913600'],
  ])('in the format %s', (format, text) => {
    expect(dateText(moment, format, NOW)).toBe(text);
  });

  it('that is absolute', () => {
    expect(absoluteDate(moment)).toBe('2023-11-14 03:43 +0530');
  });

  it.each([
    [-1, '+0000'],
    [1e15, '+0000'],
    [0, '-0330'],
  ])('that no calendar has: %d %s', (time, timezone) => {
    expect(dateText({ time, timezone }, 'short', NOW)).toBe('unknown date');
  });

  it.each([
    ['ago', null],
    ['human', null],
    ['iso-local', null],
    ['%Y', null],
    ['tomorrow', 'unknown date format tomorrow'],
    ['format', 'date format missing colon separator: format'],
  ])('takes the format %s or says what is wrong', (format, fault) => {
    expect(dateFormatFault(format)).toBe(fault);
  });
});
