/** After which lines hints stand, by mode. */
import type { Oid } from '../git/oid.ts';
import { isCommitted } from './annotations.ts';
import { type BlameHunk, type FileBlame, hunksWithin, type LineSpan } from './fileBlame.ts';
import type { HintMode } from './settings.ts';

/** A line with the hunk it is in. */
export interface HintedLine {
  readonly line: number;
  readonly hunk: BlameHunk;
}

/** What `recent` means in one answer: commits by the time they were written, or those that a revision does not have. */
export interface Recent {
  /** Seconds since the epoch; null for no limit. */
  readonly since: number | null;
  readonly commits: ReadonlySet<Oid> | null;
}

/** The lines of a span that have a hint, in order. What is not committed is recent. */
export function hintedLines(
  blame: FileBlame,
  span: LineSpan,
  { mode, recent }: { readonly mode: HintMode; readonly recent: Recent },
): HintedLine[] {
  if (mode === 'off') return [];
  let before: Oid | null = null;
  return hunksWithin(blame, withLineBefore(blame, span)).flatMap((hunk) => {
    const goesOn = hunk.origin.commit === before;
    before = hunk.origin.commit;
    if (mode === 'recent' && !isRecent(blame, hunk, recent)) return [];
    if (mode === 'line') return linesOf(hunk, span);
    return goesOn || hunk.start < span.start ? [] : [{ line: hunk.start, hunk }];
  });
}

/** What the line before belongs to says whether a hunk begins with the span. */
function withLineBefore(blame: FileBlame, { start, end }: LineSpan): LineSpan {
  return { start: Math.max(0, start - 1), end: Math.min(end, blame.lineCount) };
}

function linesOf(hunk: BlameHunk, span: LineSpan): HintedLine[] {
  const start = Math.max(hunk.start, span.start);
  const end = Math.min(hunk.end, span.end);
  return Array.from({ length: Math.max(0, end - start) }, (_, i) => ({ line: start + i, hunk }));
}

function isRecent(
  { commits }: FileBlame,
  { origin: { commit } }: BlameHunk,
  { since, commits: fresh }: Recent,
): boolean {
  if (!isCommitted(commit)) return true;
  if (fresh !== null && !fresh.has(commit)) return false;
  const time = commits[commit]?.author.time ?? 0;
  return since === null || time >= since;
}
