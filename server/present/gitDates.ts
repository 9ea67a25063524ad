/** Dates in every form that git's `--date` knows. */
import { strftime } from './strftime.ts';
import { type BrokenDown, brokenDown, DateFault, localOffset, zoneOffset, zoneText } from './timezones.ts';

export type DateKind =
  | 'iso'
  | 'isoStrict'
  | 'rfc'
  | 'default'
  | 'short'
  | 'raw'
  | 'unix'
  | 'relative'
  | 'human'
  | 'format';

export interface DateMode {
  readonly kind: DateKind;
  /** In the machine's zone instead of the author's. */
  readonly local: boolean;
  /** For `format`: what strftime understands. */
  readonly pattern: string;
}

/** What dates are relative to. */
export interface DateContext {
  /** Seconds since the epoch. */
  readonly now: number;
  /** `auto:` formats apply only there. */
  readonly terminal: boolean;
}

const KINDS: readonly (readonly [string, DateKind])[] = [
  ['relative', 'relative'],
  ['iso8601-strict', 'isoStrict'],
  ['iso-strict', 'isoStrict'],
  ['iso8601', 'iso'],
  ['iso', 'iso'],
  ['rfc2822', 'rfc'],
  ['rfc', 'rfc'],
  ['short', 'short'],
  ['default', 'default'],
  ['human', 'human'],
  ['raw', 'raw'],
  ['unix', 'unix'],
];

/** Reads the argument of `--date`; throws `DateFault` for a format that git does not know. */
export function parseDateMode(text: string, terminal: boolean): DateMode {
  // Of what is meant for terminals git reads nothing elsewhere.
  if (text.startsWith('auto:'))
    return parseDateMode(terminal ? text.slice('auto:'.length) : 'default', terminal);
  if (text === 'local') return { kind: 'default', local: true, pattern: '' };
  const found = KINDS.find(([name]) => text.startsWith(name));
  const rest = found === undefined ? text : text.slice(found[0].length);
  if (found !== undefined && (rest === '' || rest === '-local')) {
    return { kind: found[1], local: rest !== '', pattern: '' };
  }
  const [, local, pattern] = /^format(-local)?:(.*)$/s.exec(text) ?? [];
  if (/^format(-local)?$/.test(text)) throw new DateFault(`date format missing colon separator: ${text}`);
  if (pattern === undefined) throw new DateFault(`unknown date format ${text}`);
  return { kind: 'format', local: local !== undefined, pattern };
}

/** How a date is to be written. */
interface Formatting {
  readonly mode: DateMode;
  readonly context: DateContext;
}

/** Seconds and a zone as in the commit, in the mode's form. Throws `DateFault` for a moment that can't be shown. */
export function formatDate(time: number, timezone: string, { mode, context }: Formatting): string {
  const zone = mode.local ? localOffset(time) : zoneOffset(timezone);
  const { kind, local, pattern } = mode;
  if (kind === 'raw') return `${time} ${zoneText(zone)}`;
  if (kind === 'unix') return String(time);
  if (kind === 'relative') return relativeDate(time, context.now);
  const parts = brokenDown(time, zone);
  if (kind === 'human') return humanDate({ time, zone, parts }, context.now);
  if (kind === 'format') return strftime(pattern, { parts, time, zone, local });
  return fixedFormat(kind, { parts, zone, local });
}

type FixedKind = 'iso' | 'isoStrict' | 'rfc' | 'default' | 'short';

function fixedFormat(
  kind: FixedKind,
  { parts, zone, local }: { parts: BrokenDown; zone: number; local: boolean },
): string {
  const day = `${two(parts.year, 4)}-${two(parts.month + 1)}-${two(parts.day)}`;
  const clock = `${two(parts.hour)}:${two(parts.minute)}:${two(parts.second)}`;
  switch (kind) {
    case 'short':
      return day;
    case 'iso':
      return `${day} ${clock} ${zoneText(zone)}`;
    case 'isoStrict':
      return `${day}T${clock}${zone === 0 ? 'Z' : `${zoneText(zone).slice(0, 3)}:${zoneText(zone).slice(3)}`}`;
    case 'rfc':
      return `${weekday(parts)}, ${parts.day} ${month(parts)} ${parts.year} ${clock} ${zoneText(zone)}`;
    case 'default':
      return `${weekday(parts)} ${month(parts)} ${parts.day} ${clock} ${parts.year}${local ? '' : ` ${zoneText(zone)}`}`;
  }
}

function two(value: number, digits = 2): string {
  return String(value).padStart(digits, '0');
}

function weekday({ weekDay }: BrokenDown): string {
  return ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][weekDay] as string;
}

function month({ month: index }: BrokenDown): string {
  return ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][
    index
  ] as string;
}

/** `3 weeks ago`; both in seconds. */
export function relativeDate(time: number, now: number): string {
  if (now < time) return 'in the future';
  const seconds = now - time;
  if (seconds < 90) return ago(seconds, 'second');
  const minutes = Math.floor((seconds + 30) / 60);
  if (minutes < 90) return ago(minutes, 'minute');
  const hours = Math.floor((minutes + 30) / 60);
  if (hours < 36) return ago(hours, 'hour');
  const days = Math.floor((hours + 12) / 24);
  if (days < 14) return ago(days, 'day');
  if (days < 70) return ago(Math.floor((days + 3) / 7), 'week');
  if (days < 365) return ago(Math.floor((days + 15) / 30), 'month');
  if (days >= 1825) return ago(Math.floor((days + 183) / 365), 'year');
  const totalMonths = Math.floor((days * 24 + 365) / 730);
  const years = Math.floor(totalMonths / 12);
  const months = totalMonths % 12;
  return months === 0 ? ago(years, 'year') : `${count(years, 'year')}, ${ago(months, 'month')}`;
}

function ago(value: number, unit: string): string {
  return `${count(value, unit)} ago`;
}

function count(value: number, unit: string): string {
  return `${value} ${unit}${value === 1 ? '' : 's'}`;
}

/** As short as the distance from now allows: the year hides the time, the same year hides itself. */
function humanDate(
  { time, zone, parts }: { time: number; zone: number; parts: BrokenDown },
  now: number,
): string {
  const here = localOffset(now);
  const today = brokenDown(now, here);
  const sameYear = parts.year === today.year;
  const sameMonth = sameYear && parts.month === today.month;
  if (sameMonth && parts.day === today.day) return relativeDate(time, now);
  const fewDaysAgo = sameMonth && parts.day <= today.day && parts.day + 5 > today.day;
  const words: string[] = [];
  if (sameYear) words.push(weekday(parts));
  if (!fewDaysAgo) words.push(`${month(parts)} ${parts.day}`);
  if (sameYear) words.push(`${two(parts.hour)}:${two(parts.minute)}`);
  else words.push(String(parts.year));
  if (fewDaysAgo && zone !== here) words.push(zoneText(zone));
  return words.join(' ');
}
