/** Turns a blamed file into columns like those of `git blame`, coloured by age where there is a terminal. */
import type { BlamePart, Commit, Hunk } from './wire.ts';

export interface RenderOptions {
  /** For a terminal: colours unless `plain`, and control characters of the content made visible. */
  readonly terminal: boolean;
  /** No colours, whatever the output is. */
  readonly plain: boolean;
  /** Seconds since the epoch; ages are counted from here. */
  readonly now: number;
  /** The file's own path; other paths of the same file get a column. */
  readonly path: string;
}

interface Row {
  readonly id: string;
  readonly path: string;
  readonly author: string;
  readonly date: string;
  readonly colour: string;
}

const DAY = 86_400;
const RESET = '\x1b[0m';

/** Newest first: up to so many days old, this colour. */
const ages: readonly (readonly [number, string])[] = [
  [7, '\x1b[91m'],
  [30, '\x1b[33m'],
  [182, '\x1b[32m'],
  [365, '\x1b[36m'],
  [1095, '\x1b[34m'],
  [Number.POSITIVE_INFINITY, '\x1b[90m'],
];
const UNCOMMITTED = '\x1b[95m';

/** One output line for each line of `text`, without newlines. Lines no hunk covers are shown as not known. */
export function render(text: string, blame: BlamePart, options: RenderOptions): string[] {
  const lines = linesOf(text);
  const rows = rowsByLine(lines.length, blame, options);
  const clean = options.terminal ? withoutControls : (part: string) => part;
  const widest = (part: (row: Row) => string) =>
    rows.reduce((width, row) => Math.max(width, widthOf(part(row))), 0);
  const authorWidth = widest(({ author }) => author);
  const pathWidth = rows.some(({ path }) => !isSamePath(options.path, path)) ? widest(({ path }) => path) : 0;
  const numberWidth = String(lines.length).length;

  return lines.map((line, index) => {
    const { id, path, author, date, colour } = rows[index] ?? unknown;
    const columns = [
      padded(id, 8),
      ...(pathWidth > 0 ? [padded(clean(path), pathWidth)] : []),
      `(${padded(clean(author), authorWidth)} ${padded(date, 25)} ${String(index + 1).padStart(numberWidth)})`,
    ].join(' ');
    return `${colour}${columns}${colour && RESET} ${clean(line)}`;
  });
}

const unknown: Row = { id: '', path: '', author: '', date: '', colour: '' };

/** Lines without their ends; a last line without newline counts, the nothing after the last newline does not. */
function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function rowsByLine(count: number, { hunks, commits }: BlamePart, options: RenderOptions): Row[] {
  const rows = Array<Row>(count).fill(unknown);
  for (const hunk of hunks)
    rows.fill(rowOf(hunk, commits[hunk.commit], options), hunk.startLine, hunk.endLine);
  return rows;
}

function rowOf(hunk: Hunk, commit: Commit | undefined, { terminal, plain, now }: RenderOptions): Row {
  const committed = !/^0+$/.test(hunk.commit);
  const time = commit?.author.time ?? now;
  const age = (now - time) / DAY;
  const byAge = ages.find(([days]) => age <= days)?.[1] ?? '';
  return {
    id: (hunk.boundary ? '^' : '') + hunk.commit.slice(0, hunk.boundary ? 7 : 8),
    path: hunk.originalPath,
    author: committed ? (commit?.author.name ?? '') : 'Not Committed Yet',
    date: dateText(time, commit?.author.timezone ?? '+0000'),
    colour: !terminal || plain ? '' : committed ? byAge : UNCOMMITTED,
  };
}

/** `2026-11-21 04:03:00 +0100`, in the zone given. A zone that can't be read counts as +0000. */
export function dateText(time: number, timezone: string): string {
  const [, sign, hours, minutes] = /^([+-])(\d\d)(\d\d)$/.exec(timezone) ?? ['', '+', '00', '00'];
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60 : 60);
  const date = new Date((time + offset) * 1000);
  if (Number.isNaN(date.getTime())) return `${time} ${timezone}`;
  return `${date.toISOString().slice(0, 19).replace('T', ' ')} ${sign}${hours}${minutes}`;
}

/** Control characters would move the cursor or recolour the terminal, direction marks would reorder it: shown as text. */
function withoutControls(text: string): string {
  return Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20 && character !== '\t') return `^${String.fromCharCode(code + 0x40)}`;
    return invisible.some(([from, to]) => code >= from && code <= to)
      ? `<${code.toString(16).padStart(4, '0')}>`
      : character;
  }).join('');
}

/** Delete and the second set of controls; direction marks, line separators, embeddings, overrides and isolates. */
const invisible: readonly (readonly [number, number])[] = [
  [0x7f, 0x9f],
  [0x200e, 0x200f],
  [0x2028, 0x202e],
  [0x2066, 0x2069],
];

/** Columns on a terminal, near enough: East Asian wide characters and emoji take two, combining marks none. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{Mn}|\p{Me}|\p{Cf}/u.test(character)) continue;
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]|\p{Emoji_Presentation}/u.test(
        character,
      )
        ? 2
        : 1;
  }
  return width;
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/** Hunks name files by their path in the repository, we know the file by its place on disk. */
function isSamePath(path: string, originalPath: string): boolean {
  return originalPath === '' || `/${path.replaceAll('\\', '/')}`.endsWith(`/${originalPath}`);
}
