/** Interning: equal lines, equal ids; and what is measured of a line. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Lines } from '../../../server/diff/lines.ts';
import { LineTable } from '../../../server/diff/lineTable.ts';

test('ids are equal exactly for lines of equal bytes, in all versions', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.constantFrom('a', 'b', 'ab', '', '\0', ' a'))), (versions) => {
      const table = new LineTable();
      const texts = versions.map((lines) => lines.map((line) => `${line}\n`));
      const seen = new Map<string, number>();
      for (const lines of texts) {
        const { ids, byteLength } = table.intern(Buffer.from(lines.join('')));
        expect(byteLength).toBe(lines.join('').length);
        expect(ids.length).toBe(lines.length);
        lines.forEach((line, i) => {
          const id = ids[i] as number;
          expect(seen.get(line) ?? id).toBe(id);
          expect(Buffer.from(table.bytesOf(id)).toString()).toBe(line);
          seen.set(line, id);
        });
      }
      expect(table.count).toBe(seen.size);
    }),
  );
});

test('a last line without a newline is another line', () => {
  const { ids } = new LineTable().intern(Buffer.from('a\na'));
  expect(ids[0]).not.toBe(ids[1]);
});

test('survives growing past every initial size', () => {
  const table = new LineTable();
  const text = Array.from({ length: 20_000 }, (_, i) => `line number ${i}\n`).join('');
  const first = table.intern(Buffer.from(text));
  expect(table.count).toBe(20_000);
  expect(table.intern(Buffer.from(text)).ids).toEqual(first.ids);
  expect(table.byteSize).toBeGreaterThan(text.length);
});

test.each([
  ['code\n', 0],
  ['  code\n', 2],
  ['\tcode\n', 8],
  ['  \tcode\n', 8],
  ['\n', -1],
  ['  \t \r\n', -1],
  ['', -1],
  [`${' '.repeat(300)}x\n`, 200],
  ['\r x\n', 1],
  ['\vx\n', 0],
])('indentation of %j', (line, indent) => {
  const table = new LineTable();
  const { ids } = table.intern(Buffer.from(line));
  expect(ids.length === 0 ? -1 : table.indentOf(ids[0] as number)).toBe(indent);
});

test('counts ASCII letters and digits alone', () => {
  const table = new LineTable();
  const { ids } = table.intern(Buffer.from('aZ09 _-@[`{é\n'));
  expect(table.alnumOf(ids[0] as number)).toBe(4);
});

test('without space, lines that differ only in it are one', () => {
  const table = new LineTable();
  const { ids } = table.intern(Buffer.from('a b\n\tab\r\nab'));
  const classes = table.withoutSpace(ids);
  expect(new Set(classes).size).toBe(1);
  expect(new Set(ids).size).toBe(3);
});

test('a version interned like another has the ids it would have had alone', () => {
  const version = fc
    .array(fc.constantFrom('a', 'b', 'ab', '', 'c'.repeat(40)), { maxLength: 60 })
    .map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(version, version, version, (first, start, second) => {
      const table = new LineTable();
      const like = table.intern(Buffer.from(`${start}${first}${start}`));
      const text = Buffer.from(`${start}${second}${start}`);
      expect(table.intern(text, like).ids).toEqual(table.intern(text).ids);
    }),
  );
});

test('a version made along a delta has the lines it would have had alone', () => {
  const piece = fc.constantFrom('a', 'b\n', 'ab\n', '\n', 'c'.repeat(40), 'ab', '\n\n', 'xy\nz');
  const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
  const step = fc.oneof(fc.tuple(fc.nat(400), fc.nat(400)), piece);
  fc.assert(
    fc.property(text, fc.array(fc.array(step, { maxLength: 12 }), { maxLength: 5 }), (start, deltas) => {
      const table = new LineTable();
      let now = Buffer.from(start);
      let lines: Lines = table.intern(now);
      for (const delta of deltas) {
        const base = now;
        const parts: Buffer[] = [];
        lines = table.internDelta(lines, ({ copy, add }) => {
          for (const each of delta) {
            if (typeof each === 'string') {
              // As in a delta, the bytes stand among others.
              const bytes = Buffer.from(`?\n${each}\n?`);
              parts.push(bytes.subarray(2, -2));
              add(bytes, 2, bytes.length - 2);
            } else if (base.length > 0) {
              const offset = each[0] % base.length;
              const size = 1 + (each[1] % (base.length - offset));
              parts.push(base.subarray(offset, offset + size));
              copy(offset, size);
            }
          }
        });
        now = Buffer.concat(parts);
        const alone = table.intern(now);
        expect(lines.ids).toEqual(alone.ids);
        expect(lines.starts).toEqual(alone.starts);
        expect(lines.byteLength).toBe(now.length);
      }
    }),
  );
});
