/** Carries ranges of lines back over a difference, the way `git log -L` does. */

/** Lines are 0-based, `end` exclusive. */
export interface LineSpan {
  readonly start: number;
  readonly end: number;
}

/** What became of ranges of the text after, in the text before. */
export interface CarriedBack {
  /** Whether a change lies in the ranges: lines that were put in or changed, or lines taken out between two of theirs. */
  readonly touched: boolean;
  /** Sorted and apart from each other; lines that are new have none. */
  readonly before: LineSpan[];
}

/**
 * `quads` holds the changed regions in order, four numbers each: first line before, count, first line after, count. `ranges`
 * are sorted and apart. What a change replaced comes whole, however little of it the ranges touch.
 */
export function carryBack(quads: Int32Array, ranges: readonly LineSpan[]): CarriedBack {
  const pieces: LineSpan[] = [];
  let touched = false;
  for (const { start, end } of ranges) {
    let line = start;
    // What has to be added to a line after, to get the line before.
    let offset = 0;
    for (let at = 0; at < quads.length; at += 4) {
      const { a, aCount, b, bCount } = regionAt(quads, at);
      if (b >= end) break;
      // A change touches the range it overlaps; lines taken out at its very ends are not its own.
      if (b + bCount > start) {
        touched = true;
        if (b > line) pieces.push({ start: line + offset, end: b + offset });
        pieces.push({ start: a, end: a + aCount });
        line = Math.max(line, b + bCount);
      }
      offset += aCount - bCount;
    }
    if (line < end) pieces.push({ start: line + offset, end: end + offset });
  }
  return { touched, before: joined(pieces) };
}

function regionAt(quads: Int32Array, at: number) {
  return {
    a: quads[at] ?? 0,
    aCount: quads[at + 1] ?? 0,
    b: quads[at + 2] ?? 0,
    bCount: quads[at + 3] ?? 0,
  };
}

/** Sorted, empty ones left out, overlapping and touching ones made one. */
export function joined(spans: readonly LineSpan[]): LineSpan[] {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (start >= end) continue;
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}
