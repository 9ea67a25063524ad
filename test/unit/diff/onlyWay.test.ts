/** What is said of changes without a comparison is what a comparison says, and where it might not be nothing is said. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neverCancelled } from '../../../server/base/cancel.ts';
import { diffLines } from '../../../server/diff/lineDiff.ts';
import { LineTable } from '../../../server/diff/lineTable.ts';
import {
  type CountedLines,
  counted,
  editedHunks,
  isOnlyWay,
  type Version,
} from '../../../server/diff/onlyWay.ts';

/** A file, and texts that are made of it by one edit after the other. */
function editing(file: readonly string[]) {
  const table = new LineTable();
  const intern = (lines: readonly string[]) =>
    table.intern(Buffer.from(lines.map((line) => `${line}\n`).join('')));
  const before = intern(file);
  const work = counted(before.ids, table.count);
  let step = work.next();
  while (!step.done) step = work.next();
  const lines: CountedLines = step.value;
  let version: Version = { ids: before.ids, hunks: new Int32Array() };
  return {
    /** The hunks that follow from the ones before, whether there is no other way, and those of a comparison. */
    next(text: readonly string[], how: { readonly minimal?: boolean; readonly indents?: boolean } = {}) {
      const after = intern(text);
      const hunks = editedHunks(lines.ids, version, { after: after.ids, cancel: neverCancelled });
      const algorithm = how.minimal ? 'minimal' : 'myers';
      const options = { algorithm, indentHeuristic: how.indents ?? true, ignoreWhitespace: false } as const;
      const whole = diffLines(before, after, { table, options, cancel: neverCancelled });
      const isOnly = isOnlyWay(hunks, lines, after.ids);
      version = { ids: after.ids, hunks };
      return { hunks: [...hunks], isOnly, whole: [...whole], makes: made(hunks, before.ids, after.ids) };
    },
  };
}

/** The ids of the text that hunks make of a file. */
function made(hunks: Int32Array, file: Int32Array, text: Int32Array): boolean {
  const ids: number[] = [];
  let at = 0;
  for (let hunk = 0; hunk < hunks.length; hunk += 4) {
    const [a = 0, gone = 0, b = 0, come = 0] = hunks.subarray(hunk, hunk + 4);
    ids.push(...file.subarray(at, a), ...text.subarray(b, b + come));
    at = a + gone;
  }
  ids.push(...file.subarray(at));
  return ids.length === text.length && ids.every((id, line) => id === text[line]);
}

const common = fc.constantFrom('', '}', '\treturn;', '  x');
const single = fc
  .integer({ min: 0, max: 10_000 })
  .map((number) => `${'\t'.repeat(number % 3)}line ${number}`);
const line = fc.oneof({ weight: 2, arbitrary: common }, { weight: 3, arbitrary: single });
const fresh = fc.integer({ min: 0, max: 300 }).map((number) => `${'\t'.repeat(number % 3)}new ${number}`);
const edit = fc.record({
  at: fc.nat(),
  remove: fc.nat({ max: 3 }),
  add: fc.array(fc.oneof({ weight: 6, arbitrary: fresh }, { weight: 1, arbitrary: line }), { maxLength: 3 }),
});

it('what is said without a comparison is what a comparison says', () => {
  let [said, all] = [0, 0];
  const property = fc.property(
    fc.oneof(fc.array(line, { maxLength: 40 }), fc.array(line, { minLength: 300, maxLength: 600 })),
    fc.array(edit, { maxLength: 12 }),
    fc.record({ minimal: fc.boolean(), indents: fc.boolean() }),
    (file, edits, how) => {
      const editor = editing(file);
      const text = [...file];
      for (const { at, remove, add } of edits) {
        text.splice(at % (text.length + 1), remove, ...add);
        const { hunks, isOnly, whole, makes } = editor.next(text, how);
        expect(makes).toBe(true);
        if (isOnly) expect(hunks).toEqual(whole);
        all++;
        if (isOnly) said++;
      }
    },
  );
  fc.assert(property, { numRuns: 300 });
  expect(said).toBeGreaterThan(all / 10);
});

const file = ['a', 'b', '', 'c', 'd', '', 'e', 'f', 'g', '', 'h', 'i'];
const changed = (...changes: readonly (readonly [number, number, ...string[]])[]) => {
  const text = [...file];
  for (const [at, remove, ...add] of changes.toReversed()) text.splice(at, remove, ...add);
  return text;
};

describe('it is said of', () => {
  it.each<[string, string[], number[]]>([
    ['a text like the file', changed(), []],
    ['a line', changed([3, 1, 'cx']), [3, 1, 3, 1]],
    ['an empty line', changed([2, 1, 'x']), [2, 1, 2, 1]],
    ['lines more', changed([1, 0, 'x', 'y']), [1, 0, 1, 2]],
    ['lines less', changed([6, 2]), [6, 2, 6, 0]],
    ['the first and the last one', changed([0, 1, 'x'], [11, 1, 'y']), [0, 1, 0, 1, 11, 1, 11, 1]],
  ])('%s', (_, text, hunks) => {
    const answer = editing(file).next(text);
    expect([answer.isOnly, answer.hunks, answer.whole]).toEqual([true, hunks, hunks]);
  });

  it('one edit after the other', () => {
    const editor = editing(file);
    const texts = [
      changed([8, 1]),
      changed([5, 1, 'z'], [8, 1]),
      changed([1, 1, 'x', 'y'], [5, 1, 'z'], [8, 1]),
    ];
    for (const text of texts) {
      const { hunks, isOnly, whole } = editor.next(text);
      expect([isOnly, hunks]).toEqual([true, whole]);
    }
    const back = [
      changed([1, 1, 'x', 'y'], [8, 1]),
      changed([1, 1, 'x'], [8, 1]),
      changed([8, 1]),
      changed(),
    ];
    for (const text of back) {
      const { hunks, isOnly, whole } = editor.next(text);
      expect([isOnly, hunks]).toEqual([true, whole]);
    }
  });
});

describe('it is not said', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['of a line that the file has', file, changed([3, 1, 'i'])],
    ['of a line that may be gone elsewhere', ['a', '', '', 'b'], ['a', 'x', '', 'b']],
    ['of lines that can slide', ['a', 'b', 'c', 'a', 'd'], ['a', 'd']],
    ['of two lines that are elsewhere as well', ['p', '', 'q', '', '}', 'r', '}'], ['p', '', 'q', 'r', '}']],
    ['without a single line in between', ['a', '', '}', '', '}', 'b'], ['a', 'x', '}', '', 'y', 'b']],
    [
      'of more hunks than are looked at',
      numbered(),
      numbered().map((each, at) => (at % 2 ? `x${each}` : each)),
    ],
    ['of more lines than are looked at', ['a', 'b'], ['a', ...numbered(5000, 'x'), 'b']],
  ])('%s', (_, before, after) => {
    expect(editing(before).next(after).isOnly).toBe(false);
  });
});

function numbered(count = 600, name = 'line'): string[] {
  return Array.from({ length: count }, (_, at) => `${name} ${at}`);
}
