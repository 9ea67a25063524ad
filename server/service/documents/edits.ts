/** Edits of open documents by lines: where a line of an older version is in the newest one. */

/** Lines [line, line + removed) became `added` lines. 0-based. */
export interface LineEdit {
  readonly line: number;
  readonly removed: number;
  readonly added: number;
}

interface Step {
  readonly version: number;
  /** Null: nobody can say where the text has changed. */
  readonly edits: readonly LineEdit[] | null;
}

/** Versions remembered for each document. */
const MAX_STEPS = 100;

const none: readonly LineEdit[] = [];

export class EditLog {
  private readonly steps = new Map<string, Step[]>();

  /** A document has got a new version by these edits, each relative to the text that the ones before made. */
  note(uri: string, version: number, edits: readonly LineEdit[] | null): void {
    const steps = this.steps.get(uri) ?? [];
    steps.push({ version, edits });
    if (steps.length > MAX_STEPS) steps.shift();
    this.steps.set(uri, steps);
  }

  /** A document was opened at a version, or closed (null). */
  begin(uri: string, version: number | null): void {
    if (version === null) this.steps.delete(uri);
    else this.steps.set(uri, [{ version, edits: none }]);
  }

  /** Whether the document has had this version a short while ago. */
  knows(uri: string, version: number): boolean {
    return this.steps.get(uri)?.some((step) => step.version === version) ?? false;
  }

  /**
   * Where a line of an older version is in the newest one; null when it was touched since, or when that version is not
   * remembered. The boundary after the last line of a text counts as a line.
   */
  lineNow(uri: string, version: number, line: number): number | null {
    const steps = this.steps.get(uri) ?? [];
    const from = steps.findIndex((step) => step.version === version);
    if (from < 0) return null;
    let now: number | null = line;
    for (const { edits } of steps.slice(from + 1)) {
      if (edits === null) return null;
      for (const edit of edits) now = now === null ? null : movedLine(now, edit);
    }
    return now;
  }
}

function movedLine(at: number, { line, removed, added }: LineEdit): number | null {
  if (at < line) return at;
  return at < line + removed ? null : at + added - removed;
}

/** A change as an editor sends it: columns in the same units as `lengthOfLine` gives. */
export interface RangeChange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
  /** What is put in. */
  readonly text: PutIn;
}

/** As much of a text as says which lines it touches. */
export interface PutIn {
  /** Its line feeds. */
  readonly feeds: number;
  /** Its first two characters, and its last one; of an empty text nothing. */
  readonly start: string;
  readonly end: string;
}

export function putIn(text: string): PutIn {
  return { feeds: text.split('\n').length - 1, start: text.slice(0, 2), end: text.slice(-1) };
}

/**
 * The lines that a change touches. What is put in at the end or at the start of a line leaves that line as it was.
 * `lengthOfLine`: of the text before the change, without the line's end.
 */
export function linesTouched(
  { start, end, text }: RangeChange,
  lengthOfLine: (line: number) => number,
): LineEdit {
  const breaks = text.feeds;
  const removed = end.line - start.line;
  const whole = { line: start.line, removed: removed + 1, added: breaks + 1 };
  if (start.character === 0 && end.character === 0 && (text.end === '' || text.end === '\n'))
    return { line: start.line, removed, added: breaks };
  const startsAfter = text.start.startsWith('\n') || text.start === '\r\n';
  const isInsertion = removed === 0 && start.character === end.character;
  if (isInsertion && startsAfter && start.character >= lengthOfLine(start.line))
    return { line: start.line + 1, removed: 0, added: breaks };
  return whole;
}

/** Lines [start, start + removed) of a text have become [line, line + added) of a later one. */
interface Region {
  readonly start: number;
  readonly removed: number;
  readonly line: number;
  readonly added: number;
}

/**
 * What several edits, each relative to the text that the ones before made, have changed together: four numbers a region, first line
 * and number of lines before and after, in order. Regions that touch are one.
 */
export function quadsOf(edits: readonly LineEdit[]): number[] {
  const regions = edits.reduce<Region[]>(withEdit, []);
  const changed = regions.filter(({ removed, added }) => removed + added > 0);
  return changed.flatMap(({ start, removed, line, added }) => [start, removed, line, added]);
}

function withEdit(regions: readonly Region[], edit: LineEdit): Region[] {
  const [from, to] = [edit.line, edit.line + edit.removed];
  const before = regions.filter(({ line, added }) => line + added < from);
  const behind = regions.filter(({ line }) => line > to);
  const touched = regions.slice(before.length, regions.length - behind.length);
  const shift = edit.added - edit.removed;
  // How many lines further on a line between two regions is than it was.
  const last = before.at(-1);
  const moved = last ? last.line + last.added - (last.start + last.removed) : 0;
  const inside = touched.reduce((sum, { removed, added }) => sum + added - removed, 0);
  const line = Math.min(from, touched[0]?.line ?? from);
  const end = touched.reduce((most, each) => Math.max(most, each.line + each.added), to);
  const added = end - line + shift;
  const region = { start: line - moved, removed: end - line - inside, line, added };
  return [...before, region, ...behind.map((each) => ({ ...each, line: each.line + shift }))];
}
