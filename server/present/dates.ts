/** Dates for hints, lenses and hovers: how long ago in words that read well, and the day in any form that git has. */
import { type DateMode, formatDate, parseDateMode } from './gitDates.ts';
import { strftime } from './strftime.ts';
import { brokenDown, DateFault, zoneOffset } from './timezones.ts';

/** A moment of a person's, as commits have it. */
export interface Moment {
  /** Seconds since the epoch. */
  readonly time: number;
  /** As in `+0200`. */
  readonly timezone: string;
}

interface Unit {
  readonly seconds: number;
  readonly name: string;
  readonly letter: string;
}

const units: readonly Unit[] = [
  { seconds: 365.25 * 86_400, name: 'year', letter: 'y' },
  { seconds: 30.44 * 86_400, name: 'month', letter: 'mo' },
  { seconds: 7 * 86_400, name: 'week', letter: 'w' },
  { seconds: 86_400, name: 'day', letter: 'd' },
  { seconds: 3600, name: 'hour', letter: 'h' },
  { seconds: 60, name: 'minute', letter: 'm' },
];

/** Clocks of machines differ; what is further ahead than this is said to be. */
const CLOCK_SKEW = 3600;
const UNKNOWN = 'unknown date';

/** `3 days ago`, of the largest unit alone; both in seconds. */
export function ageText(time: number, now: number): string {
  if (time - now > CLOCK_SKEW) return 'in the future';
  const unit = unitOf(now - time);
  return unit === null ? 'just now' : `${countOf(Math.floor((now - time) / unit.seconds), unit.name)} ago`;
}

/** `3d`, `2mo`, `now`. */
export function shortAge(time: number, now: number): string {
  const unit = unitOf(now - time);
  return unit === null ? 'now' : `${Math.floor((now - time) / unit.seconds)}${unit.letter}`;
}

/** `1 author`, `2 authors`. */
export function countOf(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/**
 * A date in the form that a user has chosen: `ago` for `ageText`, one of git's names (`iso`, `short-local`, `human`, ...), or
 * a pattern with `%` for strftime in the person's own zone. A moment that no calendar has is an unknown date.
 */
export function dateText({ time, timezone }: Moment, format: string, now: number): string {
  if (format === 'ago') return ageText(time, now);
  try {
    return written({ time, timezone }, format, now);
  } catch (error) {
    if (error instanceof DateFault) return UNKNOWN;
    throw error;
  }
}

/** `2024-05-06 07:08 +0200`, in the person's own zone. */
export function absoluteDate(moment: Moment): string {
  return dateText(moment, '%Y-%m-%d %H:%M %z', 0);
}

/** What is wrong with a format; null when it is one that `dateText` knows. */
export function dateFormatFault(format: string): string | null {
  if (format === 'ago' || isPattern(format)) return null;
  try {
    parseDateMode(format, false);
    return null;
  } catch (error) {
    if (error instanceof DateFault) return error.message;
    throw error;
  }
}

/** Modes by their names: a file's hints are written in the same one. */
const modes = new Map<string, DateMode>();
const MOST_MODES = 100;

function written({ time, timezone }: Moment, format: string, now: number): string {
  if (isPattern(format)) {
    const zone = zoneOffset(timezone);
    return strftime(format, { parts: brokenDown(time, zone), time, zone, local: false });
  }
  const mode = modes.get(format) ?? parseDateMode(format, false);
  if (modes.size < MOST_MODES) modes.set(format, mode);
  return formatDate(time, timezone, { mode, context: { now, terminal: false } });
}

function isPattern(format: string): boolean {
  return format.includes('%') && !format.startsWith('format');
}

function unitOf(seconds: number): Unit | null {
  return units.find((unit) => seconds >= unit.seconds) ?? null;
}
