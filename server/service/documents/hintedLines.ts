/** After which lines hints stand, by mode. */
import type { Oid } from '../../git/oid.ts';
import { isCommitted } from '../annotations.ts';
import {
  type BlameHunk,
  type FileBlame,
  hunksOf,
  type LineSpan,
  recordOf,
  sliceOfLines,
} from '../fileBlame.ts';
import type { HintMode } from '../settings/settings.ts';

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

/** Rows that are looked at before the first of their lines is told. */
const SLICE = 500;

/** The lines of a span that have a hint, in order, found as they are taken. What is not committed is recent. */
export function* hintedLines(
  blame: FileBlame,
  span: LineSpan,
  { mode, recent }: { readonly mode: HintMode; readonly recent: Recent },
): Generator<HintedLine> {
  if (mode === 'off') return;
  let before: Oid | null = null;
  const wider = withLineBefore(blame, span);
  for (const rows of sliceOfLines(blame, wider, SLICE)) {
    for (const hunk of hunksOf(rows, blame.origins, wider)) {
      const goesOn = hunk.origin.commit === before;
      before = hunk.origin.commit;
      if (mode === 'recent' && !isRecent(blame, hunk, recent)) continue;
      if (mode === 'line') yield* linesOf(hunk, span);
      else if (!goesOn && hunk.start >= span.start) yield { line: hunk.start, hunk };
    }
  }
}

/** What the line before belongs to says whether a hunk begins with the span. */
function withLineBefore(blame: FileBlame, { start, end }: LineSpan): LineSpan {
  return { start: Math.max(0, start - 1), end: Math.min(end, blame.lineCount) };
}

function* linesOf(hunk: BlameHunk, span: LineSpan): Generator<HintedLine> {
  const end = Math.min(hunk.end, span.end);
  for (let line = Math.max(hunk.start, span.start); line < end; line++) yield { line, hunk };
}

function isRecent(
  blame: FileBlame,
  { origin: { commit } }: BlameHunk,
  { since, commits: fresh }: Recent,
): boolean {
  if (!isCommitted(commit)) return true;
  if (fresh !== null && !fresh.has(commit)) return false;
  const time = recordOf(blame, commit)?.author.time ?? 0;
  return since === null || time >= since;
}
