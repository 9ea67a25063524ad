/** Writes what a commit did to a file as a unified diff. */
import { quotePath } from '../git/quotePath.ts';

const LINE_FEED = 0x0a;

/** Lines of context around a change. */
export const CONTEXT = 3;

export interface DiffTexts {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  /** Changed regions in order, four numbers each: first line before, count, first line after, count. */
  readonly quads: Int32Array;
}

/** Names for the two header lines, null for a side that does not exist. */
export interface DiffNames {
  readonly before: string | null;
  readonly after: string | null;
}

/** A changed region: first line and count before (a) and after (b). */
export interface Region {
  readonly a: number;
  readonly aCount: number;
  readonly b: number;
  readonly bCount: number;
}

/** The empty string when nothing differs. Bytes that are not UTF-8 come out as replacement characters. */
export function unifiedDiff(texts: DiffTexts, names: DiffNames): string {
  if (texts.quads.length === 0) return '';
  const before = linesOf(texts.before);
  const after = linesOf(texts.after);
  const out = [`--- ${headerName('a', names.before)}\n`, `+++ ${headerName('b', names.after)}\n`];
  for (const group of groups(regionsOf(texts.quads))) writeGroup(group, { before, after, out });
  return out.join('');
}

/** As git writes it: a name that would end the line is in quotes. */
function headerName(side: 'a' | 'b', name: string | null): string {
  return name === null ? '/dev/null' : quotePath(`${side}/${name}`, false);
}

/** One hunk of one region with so many unchanged lines before and after it. */
export function hunkText(
  { region, lead, tail }: { readonly region: Region; readonly lead: number; readonly tail: number },
  { before, after }: { readonly before: Lines; readonly after: Lines },
): string {
  const { a, aCount, b, bCount } = region;
  const aEnd = a + aCount + tail;
  const out = [`@@ -${span(a - lead, aEnd)} +${span(b - lead, b + bCount + tail)} @@\n`];
  push(out, ' ', before.slice(a - lead, a));
  push(out, '-', before.slice(a, a + aCount));
  push(out, '+', after.slice(b, b + bCount));
  push(out, ' ', before.slice(a + aCount, aEnd));
  return out.join('');
}

/** Inserted and deleted lines. */
export function countChanges(quads: Int32Array): { insertions: number; deletions: number } {
  let [insertions, deletions] = [0, 0];
  for (let at = 0; at < quads.length; at += 4) {
    deletions += quads[at + 1] ?? 0;
    insertions += quads[at + 3] ?? 0;
  }
  return { insertions, deletions };
}

export function regionsOf(quads: Int32Array): Region[] {
  return Array.from({ length: quads.length / 4 }, (_, index) => {
    const [a = 0, aCount = 0, b = 0, bCount = 0] = quads.subarray(index * 4, index * 4 + 4);
    return { a, aCount, b, bCount };
  });
}

/** Regions so near to each other that their contexts touch share a header. */
function groups(regions: readonly Region[]): Region[][] {
  const result: Region[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const region of regions) {
    if (region.a - end <= 2 * CONTEXT) result.at(-1)?.push(region);
    else result.push([region]);
    end = region.a + region.aCount;
  }
  return result;
}

interface Page {
  readonly before: Lines;
  readonly after: Lines;
  readonly out: string[];
}

function writeGroup(group: readonly Region[], { before, after, out }: Page): void {
  const first = group[0];
  const last = group.at(-1);
  if (!first || !last) return;
  const lead = Math.min(CONTEXT, first.a, first.b);
  const tail = Math.min(CONTEXT, before.length - last.a - last.aCount);
  const aStart = first.a - lead;
  const bStart = first.b - lead;
  const aEnd = last.a + last.aCount + tail;
  const bEnd = last.b + last.bCount + tail;
  out.push(`@@ -${span(aStart, aEnd)} +${span(bStart, bEnd)} @@\n`);
  let a = aStart;
  for (const region of group) {
    push(out, ' ', before.slice(a, region.a));
    push(out, '-', before.slice(region.a, region.a + region.aCount));
    push(out, '+', after.slice(region.b, region.b + region.bCount));
    a = region.a + region.aCount;
  }
  push(out, ' ', before.slice(a, aEnd));
}

/** `start,count`, 1-based; an empty span names the line before it. */
function span(start: number, end: number): string {
  const count = end - start;
  if (count === 1) return `${start + 1}`;
  return `${count === 0 ? start : start + 1},${count}`;
}

function push(out: string[], mark: string, lines: readonly string[]): void {
  for (const line of lines) {
    out.push(line.endsWith('\n') ? `${mark}${line}` : `${mark}${line}\n\\ No newline at end of file\n`);
  }
}

/** Lines of a text, of which those that are asked for become strings. */
export interface Lines {
  readonly length: number;
  /** Each with its newline; the last may lack it. Bytes that are not UTF-8 come out as replacement characters. */
  slice(start: number, end: number): readonly string[];
}

export function linesOf(bytes: Uint8Array): Lines {
  const starts = [0];
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) starts.push(at + 1);
  if (starts.at(-1) !== bytes.length) starts.push(bytes.length);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return {
    length: starts.length - 1,
    slice(start, end) {
      const text = decoder.decode(bytes.subarray(starts[start], starts[Math.min(end, starts.length - 1)]));
      return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
    },
  };
}
