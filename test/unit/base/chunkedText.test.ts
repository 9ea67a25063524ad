/** Texts in chunks against the plain string they stand for. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { belongTogether, Chunk } from '../../../server/base/chunk.ts';
import { ChunkedText } from '../../../server/base/chunkedText.ts';
import { TextMemory } from '../../../server/base/textMemory.ts';

/** Everything that matters to lines and characters, short so that it meets the ends of chunks. */
const bit = fc.constantFrom('a', '\n', '\r', '\r\n', '😀', '\ud83d', '\ude00', 'é', '$Id', 'line\n', '');
const anyText = fc.array(bit, { maxLength: 12 }).map((bits) => bits.join(''));
const position = fc.record({ line: fc.nat({ max: 14 }), character: fc.nat({ max: 9 }) });

/** The text cut wherever `wishes` say and it is allowed. */
function cut(text: string, wishes: readonly number[]): ChunkedText {
  const cuts = wishes
    .map((wish) => wish % (text.length + 1))
    .filter((at) => !belongTogether(text.charCodeAt(at - 1), text.charCodeAt(at)));
  const ends = [...new Set([...cuts, text.length])].filter((at) => at > 0).sort((a, b) => a - b);
  const chunks = ends.map((end, index) => new Chunk(text.slice(ends[index - 1] ?? 0, end)));
  return new ChunkedText(chunks, { memory: new TextMemory() });
}

/** Lines as LSP has them: where each starts, and where it ends without its terminator. */
function linesOf(text: string): { start: number; end: number }[] {
  const lines = [{ start: 0, end: text.length }];
  for (const { index, 0: terminator } of text.matchAll(/\r\n|\r|\n/g)) {
    const last = lines.at(-1);
    if (last) last.end = index;
    lines.push({ start: index + terminator.length, end: text.length });
  }
  return lines;
}

function offsetIn(text: string, at: { line: number; character: number }): number {
  const line = linesOf(text)[at.line];
  return line ? Math.min(line.start + at.character, line.end) : text.length;
}

function check(chunked: ChunkedText, text: string): void {
  expect(chunked.toString()).toBe(text);
  expect([chunked.length, chunked.breaks + 1]).toEqual([text.length, linesOf(text).length]);
  const gitLines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  const count = text === '' ? 0 : text.endsWith('\n') ? gitLines.length - 1 : gitLines.length;
  expect(chunked.lineCount).toBe(count);
  for (let line = 0; line < count; line++) {
    const isLast = line === gitLines.length - 1;
    expect(chunked.line(line)).toBe(isLast ? text.slice(text.lastIndexOf('\n') + 1) : gitLines[line]);
  }
  const { chunks } = chunked;
  const whole = chunks.every((chunk, index) => {
    const next = chunks[index + 1]?.text ?? '';
    return !belongTogether(chunk.text.charCodeAt(chunk.length - 1), next.charCodeAt(0));
  });
  expect(whole).toBe(true);
}

describe('a text in chunks', () => {
  it('has the lines, places and parts of the string', () => {
    const property = fc.property(anyText, fc.array(fc.nat()), position, (text, wishes, at) => {
      const chunked = cut(text, wishes);
      check(chunked, text);
      const offset = offsetIn(text, at);
      expect(chunked.offsetAt(at)).toBe(offset);
      const line = linesOf(text)[at.line];
      expect(chunked.lengthOfLine(at.line)).toBe(line ? line.end - line.start : 0);
      expect(chunked.slice(Math.min(offset, at.character), offset)).toBe(
        text.slice(Math.min(offset, at.character), offset),
      );
      const next = linesOf(text)[at.line + 1]?.start ?? text.length;
      expect(chunked.startOf(at.line, at.character)).toBe(
        line ? text.slice(line.start, Math.min(next, line.start + at.character)) : '',
      );
    });
    fc.assert(property, { numRuns: 500 });
  });

  it('is edited as the string is, again and again', () => {
    const edits = fc.array(fc.record({ from: position, to: position, text: anyText }), { maxLength: 8 });
    const property = fc.property(anyText, fc.array(fc.nat()), edits, (before, wishes, changes) => {
      let text = before;
      let chunked = cut(text, wishes);
      for (const { from, to, text: added } of changes) {
        const [start, end] = [offsetIn(text, from), offsetIn(text, to)].sort((a, b) => a - b);
        const spliced = chunked.spliced(start ?? 0, end ?? 0, cut(added, wishes));
        chunked = chunked.replaced(start ?? 0, end ?? 0, added);
        text = text.slice(0, start) + added + text.slice(end);
        check(chunked, text);
        check(spliced, text);
        if (wishes.length % 2 === 0) chunked = spliced;
      }
    });
    fc.assert(property, { numRuns: 500 });
  });

  it('shares what an edit does not touch', () => {
    const text = ChunkedText.of('some words of a line\r\n'.repeat(20_000));
    expect(text.chunks.length).toBeGreaterThan(40);
    const edited = text.replaced(200_000, 200_010, 'other words\n');
    const shared = edited.chunks.filter((chunk) => text.chunks.includes(chunk));
    expect(text.chunks.length - shared.length).toBeLessThanOrEqual(2);
    expect(text.toString()).toBe('some words of a line\r\n'.repeat(20_000));
  });

  it('takes the chunks of a long text that is put in as they are', () => {
    const text = ChunkedText.of('some words of a line\r\n'.repeat(20_000));
    const added = ChunkedText.of('pasted\n'.repeat(60_000));
    const edited = text.spliced(200_001, 200_010, added);
    const shared = edited.chunks.filter(
      (chunk) => added.chunks.includes(chunk) || text.chunks.includes(chunk),
    );
    expect(edited.chunks.length - shared.length).toBeLessThanOrEqual(3);
    const plain = text.toString();
    check(edited, plain.slice(0, 200_001) + added.toString() + plain.slice(200_010));
  });

  it('cuts lines that are longer than chunks, but no character', () => {
    const line = 'x😀'.repeat(20_000);
    const text = ChunkedText.of(line);
    expect(text.chunks.length).toBeGreaterThan(3);
    check(text, line);
  });

  it('stays in few chunks when it shrinks', () => {
    let text = ChunkedText.of('abc\n'.repeat(50_000));
    while (text.length > 400) text = text.replaced(100, Math.min(text.length, 6000), '');
    expect(text.chunks.length).toBeLessThanOrEqual(2);
  });
});
