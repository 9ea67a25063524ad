/** Dates as people write them, against `git rev-parse --since`, at several moments. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { approximateDate } from '../../../server/git/approximateDate.ts';
import { strictDate } from '../../../server/git/strictDate.ts';
import { describeWithGit, needsGit } from '../../support/gitBinary.ts';
import { createRepository, type GitRepository } from '../../support/gitRepository.ts';

const words = [
  'now',
  '5.seconds.ago',
  '10 minutes ago',
  '1 hour',
  'yesterday',
  '3.days.ago',
  '2 weeks ago',
  '3.months.ago',
  '12:34:56.3.days.ago',
  '1 month',
  '13 months ago',
  '2 years',
  '1.year.3.months.ago',
  'last week',
  'one day',
  'ten hours ago',
  'last monday',
  'last friday',
  '2 sundays ago',
  '1960-01-01 00:00:00',
  'noon',
  'midnight',
  'tea',
  'noon yesterday',
  'yesterday noon',
  '3pm',
  '12am',
  '12pm',
  '10am yesterday',
  '6pm yesterday',
  'never',
  'January 5th noon',
  'Jan 5',
  '5 Jan',
  'April 7 2005',
  '7 Apr',
  'dec 02',
  'Dec 0002',
  'June 6',
  '6AM, June 7, 2009',
  '2008-12-01',
  '2009-12-01',
  '2005-04-07',
  '04/07/2005',
  '07.04.2005',
  '7.4.05',
  '2005/13/4',
  '12:00',
  '23:59',
  '25:00',
  '10:11:12',
  '2005-04-07 22:13:13',
  '2005-04-07T22:13',
  '2005-04-07T22:13:13+0200',
  '2005-04-07 22:13:13 -07:30',
  '2005-04-07T22:13:13Z',
  'Thu, 7 Apr 2005 22:13:13 +0200',
  'Thu Apr 7 22:13:13 2005 -0700',
  'Apr 7 22:13:13 2005',
  '1234567890',
  '1234567890 +0100',
  '@0 +0000',
  '@123456789',
  '99',
  '31',
  '1999',
  'friday',
  'four',
  'sunday',
  'nonsense',
  '%%%',
  '',
  '2',
  '31.12.',
  '1/2',
  '70-01-01',
  '1970-01-02',
];

/** Wednesdays, Sundays, ends of months, a leap day; seconds. */
const moments = [1_251_660_000, 1_330_473_599, 1_700_000_000, 1_704_024_000];

describeWithGit(needsGit('approximateDate'), () => {
  let scratch: GitRepository;
  let zone: string | undefined;
  beforeAll(() => {
    scratch = createRepository();
    zone = process.env['TZ'];
    process.env['TZ'] = 'UTC';
  });
  afterAll(() => {
    scratch.remove();
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  it.each(moments)('reads what git reads at %d', (now) => {
    const { stdout } = scratch.run(['rev-parse', ...words.map((word) => `--since=${word}`)], {
      environment: { GIT_TEST_DATE_NOW: String(now) },
    });
    const expected = stdout
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => Number(line.replace('--max-age=', '')));
    // Of what it does not understand at all git says: now.
    const read = words.map((word) => [word, approximateDate(word, now) ?? now]);
    expect(read).toEqual(words.map((word, index) => [word, expected[index]]));
  });
});

it('puts times before 1970 after all others, as git does', () => {
  expect(approximateDate('100 years ago', 1_700_000_000)).toBe(Number.MAX_SAFE_INTEGER);
});

it.each(['nonsense', '', '%%%', 'four score'.slice(5)])('does not understand %j', (text) => {
  expect(approximateDate(text, 1_700_000_000)).toBe(null);
});

it.each([
  ['2005-13-07 22:13:13', null],
  ['2005-04-07 22:61:13', null],
  ['7 Foo 2005 22:13:13', null],
  ['1969-04-07 22:13:13', null],
  ['2005-04-07 22:13:13 +05', 1112893993],
  ['@77', 77],
])('takes %j strictly', (text, expected) => {
  expect(strictDate(text)).toBe(expected);
});
