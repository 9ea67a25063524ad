/** Columns of dates. */
import { expect, test } from 'vitest';
import { dateFormatter } from '../../../server/cli/dateColumn.ts';
import { parseDateMode } from '../../../server/present/gitDates.ts';

const NOW = 1_700_000_000;

test.each([
  ['relative', NOW - 5, 22],
  ['iso-strict', NOW, 25],
  ['unix', 5, 10],
  ['format:%Y', NOW, 4],
])('%s is padded to its column', (mode, time, width) => {
  const format = dateFormatter(parseDateMode(mode, false), { now: NOW, terminal: false });
  expect(format(time, '+0000')).toHaveLength(width);
});
