/** Zones as decimal numbers, and moments broken down into calendar fields. */
import { expect, test } from 'vitest';
import { brokenDown, DateFault, zoneOffset } from '../../../server/present/timezones.ts';

test.each([
  ['+0000', 0],
  ['-0730', -730],
  ['+0545', 545],
  ['', 0],
  ['none', 0],
])('the zone %j is %i', (text, expected) => {
  expect(zoneOffset(text)).toBe(expected);
});

test.each([
  [0, 0, '1970-0-1 0:0:0 day 4, 0 of the year'],
  [1_700_000_000, 0, '2023-10-14 22:13:20 day 2, 317 of the year'],
  [1_700_000_000, 545, '2023-10-15 3:58:20 day 3, 318 of the year'],
  [1_700_000_000, -730, '2023-10-14 14:43:20 day 2, 317 of the year'],
  [1_735_603_200, 0, '2024-11-31 0:0:0 day 2, 365 of the year'],
])('%i in zone %i', (time, zone, expected) => {
  const { year, month, day, hour, minute, second, weekDay, yearDay } = brokenDown(time, zone);
  expect(`${year}-${month}-${day} ${hour}:${minute}:${second} day ${weekDay}, ${yearDay} of the year`).toBe(
    expected,
  );
});

test.each([
  [0, -100, 'Timestamp before Unix epoch: 0 -0100'],
  [-5, 0, 'Timestamp before Unix epoch: -5 +0000'],
  [1e13, 0, 'Timestamp too large for this system: 10000000000000'],
])('%i in zone %i can not be shown', (time, zone, message) => {
  expect(() => brokenDown(time, zone)).toThrow(new DateFault(message));
});
