/** The fields of strftime in the C locale. */
import { expect, test } from 'vitest';
import { strftime } from '../../../server/present/strftime.ts';
import { brokenDown } from '../../../server/present/timezones.ts';

function check(pattern: string, time: number, zone = 0): string {
  return strftime(pattern, { parts: brokenDown(time, zone), time, zone, local: false });
}

// Tuesday, 14 November 2023, 22:13:20 UTC.
test.each([
  ['%Y-%m-%d', '2023-11-14'],
  ['%F %T', '2023-11-14 22:13:20'],
  ['%c', 'Tue Nov 14 22:13:20 2023'],
  ['%r|%R|%D', '10:13:20 PM|22:13|11/14/23'],
  ['%A %a %B %b %h', 'Tuesday Tue November Nov Nov'],
  ['%C %y %j %u %w', '20 23 318 2 2'],
  ['%I %l %k %p %P', '10 10 22 PM pm'],
  ['%s%%%n%t', '1700000000%\n\t'],
  ['[%Z]%z', '[]+0000'],
  ['%Ey %Od', '23 14'],
  ['%Q and 100%', '%Q and 100%'],
])('%j', (pattern, expected) => {
  expect(check(pattern, 1_700_000_000)).toBe(expected);
});

test('hours of the morning are filled up, midnight is twelve', () => {
  expect(check('%I %l %k %H %p %e', 1_701_388_800)).toBe('12 12  0 00 AM  1');
});

test('a zone shifts the fields and shows itself', () => {
  expect(check('%H:%M %z', 1_700_000_000, -730)).toBe('14:43 -0730');
});

test.each([
  ['1 January 2021 is in the last week of 2020', 1_609_459_200, '2020 20 53 00 00'],
  ['30 December 2024 is in the first week of 2025', 1_735_516_800, '2025 25 01 52 53'],
  ['1 January 2023 is a Sunday', 1_672_531_200, '2022 22 52 01 00'],
])('weeks: %s', (_name, time, expected) => {
  expect(check('%G %g %V %U %W', time)).toBe(expected);
});
