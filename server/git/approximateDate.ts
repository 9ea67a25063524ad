/** Dates as people write them (`2 weeks ago`, `yesterday noon`, `2005-04-07`), read with git's generosity. */
import { strictDate } from './strictDate.ts';

/** Fields of local time. -1: not said yet. */
interface Fields {
  year: number;
  /** 0 to 11. */
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  /** Days after Sunday; of the time that was last computed, whatever has been said since. */
  weekday: number;
}

interface State {
  readonly fields: Fields;
  readonly now: Fields;
  /** Seconds since the epoch. */
  readonly nowTime: number;
  /** A number whose unit has not been read yet; 0 for none. */
  number: number;
  understood: boolean;
}

/** Git counts without a sign, so that what lies before 1970 is later than everything. */
const beyondAllDates = Number.MAX_SAFE_INTEGER;

/**
 * The time a text means (seconds since the epoch, local time zone), looking back from `now`. Null when not a word of it is
 * understood.
 */
export function approximateDate(text: string, now: number): number | null {
  const strict = strictDate(text);
  if (strict !== null) return strict;
  const nowFields = fieldsOf(now);
  const state: State = {
    fields: { ...nowFields, year: -1, month: -1, day: -1 },
    now: nowFields,
    nowTime: now,
    number: 0,
    understood: false,
  };
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at);
    if (/^\d/.test(rest)) {
      settleNumber(state);
      at += readDigits(state, rest);
      state.understood = true;
    } else {
      const word = /^[a-z]+/i.exec(rest)?.[0];
      if (word !== undefined) readWord(state, word.toLowerCase());
      at += word?.length ?? 1;
    }
  }
  settleNumber(state);
  if (!state.understood) return null;
  const time = moveBack(state, 0);
  return time < 0 ? beyondAllDates : time;
}

function fieldsOf(time: number): Fields {
  const date = new Date(time * 1000);
  return {
    year: date.getFullYear(),
    month: date.getMonth(),
    day: date.getDate(),
    hour: date.getHours(),
    minute: date.getMinutes(),
    second: date.getSeconds(),
    weekday: date.getDay(),
  };
}

function timeOf({ year, month, day, hour, minute, second }: Fields): number {
  return Math.floor(new Date(year, month, day, hour, minute, second).getTime() / 1000);
}

/** Fills in what was not said, goes back the seconds, and returns the time. */
function moveBack({ fields, now }: State, seconds: number): number {
  if (fields.day < 0) fields.day = now.day;
  if (fields.month < 0) fields.month = now.month;
  if (fields.year < 0) fields.year = fields.month > now.month ? now.year - 1 : now.year;
  const time = timeOf(fields) - seconds;
  Object.assign(fields, fieldsOf(time));
  return time;
}

/** A number without a unit is a day, a month or a year, whichever has not been said. */
function settleNumber(state: State): void {
  const { number, fields } = state;
  state.number = 0;
  if (number === 0) return;
  if (fields.day < 0 && number < 32) fields.day = number;
  else if (fields.month < 0 && number < 13) fields.month = number - 1;
  else if (fields.year < 0) fields.year = fullYear(number) ?? fields.year;
}

function fullYear(number: number): number | null {
  if (number > 1969 && number < 2100) return number;
  if (number > 69 && number < 100) return 1900 + number;
  return number < 38 ? 2000 + number : null;
}

/** Returns how many characters were used. */
function readDigits(state: State, rest: string): number {
  const group = /^(\d+)([:./-])(\d+)(?:\2(\d+))?/.exec(rest);
  if (group && readGroup(state, group)) return group[0].length;
  const digits = /^\d+/.exec(rest)?.[0] ?? '';
  // 02 may be a day, 0002 is nothing.
  if (!digits.startsWith('0') || digits.length <= 2) state.number = Number(digits);
  return digits.length;
}

function readGroup(
  state: State,
  [, first, separator, second, third]: readonly (string | undefined)[],
): boolean {
  const [one, two, three] = [Number(first), Number(second), third === undefined ? -1 : Number(third)];
  if (separator !== ':') return readDate(state, { one, two, three, dotted: separator === '.' });
  const seconds = Math.max(three, 0);
  if (one >= 25 || two >= 60 || seconds > 60) return false;
  Object.assign(state.fields, { hour: one, minute: two, second: seconds });
  return true;
}

interface DateGroup {
  readonly one: number;
  readonly two: number;
  readonly three: number;
  readonly dotted: boolean;
}

/** Year first when the first number can be one; with dots the day comes before the month, else after it. */
function readDate(state: State, { one, two, three, dotted }: DateGroup): boolean {
  const ways: [number, number, number, boolean][] = [];
  if (one > 70) ways.push([one, two, three, true], [one, three, two, true]);
  if (!dotted) ways.push([three, one, two, false]);
  ways.push([three, two, one, false]);
  if (dotted) ways.push([three, one, two, false]);
  return ways.some(([year, month, day, future]) => setDate(state, { year, month, day, future }));
}

function setDate(
  { fields, now, nowTime }: State,
  { year, month, day, future }: { year: number; month: number; day: number; future: boolean },
): boolean {
  if (month < 1 || month > 12 || day < 1 || day > 31 || (year === -1 && future)) return false;
  const full = year === -1 ? now.year : year === 70 || year === 1969 ? null : fullYear(year);
  if (full === null) return false;
  const tenDays = 10 * 24 * 3600;
  const specified = Date.UTC(full, month - 1, day, fields.hour, fields.minute, fields.second) / 1000;
  if (!future && specified > nowTime + tenDays) return false;
  Object.assign(fields, { year: year === -1 ? fields.year : full, month: month - 1, day });
  return true;
}

const monthNames =
  'january february march april may june july august september october november december'.split(' ');
const dayNames = 'sundays mondays tuesdays wednesdays thursdays fridays saturdays'.split(' ');
const numberNames = 'zero one two three four five six seven eight nine ten'.split(' ');
const units: readonly (readonly [name: string, seconds: number])[] = [
  ['seconds', 1],
  ['minutes', 60],
  ['hours', 3600],
  ['days', 24 * 3600],
  ['weeks', 7 * 24 * 3600],
];
const timesOfDay: Readonly<Record<string, number>> = { midnight: 0, noon: 12, tea: 17 };

function readWord(state: State, word: string): void {
  const month = monthNames.findIndex((name) => word.length >= 3 && name.startsWith(word));
  if (month >= 0) {
    state.fields.month = month;
    state.understood = true;
  } else if (readSpecial(state, word)) {
    state.understood = true;
  } else if (state.number === 0) {
    const number = word === 'last' ? 1 : numberNames.indexOf(word);
    if (number > 0) state.number = number;
    if (number > 0) state.understood = true;
  } else if (readUnit(state, word)) {
    state.understood = true;
  }
}

function readSpecial(state: State, word: string): boolean {
  const hour = timesOfDay[word];
  if (hour !== undefined) setTimeOfDay(state, hour);
  else if (word === 'yesterday') moveBack(state, 24 * 3600);
  else if (word === 'now') moveBack(state, 0);
  else if (word === 'never') Object.assign(state.fields, fieldsOf(0));
  else if (word === 'am' || word === 'pm') setHalfOfDay(state, word === 'pm' ? 12 : 0);
  else return false;
  if (word === 'yesterday' || word === 'now' || word === 'never') state.number = 0;
  return true;
}

/** The last such time: yesterday's when today's is still to come. */
function setTimeOfDay(state: State, hour: number): void {
  settleNumber(state);
  if (state.fields.hour < hour) moveBack(state, 24 * 3600);
  Object.assign(state.fields, { hour, minute: 0, second: 0 });
}

function setHalfOfDay(state: State, offset: number): void {
  const { fields, number } = state;
  if (number !== 0) Object.assign(fields, { hour: number, minute: 0, second: 0 });
  state.number = 0;
  fields.hour = (fields.hour % 12) + offset;
}

function readUnit(state: State, word: string): boolean {
  const { fields, number } = state;
  const unit = units.find(([name]) => isUnit(word, name));
  const weekday = dayNames.findIndex((name) => word.length >= 3 && name.startsWith(word));
  if (unit) moveBack(state, unit[1] * number);
  else if (weekday >= 0) moveToWeekday(state, weekday);
  else if (isUnit(word, 'months')) {
    moveBack(state, 0);
    const months = fields.year * 12 + fields.month - number;
    fields.year = Math.floor(months / 12);
    fields.month = months - fields.year * 12;
  } else if (isUnit(word, 'years')) {
    moveBack(state, 0);
    fields.year -= number;
  } else return false;
  state.number = 0;
  return true;
}

function isUnit(word: string, name: string): boolean {
  return word === name || word === name.slice(0, -1);
}

function moveToWeekday(state: State, weekday: number): void {
  const { number, fields } = state;
  const days = fields.weekday - weekday;
  moveBack(state, (days + 7 * (days <= 0 ? number : number - 1)) * 24 * 3600);
}
