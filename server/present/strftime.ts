/** The C library's strftime in the C locale, with the zone fields that git fills in itself. */
import { type BrokenDown, zoneText } from './timezones.ts';

export interface Moment {
  readonly parts: BrokenDown;
  /** Seconds since the epoch. */
  readonly time: number;
  /** Decimal zone, e.g. -730. */
  readonly zone: number;
  /** The zone is the machine's own, so its name is known. */
  readonly local: boolean;
}

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** Combinations of other fields. */
const COMPOUND: Readonly<Record<string, string>> = {
  c: '%a %b %e %H:%M:%S %Y',
  D: '%m/%d/%y',
  F: '%Y-%m-%d',
  r: '%I:%M:%S %p',
  R: '%H:%M',
  T: '%H:%M:%S',
  x: '%m/%d/%y',
  X: '%H:%M:%S',
  h: '%b',
};

type Field = (moment: Moment) => string;

const FIELDS: Readonly<Record<string, Field>> = {
  '%': () => '%',
  n: () => '\n',
  t: () => '\t',
  a: ({ parts }) => (DAYS[parts.weekDay] ?? '').slice(0, 3),
  A: ({ parts }) => DAYS[parts.weekDay] ?? '',
  b: ({ parts }) => (MONTHS[parts.month] ?? '').slice(0, 3),
  B: ({ parts }) => MONTHS[parts.month] ?? '',
  C: ({ parts }) => pad(Math.floor(parts.year / 100)),
  d: ({ parts }) => pad(parts.day),
  e: ({ parts }) => String(parts.day).padStart(2),
  g: ({ parts }) => pad(isoWeek(parts).year % 100),
  G: ({ parts }) => String(isoWeek(parts).year),
  H: ({ parts }) => pad(parts.hour),
  I: ({ parts }) => pad(hour12(parts)),
  j: ({ parts }) => String(parts.yearDay + 1).padStart(3, '0'),
  k: ({ parts }) => String(parts.hour).padStart(2),
  l: ({ parts }) => String(hour12(parts)).padStart(2),
  m: ({ parts }) => pad(parts.month + 1),
  M: ({ parts }) => pad(parts.minute),
  p: ({ parts }) => (parts.hour < 12 ? 'AM' : 'PM'),
  P: ({ parts }) => (parts.hour < 12 ? 'am' : 'pm'),
  s: ({ time }) => String(time),
  S: ({ parts }) => pad(parts.second),
  u: ({ parts }) => String(parts.weekDay === 0 ? 7 : parts.weekDay),
  U: ({ parts }) => pad(Math.floor((parts.yearDay + 7 - parts.weekDay) / 7)),
  V: ({ parts }) => pad(isoWeek(parts).week),
  w: ({ parts }) => String(parts.weekDay),
  W: ({ parts }) => pad(Math.floor((parts.yearDay + 7 - ((parts.weekDay + 6) % 7)) / 7)),
  y: ({ parts }) => pad(parts.year % 100),
  Y: ({ parts }) => String(parts.year),
  z: ({ zone }) => zoneText(zone),
  Z: zoneName,
};

/** Fills in a pattern; what no field stands for is kept as it is. */
export function strftime(pattern: string, moment: Moment): string {
  return pattern.replace(/%[EO]?(.)/gs, (whole: string, letter: string) => {
    const compound = COMPOUND[letter];
    if (compound !== undefined) return strftime(compound, moment);
    return FIELDS[letter]?.(moment) ?? whole;
  });
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

function hour12({ hour }: BrokenDown): number {
  return hour % 12 === 0 ? 12 : hour % 12;
}

/** Only the machine's own zone has a name; for an author's zone git leaves it empty. */
function zoneName({ local, time }: Moment): string {
  if (!local) return '';
  const format = new Intl.DateTimeFormat('en-US', { timeZoneName: 'short' });
  return format.formatToParts(new Date(time * 1000)).find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

/** ISO 8601: weeks begin on Monday, the first one holds the year's first Thursday. */
function isoWeek({ year, yearDay, weekDay }: BrokenDown): { year: number; week: number } {
  const thursday = yearDay - ((weekDay + 6) % 7) + 3;
  if (thursday < 0) return { year: year - 1, week: Math.floor((thursday + daysIn(year - 1)) / 7) + 1 };
  if (thursday >= daysIn(year)) return { year: year + 1, week: 1 };
  return { year, week: Math.floor(thursday / 7) + 1 };
}

function daysIn(year: number): number {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 366 : 365;
}
