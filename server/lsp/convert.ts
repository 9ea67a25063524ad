/** Between the wire and the service: URIs and paths, ranges and lines, hunks and commits. */
import { fileURLToPath } from 'node:url';
import type { CommitLinks, NoLinks } from '../present/links/links.ts';
import {
  type FileBlame,
  hunksOf,
  type LineSpan,
  recordOf,
  type BlameHunk as ServiceHunk,
} from '../service/fileBlame.ts';
import type { ServiceStats } from '../service/stats.ts';
import { InvalidParams } from './errors.ts';
import type {
  BlameCommit,
  BlameCommitResult,
  BlameHunk,
  BlameLinks,
  BlameStats,
  WireRange,
} from './protocol.ts';

/** The file a URI names; null when it names none that can be in a work tree. `windows` is the system's own kind. */
export function pathOfUri(uri: string, windows: boolean): string | null {
  if (latest.uri !== uri || latest.windows !== windows) latest = { uri, windows, path: pathIn(uri, windows) };
  return latest.path;
}

/** What was asked about last: a keystroke asks several times, and taking a URI apart takes longer than most of what is done for it. */
let latest: { readonly uri: string; readonly windows: boolean; readonly path: string | null } = {
  uri: '',
  windows: false,
  path: null,
};

function pathIn(uri: string, windows: boolean): string | null {
  if (!/^file:/i.test(uri)) return null;
  try {
    const path = fileURLToPath(uri, { windows });
    return path.includes('\0') ? null : path;
  } catch {
    // Another host, an encoded separator, bytes that are no text: nothing we could open.
    return null;
  }
}

/** The lines of `lineCount` that a range touches; null for all. A start beyond the end is the caller's mistake. */
export function linesOfRange(range: WireRange | null, lineCount: number): LineSpan {
  if (!range) return { start: 0, end: lineCount };
  const { start, end } = range;
  if (start.line > lineCount) {
    throw new InvalidParams(`range starts at line ${start.line}, but the text has ${lineCount} lines`);
  }
  const last = end.character > 0 ? end.line + 1 : end.line;
  return { start: start.line, end: Math.min(last, lineCount) };
}

export function toWireHunk({ start, end, origin, sourceLine, ignored, unblamable }: ServiceHunk): BlameHunk {
  return {
    startLine: start,
    endLine: end,
    commit: origin.commit,
    originalLine: sourceLine,
    originalPath: pathText(origin.path),
    ...(origin.previous && {
      previous: { commit: origin.previous.commit, path: pathText(origin.previous.path) },
    }),
    ...(origin.boundary && { boundary: true as const }),
    ...(ignored && { ignored: true as const }),
    ...(unblamable && { unblamable: true as const }),
  };
}

/** Hunks of some lines, and exactly the commits they name. */
export function toWireLines(
  { rows, origins, ...records }: Omit<FileBlame, 'lineCount'>,
  span: LineSpan,
): { hunks: BlameHunk[]; commits: Record<string, BlameCommit> } {
  const hunks = hunksOf(rows, origins, span).map(toWireHunk);
  const named: Record<string, BlameCommit> = {};
  for (const { commit } of hunks) {
    const record = recordOf(records, commit);
    if (record) named[commit] ??= record;
  }
  return { hunks, commits: named };
}

type CommitDetails = Pick<
  BlameCommitResult,
  'commit' | 'summary' | 'message' | 'author' | 'committer' | 'parents'
> & {
  readonly change: {
    insertions: number;
    deletions: number;
    diff: string | null;
    pathBefore: string | null;
  } | null;
};

export function toWireCommit(
  { change, ...rest }: CommitDetails,
  links: CommitLinks | NoLinks,
): BlameCommitResult {
  const { commit, summary, message, author, committer, parents } = rest;
  const stats = change && { insertions: change.insertions, deletions: change.deletions };
  const before = change?.pathBefore ?? null;
  return {
    commit,
    summary,
    message,
    author,
    committer,
    parents,
    stats,
    diff: change?.diff ?? null,
    previousPath: before === null ? null : pathText(before),
    ...(typeof links === 'string'
      ? { links: null, noLinks: links }
      : { links: toWireLinks(links), noLinks: null }),
  };
}

function toWireLinks({ remote, site, commit, file, pullRequest }: CommitLinks): BlameLinks {
  return { remote, site, commit, file, pullRequest };
}

export function toWireStats(
  stats: ServiceStats,
  { rss, texts, watching }: { rss: number; texts: number; watching: BlameStats['watching'] },
): BlameStats {
  const { caches, ...rest } = stats;
  return { ...rest, watching, memory: { rss, caches: { ...caches, texts } } };
}

/** ASCII is the same in both. */
const isPlain = /^[\x20-\x7e]*$/;

/** Paths are bytes inside; on the wire they are text. */
export function pathText(path: string): string {
  // An answer has one for each of its hunks.
  return isPlain.test(path) ? path : Buffer.from(path, 'latin1').toString();
}

/** The bytes of a path given as text. */
export function pathBytes(text: string): string {
  return Buffer.from(text).toString('latin1');
}
