/** What is typed lies over the file as a comparison from scratch says, whether there was one or not. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChunkedText } from '../../../server/base/chunkedText.ts';
import type { CompareOptions } from '../../../server/blame/compareOptions.ts';
import { lineDiff } from '../../../server/diff/lineDiff.ts';
import { share } from '../../../server/service/documents/texts.ts';
import { readTyped, type TypedLines } from '../../../server/worker/typedLines.ts';
import { textPair } from '../../support/arbitraryText.ts';

const plain: CompareOptions = { diffAlgorithm: 'myers', indentHeuristic: true, ignoreWhitespace: false };

function fromScratch(before: string, after: string, options: CompareOptions): number[] {
  const { diffAlgorithm: algorithm, indentHeuristic, ignoreWhitespace } = options;
  return [
    ...lineDiff(Buffer.from(before), Buffer.from(after), { algorithm, indentHeuristic, ignoreWhitespace }),
  ];
}

/** A file and the text over it; `edit` types. */
async function typing(file: string, opened: string = file) {
  let text = ChunkedText.of(opened);
  const reading = readTyped(Buffer.from(file), await share(text));
  let pauses = 0;
  let step = reading.next();
  for (; !step.done; step = reading.next()) pauses++;
  const lines: TypedLines = step.value;
  return {
    lines,
    pauses,
    get text() {
      return text.toString();
    },
    async edit(start: number, end: number, added: string, options: CompareOptions = plain) {
      text = text.replaced(start, end, added);
      const laid = lines.lay(await share(text), options);
      return laid && { quads: [...laid.quads], lineCount: laid.lineCount };
    },
  };
}

const numbered = (count: number, name = 'line') =>
  Array.from({ length: count }, (_, line) => `${name} ${line}\n`).join('');

describe('a text that is typed', () => {
  const options = fc.record({
    diffAlgorithm: fc.constantFrom(
      'myers' as const,
      'minimal' as const,
      'patience' as const,
      'histogram' as const,
    ),
    indentHeuristic: fc.boolean(),
    ignoreWhitespace: fc.boolean(),
  });
  const edit = fc.record({
    at: fc.nat(),
    remove: fc.nat({ max: 40 }),
    text: fc.constantFrom('', '\n', '}\n', 'word 3\nword 4\n', '\t', 'a\n\n', 'é'),
    /** What is typed behind it, character by character. */
    typed: fc.constantFrom('', 'xy', 'x  ', 'new\n', '\t\tif'),
  });

  it('lies over the file as from scratch, edit after edit', async () => {
    let [laid, left, asBefore, onlyWay] = [0, 0, 0, 0];
    const property = fc.asyncProperty(
      textPair,
      fc.array(edit, { maxLength: 8 }),
      fc.oneof({ weight: 3, arbitrary: fc.constant(plain) }, { weight: 1, arbitrary: options }),
      async ({ before, after }, edits, how) => {
        const typed = await typing(before, after);
        const check = async (start: number, end: number, added: string) => {
          const answer = await typed.edit(start, end, added, how);
          if (answer === null) left++;
          else expect(answer.quads).toEqual(fromScratch(before, typed.text, how));
          laid++;
        };
        for (const { at, remove, text, typed: characters } of edits) {
          let place = at % (typed.text.length + 1);
          await check(place, Math.min(typed.text.length, place + remove), text);
          place += text.length;
          for (const letter of characters) await check(place, place++, letter);
        }
        asBefore += typed.lines.asBefore;
        onlyWay += typed.lines.onlyWay;
      },
    );
    await fc.assert(property, { numRuns: 150 });
    expect(asBefore).toBeGreaterThan(0);
    expect(asBefore).toBeLessThan(laid / 2);
    expect(onlyWay).toBeGreaterThan(0);
    expect(onlyWay).toBeLessThan(laid / 2);
    expect(left).toBeLessThan(laid / 20);
  });

  const file = numbered(400);
  const at = (line: number, text = file) => text.indexOf(`line ${line}\n`);
  it.each([
    ['the first letter in a line', ['x'], plain, [0, 1]],
    ['a word', ['x', 'y', 'z'], plain, [2, 1]],
    ['what changes the indentation', ['x', ' ', ' '], plain, [0, 3]],
    ['by another algorithm', ['x', 'y', 'z'], { ...plain, diffAlgorithm: 'histogram' }, [0, 0]],
    ['where space does not count', ['x', 'y', 'z'], { ...plain, ignoreWhitespace: true }, [0, 0]],
    ['a line more', ['x', 'y\n', 'z'], plain, [1, 2]],
    ['what is in the file', ['line 7\n', 'x', 'y'], plain, [1, 1]],
  ] as const)(
    'is compared unless a comparison would go the same way, or has no other one: %s',
    async (_, letters, how, spared) => {
      const typed = await typing(file);
      for (const letter of letters) {
        const answer = await typed.edit(at(200), at(200), letter, how);
        expect(answer?.quads).toEqual(fromScratch(file, typed.text, how));
      }
      expect([typed.lines.asBefore, typed.lines.onlyWay]).toEqual(spared);
    },
  );

  it('needs no comparison at many places, nor once there was one', async () => {
    const opened = `${file.slice(0, at(100))}line 7\n${file.slice(at(100))}`;
    const typed = await typing(file, opened);
    for (let line = 390; line > 0; line -= 10) {
      const start = typed.text.indexOf(`line ${line}\n`);
      expect((await typed.edit(start, start, 'x'))?.quads).toEqual(fromScratch(file, typed.text, plain));
    }
    // The line that the file has elsewhere.
    expect([typed.lines.asBefore, typed.lines.onlyWay]).toEqual([0, 0]);
    await typed.edit(typed.text.lastIndexOf('line 7\n'), typed.text.lastIndexOf('line 7\n'), 'x');
    for (let line = 391; line > 0; line -= 10) {
      const start = typed.text.indexOf(`line ${line}\n`);
      expect((await typed.edit(start, start + 3, ''))?.quads).toEqual(fromScratch(file, typed.text, plain));
    }
    expect([typed.lines.asBefore, typed.lines.onlyWay]).toEqual([0, 41]);
  });

  it('is compared again when what was typed is a line of the file', async () => {
    const typed = await typing(file);
    const start = at(200);
    await typed.edit(start, start + 'line 200'.length, 'line 30');
    expect(await typed.edit(start + 'line 30'.length, start + 'line 30'.length, '1')).toEqual({
      quads: fromScratch(file, typed.text, plain),
      lineCount: 400,
    });
    expect((await typed.edit(start, start + 'line 301'.length, 'line 200'))?.quads).toEqual([]);
    expect([typed.lines.asBefore, typed.lines.onlyWay]).toEqual([0, 1]);
  });

  it('is known by its bytes when its memory is replaced', async () => {
    const long = numbered(20_000);
    const typed = await typing(long);
    for (let letter = 0; letter < 400; letter++)
      expect(await typed.edit(at(9, long), at(9, long), 'x')).not.toBeNull();
    expect((await typed.edit(0, 0, 'y'))?.quads).toEqual(fromScratch(long, typed.text, plain));
  });

  it('has the mark of its encoding, if the file has it', async () => {
    const marked = `\uFEFF${file}`;
    const typed = await typing(marked, file);
    expect((await typed.edit(at(3), at(3), 'x'))?.quads).toEqual([3, 1, 3, 1]);
    expect((await typed.edit(0, 0, 'x'))?.quads).toEqual([0, 1, 0, 1, 3, 1, 3, 1]);
  });

  it('is left to others where it is much work', async () => {
    const long = numbered(40_000);
    const typed = await typing(long);
    const lines = long.split('\n').map((line, index) => (index % 3 === 0 ? `new ${index}` : line));
    expect(await typed.edit(0, long.length, lines.toReversed().join('\n'))).toBeNull();
  });

  it('is read with pauses, and what it takes is counted', async () => {
    const typed = await typing(numbered(20_000), numbered(20_000, 'other'));
    expect(typed.pauses).toBeGreaterThan(10);
    expect(typed.lines.bytes).toBeGreaterThan(20_000 * 16);
    expect(typed.lines.isOutgrown).toBe(false);
    typed.lines.release();
  });
});
