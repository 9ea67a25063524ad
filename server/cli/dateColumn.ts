/** A column of dates, as wide as git makes it. */
import { type DateContext, type DateKind, type DateMode, formatDate } from '../present/gitDates.ts';
import { displayWidth } from './displayWidth.ts';

/** Columns that the date takes at least, by kind: those of its longest usual form. */
const WIDTHS: Readonly<Record<Exclude<DateKind, 'format'>, number>> = {
  iso: 25,
  isoStrict: 25,
  rfc: 31,
  default: 30,
  short: 10,
  raw: 16,
  unix: 10,
  relative: 22,
  human: 16,
};

/** A formatter that pads to the mode's width; times are seconds, zones as in the commit. */
export function dateFormatter(
  mode: DateMode,
  context: DateContext,
): (time: number, timezone: string) => string {
  const width =
    mode.kind === 'format' ? displayWidth(formatDate(0, '+0000', { mode, context })) : WIDTHS[mode.kind];
  return (time, timezone) => {
    const text = formatDate(time, timezone, { mode, context });
    return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
  };
}
