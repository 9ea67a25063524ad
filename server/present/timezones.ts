/** Time zones as commits write them, and times broken down into calendar fields. */

/** A date that can't be shown, reported as fatal. */
export class DateFault extends Error {
  override name = 'DateFault';
}

/** A moment in the fields of the proleptic Gregorian calendar. */
export interface BrokenDown {
  readonly year: number;
  /** 0 to 11. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 0 is Sunday. */
  readonly weekDay: number;
  /** 0 is the first of January. */
  readonly yearDay: number;
}

/** Zone as the decimal number git works with, e.g. -730 for `-0730`; 0 for one that is not there. */
export function zoneOffset(timezone: string): number {
  const value = Number.parseInt(timezone, 10);
  return Number.isNaN(value) ? 0 : value;
}

/** The machine's zone at a time (seconds), in the same form. */
export function localOffset(time: number): number {
  const minutes = -new Date(time * 1000).getTimezoneOffset();
  const size = Math.abs(minutes);
  return Math.sign(minutes) * (Math.floor(size / 60) * 100 + (size % 60));
}

/** A decimal zone as commits write it: a sign and at least four digits. */
export function zoneText(zone: number): string {
  return `${zone < 0 ? '-' : '+'}${String(Math.abs(zone)).padStart(4, '0')}`;
}

/** The last moment a JavaScript date can hold, in seconds. */
const LAST_SECOND = 8.64e12;

/** Throws `DateFault` for a moment before 1970 or beyond what can be shown. */
export function brokenDown(time: number, zone: number): BrokenDown {
  const size = Math.abs(zone);
  const shift = Math.sign(zone) * (Math.floor(size / 100) * 60 + (size % 100)) * 60;
  const shifted = time + shift;
  if (shifted < 0) throw new DateFault(`Timestamp before Unix epoch: ${time} ${zoneText(zone)}`);
  if (shifted > LAST_SECOND) throw new DateFault(`Timestamp too large for this system: ${time}`);
  const date = new Date(shifted * 1000);
  const year = date.getUTCFullYear();
  return {
    year,
    month: date.getUTCMonth(),
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    weekDay: date.getUTCDay(),
    yearDay: Math.floor((shifted - Date.UTC(year, 0, 1) / 1000) / 86400),
  };
}
