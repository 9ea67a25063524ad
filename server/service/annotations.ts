/** The words shown in hints, lenses and hovers: all of them here, made by pure functions. */
import type { Oid } from '../git/oid.ts';
import { codeBlock, escapeMarkdown, plainLine, plainParagraphs } from '../present/plainText.ts';
import type { CommitDetails, CommitRecord } from '../worker/messages.ts';
import type { BlameHunk, FileBlame } from './fileBlame.ts';

const NAME_LIMIT = 40;
const SUMMARY_LIMIT = 72;
const MESSAGE_LIMIT = 4000;
const NOT_COMMITTED = /^0+$/;
const NOT_COMMITTED_TEXT = 'Not committed yet';

/** False for the id that stands for work not committed yet. */
export function isCommitted(commit: Oid): boolean {
  return !NOT_COMMITTED.test(commit);
}

/** What follows the code on a line, e.g. `Ada Lovelace, 3 days ago · Count notes`. `now` is in seconds. */
export function hintText(commit: Oid, record: CommitRecord, now: number): string {
  if (!isCommitted(commit)) return NOT_COMMITTED_TEXT;
  const { author, summary } = record;
  const head = `${plainLine(author.name, NAME_LIMIT)}, ${age(now - author.time)}`;
  const tail = plainLine(summary, SUMMARY_LIMIT);
  return tail === '' ? head : `${head} · ${tail}`;
}

/** What stands above a file, e.g. `Ada Lovelace, 3 days ago · 12 commits · 3 authors`; null when nothing is committed. */
export function lensText({ origins, commits }: FileBlame, now: number): string | null {
  const guilty = [...new Set(origins.map(({ commit }) => commit))].filter(isCommitted);
  const records = guilty.map((oid) => commits[oid]).filter((record) => record !== undefined);
  const latest = records.reduce<CommitRecord | null>(
    (best, record) => (best && best.author.time >= record.author.time ? best : record),
    null,
  );
  if (!latest) return null;
  const authors = new Set(records.map(({ author }) => author.name)).size;
  const last = `${plainLine(latest.author.name, NAME_LIMIT)}, ${age(now - latest.author.time)}`;
  return `${last} · ${count(records.length, 'commit')} · ${count(authors, 'author')}`;
}

/** What a hover shows, in both forms a client may ask for. */
export interface HoverText {
  readonly markdown: string;
  readonly plain: string;
}

/** `details` null: the hunk is not committed yet. */
export function hoverText(hunk: BlameHunk, details: CommitDetails | null): HoverText {
  if (!details) return { markdown: `*${NOT_COMMITTED_TEXT}*`, plain: NOT_COMMITTED_TEXT };
  const { author, message } = details;
  const who = plainLine(author.name, NAME_LIMIT);
  const mail = plainLine(author.email, 2 * NAME_LIMIT);
  const when = dateText(author.time, author.timezone);
  const id = hunk.origin.commit.slice(0, 10);
  const text = plainParagraphs(message, MESSAGE_LIMIT);
  const boundary = hunk.origin.boundary ? ' · boundary' : '';
  return {
    markdown: `**${escapeMarkdown(who)}** \\<${escapeMarkdown(mail)}\\> · ${when} · \`${id}\`${boundary}\n\n${codeBlock(text)}`,
    plain: `${who} <${mail}> · ${when} · ${id}${boundary}\n\n${text}`,
  };
}

const steps = [
  [365.25 * 86_400, 'year'],
  [30.44 * 86_400, 'month'],
  [7 * 86_400, 'week'],
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
] as const;

/** `3 days ago`; the future and the last minute are `just now`. */
function age(seconds: number): string {
  for (const [size, unit] of steps) {
    if (seconds >= size) return `${count(Math.floor(seconds / size), unit)} ago`;
  }
  return 'just now';
}

function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}

/** `2024-05-06 07:08 +0200`, in the author's own zone. */
function dateText(time: number, timezone: string): string {
  const match = /^([+-])(\d{2})(\d{2})$/.exec(timezone);
  const [, sign, hours, minutes] = match ?? [];
  const shift = match ? (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60 : 60) : 0;
  const date = new Date((time + shift) * 1000);
  if (Number.isNaN(date.getTime())) return 'unknown date';
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} ${match ? timezone : '+0000'}`;
}
