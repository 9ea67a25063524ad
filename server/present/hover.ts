/** What a hover says of a line: the same content as Markdown and as plain text. */
import { absoluteDate, ageText } from './dates.ts';
import { type CommitLinks, type NoLinks, noLinksWords } from './links/links.ts';
import { codeBlock, escapeMarkdown, plainLine, plainParagraphs } from './plainText.ts';

/** What a line's commit is known to be. */
interface HoverCommit {
  readonly commit: string;
  readonly author: HoverPerson;
  readonly committer: HoverPerson;
  readonly message: string;
  /** The walk through history ended here. */
  readonly boundary: boolean;
  /** The file's path in the commit, as text. */
  readonly path: string;
  /** The version that the commit changed, with its path as text; null where there is none. */
  readonly previous: { readonly commit: string; readonly path: string } | null;
}

interface HoverPerson {
  readonly name: string;
  readonly email: string;
  readonly time: number;
  readonly timezone: string;
}

export interface HoverSubject {
  /** Null: the line is not committed yet. */
  readonly commit: HoverCommit | null;
  /** The hunk that made the line; null where it is not known, or not in time. */
  readonly change: string | null;
  /** Null where nothing is known in time. */
  readonly links: CommitLinks | NoLinks | null;
  /** Seconds since the epoch. */
  readonly now: number;
}

/** What a hover shows, in both forms a client may ask for. */
export interface HoverText {
  readonly markdown: string;
  readonly plain: string;
}

const NAME_LIMIT = 60;
const PATH_LIMIT = 200;
const MESSAGE_LIMIT = 4000;
const CHANGE_LIMIT = 4000;
const LINE_LIMIT = 400;
const ID = 10;

/**
 * Paragraphs and fenced blocks alone: some clients show tables as they are written and drop where links lead to, so addresses are
 * printed in full.
 */
export function hoverOf(subject: HoverSubject): HoverText {
  const { commit, change, links } = subject;
  const shown = change === null ? null : plainParagraphs(shortLines(change), CHANGE_LIMIT);
  const head = commit === null ? uncommittedHead(shown) : headOf(commit, subject.now);
  const message = commit && plainParagraphs(commit.message, MESSAGE_LIMIT);
  const rest = (code: (text: string) => string) =>
    commit === null ? [] : [...originLines(commit, code), ...linkLines(links)];
  const blocks = (fence: (text: string, language: string) => string, tail: string) => [
    ...(message ? [fence(message, 'text')] : []),
    ...(shown ? [fence(shown, 'diff')] : []),
    ...(tail === '' ? [] : [tail]),
  ];
  // Two blanks at the end of a line break it in Markdown.
  const markdown = blocks(codeBlock, rest((text) => `\`${text.replaceAll('`', "'")}\``).join('  \n'));
  const plain = blocks((text) => text, rest((text) => text).join('\n'));
  return {
    markdown: [head.markdown, ...markdown].join('\n\n'),
    plain: [head.plain, ...plain].join('\n\n'),
  };
}

function uncommittedHead(change: string | null): HoverText {
  const words = change === null ? 'Not committed yet' : 'Not committed yet; against HEAD:';
  return { markdown: `**${words}**`, plain: words };
}

function headOf({ commit, author, committer, boundary }: HoverCommit, now: number): HoverText {
  const who = plainLine(author.name, NAME_LIMIT);
  const mail = plainLine(author.email, 2 * NAME_LIMIT);
  const when = `${ageText(author.time, now)} (${absoluteDate(author)})`;
  const other = committer.name === author.name ? '' : plainLine(committer.name, NAME_LIMIT);
  const by = (name: string) => (other === '' ? '' : ` · committed by ${name}`);
  const id = commit.slice(0, ID);
  const end = boundary ? ' · boundary' : '';
  return {
    markdown: `**${escapeMarkdown(who)}** \\<${escapeMarkdown(mail)}\\> · ${when}${by(escapeMarkdown(other))} · \`${id}\`${end}`,
    plain: `${who} <${mail}> · ${when}${by(other)} · ${id}${end}`,
  };
}

/** Addresses are made of what needs no escaping; ids and paths are shown as code. */
function originLines({ previous, path }: HoverCommit, code: (text: string) => string): string[] {
  if (previous === null) return [];
  const name = previous.path === path ? '' : ` as ${code(plainLine(previous.path, PATH_LIMIT))}`;
  return [`Before: ${code(previous.commit.slice(0, ID))}${name}`];
}

function linkLines(links: HoverSubject['links']): string[] {
  if (links === null || links === 'noRemote' || links === 'unknownHost') return [];
  if (links === 'notPushed') return [`Links: ${noLinksWords.notPushed}`];
  const { commit, line, file, pullRequest } = links;
  return [
    ...(commit === null ? [] : [`Commit: ${commit}`]),
    ...((line ?? file) === null ? [] : [`File: ${line ?? file}`]),
    ...(pullRequest === null ? [] : [`Request ${pullRequest.label}: ${pullRequest.url}`]),
  ];
}

function shortLines(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => (line.length > LINE_LIMIT ? `${line.slice(0, LINE_LIMIT)}…` : line))
    .join('\n');
}
