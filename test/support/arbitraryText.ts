/** Random pairs of texts for the line diff: repetitive on purpose, because repeats are where diffs disagree. */
import fc from 'fast-check';

export interface TextPair {
  readonly before: string;
  readonly after: string;
}

/** Lines that recur in source code, and a few that differ only in white space. */
const commonLines = [
  '',
  '}',
  '{',
  '\t}',
  '\t\t}',
  '  return;',
  '\treturn;',
  'a',
  'b',
  'c',
  ' a',
  'a ',
  '\t\tif (x) {',
  '\r',
];

/** A piece of text as lines without their newlines. */
type Lines = readonly string[];

const line = fc.constantFrom(...commonLines);
const shortPiece = fc.array(line, { maxLength: 8 });
const run: fc.Arbitrary<Lines> = fc
  .tuple(line, fc.integer({ min: 1, max: 300 }))
  .map(([text, count]) => Array<string>(count).fill(text));

/** Up to some thousand lines out of an alphabet of the given size, by a recurrence; short to print and to shrink. */
const scrambled: fc.Arbitrary<Lines> = fc
  .tuple(fc.nat(), fc.integer({ min: 1, max: 1200 }), fc.integer({ min: 1, max: 500 }))
  .map(([seed, count, alphabet]) => scramble(seed, count, alphabet));

const piece: fc.Arbitrary<Lines> = fc.oneof(
  { weight: 12, arbitrary: shortPiece },
  { weight: 1, arbitrary: run },
  { weight: 1, arbitrary: scrambled },
);

const edit = fc.record({
  at: fc.nat(),
  remove: fc.nat({ max: 4 }),
  insert: fc.array(line, { maxLength: 4 }),
});

/**
 * Two texts put together from the same few pieces, so that blocks are moved, repeated and shared at either end,
 * and then edited here and there; each with or without a final newline.
 */
export const textPair: fc.Arbitrary<TextPair> = fc
  .record({
    pieces: fc.array(piece, { minLength: 1, maxLength: 6 }),
    before: fc.array(fc.nat(), { maxLength: 8 }),
    after: fc.array(fc.nat(), { maxLength: 8 }),
    edits: fc.array(edit, { maxLength: 6 }),
    unfinished: fc.tuple(fc.boolean(), fc.boolean()),
  })
  .map(({ pieces, before, after, edits, unfinished }) => {
    const assemble = (order: readonly number[]) =>
      order.flatMap((index) => pieces[index % pieces.length] ?? []);
    return {
      before: join(assemble(before), unfinished[0]),
      after: join(edits.reduce(applyEdit, assemble(after)), unfinished[1]),
    };
  });

/** `count` lines out of `alphabet` different ones, some indented; the same for the same seed. */
function scramble(seed: number, count: number, alphabet: number): Lines {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return `${'\t'.repeat((state >> 20) % 3)}word ${(state >> 8) % alphabet}`;
  });
}

/** One edit, at a place taken modulo the length. */
export function applyEdit(
  lines: Lines,
  { at, remove, insert }: { at: number; remove: number; insert: Lines },
): string[] {
  const start = at % (lines.length + 1);
  return [...lines.slice(0, start), ...insert, ...lines.slice(start + remove)];
}

/** The text of lines; `unfinished` leaves out the last newline. */
export function join(lines: Lines, unfinished: boolean): string {
  const text = lines.map((text) => `${text}\n`).join('');
  return unfinished ? text.slice(0, -1) : text;
}
