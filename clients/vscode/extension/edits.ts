/** Where a line is after an edit: pure. */

/** A change of a text as editors tell it: lines of the text before, and what takes their place. */
export interface Change {
  readonly range: { readonly start: Place; readonly end: Place };
  readonly text: string;
}

interface Place {
  readonly line: number;
  readonly character: number;
}

/** Null when the line was touched. The changes all count in the text before them, and do not overlap. */
export function lineAfter(line: number, changes: readonly Change[]): number | null {
  let moved = line;
  for (const { range, text } of changes) {
    if (range.start.line > line) continue;
    const added = text.split('\n').length - 1;
    const removed = range.end.line - range.start.line;
    const isBefore =
      range.end.line < line ||
      // Whole lines put in or taken out above leave the line's own text alone.
      (range.end.line === line && range.end.character === 0 && endsWhole(range.start, text));
    if (!isBefore) return null;
    moved += added - removed;
  }
  return moved;
}

function endsWhole(start: Place, text: string): boolean {
  return text.endsWith('\n') || (text === '' && start.character === 0);
}
