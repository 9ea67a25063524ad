/** What is remembered of pairs of files: found as it was kept, or not at all. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HunkMemory } from '../../../server/blame/hunkMemory.ts';
import { type DiffOptions, defaultDiffOptions } from '../../../server/diff/lineDiff.ts';

const MEGABYTE = 1 << 20;
const plain = { overrides: '' };

function id(number: number, length = 40): string {
  return (number + 1)
    .toString(16)
    .padStart(8, '0')
    .repeat(length / 8);
}

/** Hunks a few lines apart, as many as asked for. */
function hunksOf(count: number, first = 0): Int32Array {
  return Int32Array.from(
    Array.from({ length: count }, (_, i) => [first + i * 3, 1, first + i * 4, 2]).flat(),
  );
}

describe('a memory of hunks', () => {
  it('finds what was kept, for the same files in the same order alone', () => {
    const known = new HunkMemory(MEGABYTE).of(plain, defaultDiffOptions);
    known.keep(id(1), id(2), hunksOf(3));
    expect(known.find(id(1), id(2))).toEqual(hunksOf(3));
    expect(known.find(id(2), id(1))).toBeNull();
    expect(known.find(id(1), id(3))).toBeNull();
    expect(known.find(id(3), id(2))).toBeNull();
  });

  it('knows files without hunks, and lines far down', () => {
    const known = new HunkMemory(MEGABYTE).of(plain, defaultDiffOptions);
    const far = Int32Array.of(2 ** 31 - 3, 2, 2 ** 31 - 3, 0);
    known.keep(id(1), id(2), new Int32Array(0));
    known.keep(id(1), id(3), far);
    expect(known.find(id(1), id(2))).toEqual(new Int32Array(0));
    expect(known.find(id(1), id(3))).toEqual(far);
  });

  it('keeps manners of comparing, formats of ids and what stands for originals apart', () => {
    const memory = new HunkMemory(MEGABYTE);
    const manners: DiffOptions[] = (['myers', 'minimal', 'patience', 'histogram'] as const).flatMap(
      (algorithm) =>
        [true, false].flatMap((indentHeuristic) =>
          [true, false].map((ignoreWhitespace) => ({ algorithm, indentHeuristic, ignoreWhitespace })),
        ),
    );
    const questions = manners.flatMap((manner) =>
      ['', 'replace a b'].flatMap((overrides) =>
        [40, 64].map((length) => ({ known: memory.of({ overrides }, manner), length })),
      ),
    );
    for (const [number, { known, length }] of questions.entries()) {
      expect(known.find(id(1, length), id(2, length))).toBeNull();
      known.keep(id(1, length), id(2, length), hunksOf(1, number));
    }
    for (const [number, { known, length }] of questions.entries())
      expect(known.find(id(1, length), id(2, length))).toEqual(hunksOf(1, number));
  });

  it('forgets everything when more has stood for originals than it can tell apart', () => {
    const memory = new HunkMemory(MEGABYTE);
    const of = (number: number) => memory.of({ overrides: `graft ${number}` }, defaultDiffOptions);
    for (let number = 0; number < 300; number++) {
      expect(of(number).find(id(1), id(2))).toBeNull();
      of(number).keep(id(1), id(2), hunksOf(1, number));
      expect(of(number).find(id(1), id(2))).toEqual(hunksOf(1, number));
    }
    expect(of(299).find(id(1), id(2))).toEqual(hunksOf(1, 299));
    expect(of(1).find(id(1), id(2))).toBeNull();
  });

  it('leaves out what would drive too much else out', () => {
    const known = new HunkMemory(1 << 16).of(plain, defaultDiffOptions);
    known.keep(id(1), id(2), hunksOf(1));
    known.keep(id(3), id(4), hunksOf(10_000));
    expect(known.find(id(3), id(4))).toBeNull();
    expect(known.find(id(1), id(2))).toEqual(hunksOf(1));
  });

  it('keeps nothing where it may take no memory', () => {
    const memory = new HunkMemory(0);
    const known = memory.of(plain, defaultDiffOptions);
    known.keep(id(1), id(2), hunksOf(1));
    expect(known.find(id(1), id(2))).toBeNull();
    expect(memory.bytes).toBe(0);
  });

  it('stays within its bytes, and what is asked for again and again stays in it', () => {
    const bytes = 1 << 17;
    const memory = new HunkMemory(bytes);
    const known = memory.of(plain, defaultDiffOptions);
    const often = Array.from({ length: 20 }, (_, number) =>
      id(1 << (20 + (number % 10)), number < 10 ? 40 : 64),
    );
    for (const each of often) known.keep(each, each, hunksOf(2));
    let last = 0;
    for (let number = 1; number < 20_000; number++) {
      known.keep(id(number), id(number + 1), hunksOf(5, number));
      if (number % 100 === 0) for (const each of often) known.find(each, each);
      expect(memory.bytes).toBeLessThanOrEqual(bytes);
      last = number;
    }
    const stayed = often.filter((each) => known.find(each, each) !== null);
    expect(stayed.length).toBeGreaterThan(often.length * 0.6);
    expect(known.find(id(last), id(last + 1))).toEqual(hunksOf(5, last));
    expect(known.find(id(1), id(2))).toBeNull();
    // It is used, not only bounded.
    const found = Array.from({ length: 1000 }, (_, back) => known.find(id(last - back), id(last - back + 1)));
    expect(found.filter((hunks) => hunks !== null).length).toBeGreaterThan(900);
  });

  it('never finds anything but what was kept last', () => {
    const step = fc.record({
      before: fc.nat(40),
      after: fc.nat(40),
      count: fc.nat(30),
      first: fc.nat(1 << 20),
    });
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 400 }),
        fc.integer({ min: 0, max: 1 << 13 }),
        (steps, bytes) => {
          const known = new HunkMemory(bytes, 4 * bytes).of(plain, defaultDiffOptions);
          const kept = new Map<string, Int32Array>();
          for (const { before, after, count, first } of steps) {
            const found = known.find(id(before), id(after));
            const expected = kept.get(`${before} ${after}`);
            if (found !== null) expect(found).toEqual(expected);
            if (expected !== undefined) continue;
            kept.set(`${before} ${after}`, hunksOf(count, first));
            known.keep(id(before), id(after), hunksOf(count, first));
          }
        },
      ),
    );
  });
});
