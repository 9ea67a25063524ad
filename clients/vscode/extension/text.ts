/** What is said of a line: pure functions of what they are given. */
import { type Commit, type Hunk, isCommitted, type Person } from './wire.ts';

/** What a text is made of. */
export interface Facts {
  readonly hunk: Hunk;
  readonly commit: Commit;
  /** Seconds since the epoch. */
  readonly now: number;
  /** What is said of lines without a commit; empty: nothing. */
  readonly uncommitted: string;
}

/** Fills a text's `${author}`, `${authorMail}`, `${ago}`, `${date}`, `${summary}` and `${sha}`; other fields stay as they are. */
export function lineText(format: string, facts: Facts): string {
  if (!isCommitted(facts.hunk)) return facts.uncommitted;
  const { author, summary } = facts.commit;
  const fields: Readonly<Record<string, string>> = {
    author: author.name,
    authorMail: author.email,
    ago: ago(facts.now - author.time),
    date: dayOf(author),
    summary,
    sha: facts.hunk.commit.slice(0, 8),
  };
  return format.replace(/\$\{(\w+)\}/g, (field, name: string) => oneLine(fields[name] ?? field));
}

/** The day it was where the author was. */
function dayOf({ time, timezone }: Person): string {
  const [, sign, hours, minutes] = /^([+-])(\d\d)(\d\d)$/.exec(timezone) ?? [];
  const offset = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * (sign === '-' ? -60 : 60);
  const day = new Date((time + offset) * 1000);
  return Number.isNaN(day.getTime()) ? '' : day.toISOString().slice(0, 10);
}

const units: readonly (readonly [number, string])[] = [
  [365.25 * 86_400, 'year'],
  [30.44 * 86_400, 'month'],
  [7 * 86_400, 'week'],
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
];

/** `3 years ago`; less than a minute, and times to come, are `just now`. */
function ago(seconds: number): string {
  const [length, name] = units.find(([unit]) => seconds >= unit) ?? [1, ''];
  if (name === '') return 'just now';
  const count = Math.floor(seconds / length);
  return `${count} ${name}${count === 1 ? '' : 's'} ago`;
}

/** `3y` for the same, in three characters at most but for centuries. */
export function shortAge(seconds: number): string {
  const [length, name] = units.find(([unit]) => seconds >= unit) ?? [1, ''];
  if (name === '') return 'now';
  return `${Math.floor(seconds / length)}${name === 'month' ? 'mo' : name.slice(0, 1)}`;
}

/** Text of the status bar, where `$(name)` would be a picture. */
export function withoutIcons(text: string): string {
  return text.replaceAll('$(', '$ (');
}

/** Repositories may say anything: no control characters, nothing that turns the direction of text, 200 characters at most. */
export function oneLine(text: string): string {
  const plain = text.replace(/[\p{Cc}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+/gu, ' ');
  const characters = Array.from(plain.slice(0, 1000));
  return characters.length > 200 ? `${characters.slice(0, 199).join('')}…` : characters.join('');
}
