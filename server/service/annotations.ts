/** The words shown in hovers, made by pure functions. */
import type { Oid } from '../git/oid.ts';
import { codeBlock, escapeMarkdown, plainLine, plainParagraphs } from '../present/plainText.ts';
import type { CommitDetails } from '../worker/messages.ts';

const NAME_LIMIT = 40;
const MESSAGE_LIMIT = 4000;
const NOT_COMMITTED = /^0+$/;
const NOT_COMMITTED_TEXT = 'Not committed yet';

/** False for the id that stands for work not committed yet. */
export function isCommitted(commit: Oid): boolean {
  return !NOT_COMMITTED.test(commit);
}

/** What a hover shows, in both forms a client may ask for. */
export interface HoverText {
  readonly markdown: string;
  readonly plain: string;
}

/** `details` null: the hunk is not committed yet. */
export function hoverText(
  hunk: { readonly commit: Oid; readonly boundary: boolean },
  details: CommitDetails | null,
): HoverText {
  if (!details) return { markdown: `*${NOT_COMMITTED_TEXT}*`, plain: NOT_COMMITTED_TEXT };
  const { author, message } = details;
  const who = plainLine(author.name, NAME_LIMIT);
  const mail = plainLine(author.email, 2 * NAME_LIMIT);
  const when = dateText(author.time, author.timezone);
  const id = hunk.commit.slice(0, 10);
  const text = plainParagraphs(message, MESSAGE_LIMIT);
  const boundary = hunk.boundary ? ' · boundary' : '';
  return {
    markdown: `**${escapeMarkdown(who)}** \\<${escapeMarkdown(mail)}\\> · ${when} · \`${id}\`${boundary}\n\n${codeBlock(text)}`,
    plain: `${who} <${mail}> · ${when} · ${id}${boundary}\n\n${text}`,
  };
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
