/** Dates that leave nothing open: seconds since the epoch, ISO 8601, mail and `git log` forms. */

const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const zone = '(?:\\s*(Z|[+-]\\d{1,2}:?\\d{2}|[+-]\\d{2}))?';
const time = '(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d+)?)?';
const month = '([a-z]{3,9})';

const forms: readonly {
  readonly pattern: RegExp;
  readonly order: readonly [number, number, number, number];
}[] = [
  // 2005-04-07T22:13:13+02:00, 2005/04/07 22:13, 2005.04.07 22:13:13
  {
    pattern: new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?:T|\\s+)${time}${zone}$`, 'i'),
    order: [1, 3, 4, 5],
  },
  // Thu, 7 Apr 2005 22:13:13 +0200
  {
    pattern: new RegExp(`^(?:[a-z]{3,9},?\\s+)?(\\d{1,2})\\s+${month}\\s+(\\d{4})\\s+${time}${zone}$`, 'i'),
    order: [3, 2, 1, 4],
  },
];

/** Thu Apr 7 22:13:13 2005 +0200 */
const logForm = new RegExp(`^(?:[a-z]{3,9}\\s+)?${month}\\s+(\\d{1,2})\\s+${time}\\s+(\\d{4})${zone}$`, 'i');

/** Seconds since the epoch, in the local time zone where none is named. Null when it is no such date. */
export function strictDate(text: string): number | null {
  const trimmed = text.trim();
  const seconds = /^(?:@(\d+)(?:\s+[+-]\d{4})?|(\d{9,})(?:\s+[+-]\d{4})?)$/.exec(trimmed);
  if (seconds) return Number(seconds[1] ?? seconds[2]);
  for (const { pattern, order } of forms) {
    const match = pattern.exec(trimmed);
    if (match) {
      const [year, monthAt, day, hour] = order;
      return assemble({ match, year, month: monthAt, day, hour, zone: hour + 3 });
    }
  }
  const match = logForm.exec(trimmed);
  return match ? assemble({ match, year: 6, month: 1, day: 2, hour: 3, zone: 7 }) : null;
}

/** Places of the fields in the match; minute and second follow the hour. */
interface Places {
  readonly match: RegExpExecArray;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly zone: number;
}

function assemble({ match, year, month: monthAt, day, hour, zone: zoneAt }: Places): number | null {
  const at = (place: number) => Number(match[place] ?? 0);
  const name = match[monthAt] ?? '';
  const monthIndex = /^\d/.test(name) ? Number(name) - 1 : monthNames.indexOf(name.slice(0, 3).toLowerCase());
  if (monthIndex < 0 || monthIndex > 11 || at(day) < 1 || at(day) > 31) return null;
  if (at(year) < 1970 || at(hour) > 24 || at(hour + 1) > 59 || at(hour + 2) > 60) return null;
  const fields = [at(year), monthIndex, at(day), at(hour), at(hour + 1), at(hour + 2)] as const;
  const offset = match[zoneAt];
  if (offset === undefined) return new Date(...fields).getTime() / 1000;
  return Date.UTC(...fields) / 1000 - zoneSeconds(offset);
}

function zoneSeconds(text: string): number {
  if (/^z$/i.test(text)) return 0;
  const [, sign, digits = ''] = /^([+-])(\d+)$/.exec(text.replace(':', '')) ?? [];
  const [hours, minutes] = digits.length <= 2 ? [digits, '0'] : [digits.slice(0, -2), digits.slice(-2)];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}
