/** Cuts the change that one line came with out of a difference, and says which line it took the place of. */
import {
  CONTEXT,
  type DiffTexts,
  hunkText,
  type Lines,
  linesOf,
  type Region,
  regionsOf,
} from './unifiedDiff.ts';

export interface LineHunk {
  /** One hunk of a unified diff with its header line; null when the line was not changed. */
  readonly diff: string | null;
  /** The line before that this one stands for, 0-based: its counterpart, else its neighbour. Null when there was no text. */
  readonly lineBefore: number | null;
  /** Lines that have the same `diff`, the asked one among them; the end is exclusive. */
  readonly sameDiff: { readonly start: number; readonly end: number };
}

/** Lines of a hunk at most; of a longer one what is around the line. */
const MOST_LINES = 24;

/** `line` is 0-based in `after`. */
export function lineHunk(texts: DiffTexts, line: number): LineHunk {
  const before = linesOf(texts.before);
  const region = regionsOf(texts.quads).find(({ b, bCount }) => b <= line && line < b + bCount) ?? null;
  const lineBefore = before.length === 0 ? null : lineIn(texts.quads, line, before.length);
  const alone = { start: line, end: line + 1 };
  if (region === null) return { diff: null, lineBefore, sameDiff: alone };
  const after = linesOf(texts.after);
  const diff = hunkText(around(region, line, { before, after }), { before, after });
  const { b, bCount } = region;
  return { diff, lineBefore, sameDiff: isWhole(region) ? { start: b, end: b + bCount } : alone };
}

/** Where a line of the text after is in the text before, which has `count` lines; a new line is where it was put in. */
export function lineIn(quads: Int32Array, line: number, count: number): number {
  let shift = 0;
  for (let at = 0; at < quads.length; at += 4) {
    const [a = 0, aCount = 0, b = 0, bCount = 0] = quads.subarray(at, at + 4);
    if (line < b) break;
    if (line < b + bCount) return clamp(aCount === 0 ? a : a + Math.min(line - b, aCount - 1), count);
    shift = a + aCount - (b + bCount);
  }
  return clamp(line + shift, count);
}

function clamp(line: number, count: number): number {
  return Math.max(0, Math.min(line, count - 1));
}

interface Excerpt {
  readonly region: Region;
  /** Unchanged lines before and after. */
  readonly lead: number;
  readonly tail: number;
}

function around(
  region: Region,
  line: number,
  { before, after }: { readonly before: Lines; readonly after: Lines },
): Excerpt {
  const { a, aCount, b, bCount } = region;
  if (isWhole(region)) {
    const tail = Math.min(CONTEXT, before.length - a - aCount, after.length - b - bCount);
    return { region, lead: Math.min(CONTEXT, a, b), tail };
  }
  // Each side gets half, and what the other one does not need.
  const deleted = Math.max(MOST_LINES / 2, MOST_LINES - bCount);
  const added = Math.max(MOST_LINES / 2, MOST_LINES - aCount);
  const from = windowOf(line - b, bCount, added);
  const fromDeleted = windowOf(line - b, aCount, deleted);
  const cut = {
    a: a + fromDeleted,
    aCount: Math.min(aCount, deleted),
    b: b + from,
    bCount: Math.min(bCount, added),
  };
  return { region: cut, lead: 0, tail: 0 };
}

/** Whether the region is shown in full. */
function isWhole({ aCount, bCount }: Region): boolean {
  return aCount + bCount <= MOST_LINES;
}

/** The first of `size` lines around one of `count`. */
function windowOf(line: number, count: number, size: number): number {
  return Math.max(0, Math.min(line - Math.floor(size / 2), count - size));
}
