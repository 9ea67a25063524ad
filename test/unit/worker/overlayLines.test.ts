/** Remembered lines change nothing but the work: every comparison equals one from scratch. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Cancelled, neverCancelled } from '../../../server/base/cancel.ts';
import { ChunkedText } from '../../../server/base/chunkedText.ts';
import { type SharedText, textOf } from '../../../server/base/sharedText.ts';
import { lineDiff } from '../../../server/diff/lineDiff.ts';
import { share } from '../../../server/service/documents/texts.ts';
import { OverlayLines } from '../../../server/worker/overlayLines.ts';
import { applyEdit, join, textPair } from '../../support/arbitraryText.ts';

const options = { diffAlgorithm: 'myers', indentHeuristic: true, ignoreWhitespace: false } as const;
/** What is typed and pasted, and what comes at the ends of files. */
const piece = fc.constantFrom('', 'x', '\n', '\r\n', 'line 3\n', 'a\nb\n', 'line 3\nline 4\n'.repeat(900));
const bytes = (text: string) => Buffer.from(text);
const blobOf = (oid: string, overrides = '') => ({ oid, overrides });

function fromScratch(before: string, after: string, ignoreWhitespace: boolean): number[] {
  return [
    ...lineDiff(bytes(before), bytes(after), { algorithm: 'myers', indentHeuristic: true, ignoreWhitespace }),
  ];
}

describe('texts laid over a committed file', () => {
  it('compare as from scratch, edit after edit', () => {
    const edits = fc.array(
      fc.record({
        at: fc.nat(),
        remove: fc.nat({ max: 3 }),
        insert: fc.array(fc.constantFrom('a', '}', '', 'new'), { maxLength: 3 }),
      }),
      { maxLength: 6 },
    );
    const property = fc.property(textPair, edits, fc.boolean(), (pair, changes, ignoreWhitespace) => {
      const overlays = new OverlayLines();
      let text = pair.after.split('\n');
      for (const change of [null, ...changes]) {
        if (change) text = applyEdit(text, change);
        const after = join(text, text.length % 2 === 0);
        const layers = { blob: blobOf('b'), committed: bytes(pair.before), content: textOf(bytes(after)) };
        const { quads } = overlays.diff(layers, { ...options, ignoreWhitespace }, neverCancelled);
        expect([...quads]).toEqual(fromScratch(pair.before, after, ignoreWhitespace));
      }
    });
    fc.assert(property, { numRuns: 60 });
  });

  it('compare as from scratch when they come in pieces', async () => {
    const change = fc.record({ at: fc.nat(), remove: fc.nat({ max: 60 }), text: piece });
    const property = fc.asyncProperty(
      fc.array(change, { maxLength: 8 }),
      fc.boolean(),
      async (changes, ends) => {
        const before =
          Array.from({ length: 4000 }, (_, line) => `line ${line % 700}\n`).join('') + (ends ? '' : 'end');
        const overlays = new OverlayLines();
        let text = before;
        let chunked = ChunkedText.of(text);
        for (const { at, remove, text: added } of changes) {
          const start = at % (text.length + 1);
          const end = Math.min(text.length, start + remove);
          chunked = chunked.replaced(start, end, added);
          text = text.slice(0, start) + added + text.slice(end);
          const layers = { blob: blobOf('b'), committed: bytes(before), content: await share(chunked) };
          const { quads, lineCount } = overlays.diff(layers, options, neverCancelled);
          expect([...quads]).toEqual(fromScratch(before, text, false));
          expect(lineCount).toBe(chunked.lineCount);
        }
      },
    );
    await fc.assert(property, { numRuns: 40 });
  });

  it('are remembered within bounds, but for one huge one while it is worked on', () => {
    const committed = bytes('a\nb\n');
    const rests: (() => void)[] = [];
    // More than the memory that somebody may have left for the next one.
    const most = 10_000_000;
    const overlays = new OverlayLines(most, (_, action) => void rests.push(action));
    overlays.diff({ blob: blobOf('x'), committed, content: textOf(bytes('a\n')) }, options, neverCancelled);
    expect(overlays.text(blobOf('x'))).toBe(committed);
    expect(overlays.bytes).toBeGreaterThan(0);
    const huge = bytes('line\n'.repeat(1_000_000));
    overlays.diff(
      { blob: blobOf('y'), committed: huge, content: textOf(bytes('a\n')) },
      options,
      neverCancelled,
    );
    expect(overlays.text(blobOf('x'))).toBe(committed);
    expect(overlays.text(blobOf('y'))).toBe(huge);
    const held = overlays.bytes;
    expect(held).toBeGreaterThan(most);
    overlays.diff(
      { blob: blobOf('z'), committed: huge, content: textOf(bytes('b\n')) },
      options,
      neverCancelled,
    );
    expect(overlays.text(blobOf('y'))).toBeNull();
    expect(overlays.text(blobOf('z'))).toBe(huge);
    expect(overlays.bytes).toBeLessThan(1.1 * held);
    // The rest after an earlier edit is over in the middle of the work.
    rests[0]?.();
    expect(overlays.text(blobOf('z'))).toBe(huge);
    rests[1]?.();
    expect(overlays.text(blobOf('x'))).toBe(committed);
    expect(overlays.text(blobOf('z'))).toBeNull();
  });

  it('are as they were when the comparison is given up', () => {
    const overlays = new OverlayLines();
    const committed = bytes('a\n');
    const layers = { blob: blobOf('x'), committed, content: textOf(bytes('b\n')) };
    overlays.diff(layers, options, neverCancelled);
    const cancel = {
      check() {
        throw new Cancelled();
      },
    };
    expect(() => overlays.diff({ ...layers, content: textOf(bytes('c\n')) }, options, cancel)).toThrow(
      Cancelled,
    );
    expect(overlays.text(blobOf('x'))).toBe(committed);
    const { quads } = overlays.diff(layers, options, neverCancelled);
    expect([...quads]).toEqual(fromScratch('a\n', 'b\n', false));
  });

  it('are those of the object that a replacement ref puts in its place', () => {
    const overlays = new OverlayLines();
    const content = textOf(bytes('b\n'));
    const [plain, replaced] = [bytes('a\n'), bytes('b\n')];
    overlays.diff({ blob: blobOf('x'), committed: plain, content }, options, neverCancelled);
    const blob = blobOf('x', 'refs/replace/x');
    expect(overlays.text(blob)).toBeNull();
    const { quads } = overlays.diff({ blob, committed: replaced, content }, options, neverCancelled);
    expect([[...quads], overlays.text(blobOf('x'))]).toEqual([[], null]);
  });

  it('are there before the first edit of the text that was opened last', async () => {
    const rests: (() => void)[] = [];
    const overlays = new OverlayLines(1_000_000, (_, action) => void rests.push(action));
    const before = 'some words of a line\n'.repeat(3000);
    const committed = bytes(before);
    const text = ChunkedText.of(before);
    const content = await share(text);
    for (const oid of ['x', 'y']) overlays.expect({ blob: blobOf(oid), committed, content });
    for (const rest of rests) rest();
    expect([overlays.text(blobOf('x')), overlays.text(blobOf('y'))]).toEqual([null, committed]);
    const read = overlays.work.bytesRead;
    const edited = await share(text.replaced(30_000, 30_000, 'x'));
    const layers = { blob: blobOf('y'), committed, content: edited };
    expect([...overlays.diff(layers, options, neverCancelled).quads]).toEqual([1428, 1, 1428, 1]);
    expect(overlays.work.bytesRead - read).toBeLessThan(20_000);
  });

  it('are not read ahead where there is no room', () => {
    const rests: (() => void)[] = [];
    const overlays = new OverlayLines(1_000_000, (_, action) => void rests.push(action));
    const committed = bytes('line\n'.repeat(100_000));
    overlays.expect({ blob: blobOf('x'), committed, content: textOf(committed) });
    for (const rest of rests) rest();
    expect([overlays.text(blobOf('x')), overlays.bytes]).toEqual([null, 0]);
  });

  it('hold no bytes of a text once it was compared: its memory may be gone', async () => {
    const before = 'line\n'.repeat(4000);
    const [first, second] = [`${before}one\n`, `two\n${before}one\n`];
    const overlays = new OverlayLines();
    const layersOf = (content: SharedText) => ({ blob: blobOf('x'), committed: bytes(before), content });
    const shared = await share(ChunkedText.of(first));
    overlays.diff(layersOf(shared), options, neverCancelled);
    for (const block of shared.blocks) block.fill(0);
    const { quads } = overlays.diff(layersOf(await share(ChunkedText.of(second))), options, neverCancelled);
    expect([...quads]).toEqual(fromScratch(before, second, false));
  });
});
