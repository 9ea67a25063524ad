/** The versions of a run: kept for a while, forgotten in time, made alike either way. */
import { expect, it } from 'vitest';
import { Versions } from '../../../server/blame/versions.ts';
import type { Lines } from '../../../server/diff/lines.ts';
import { LineTable } from '../../../server/diff/lineTable.ts';
import { type DeltaStep, deltaOf } from '../../support/lineDelta.ts';

it('makes versions of texts and of deltas, and knows them', () => {
  const table = new LineTable();
  const versions = new Versions(table);
  const first = versions.whole(1, Buffer.from('a\nb\n'));
  const second = versions.delta(2, first, deltaOf(Buffer.from('a\nb\n'), ['new\n', [2, 2]]).delta);
  expect([versions.known(1), versions.known(2), versions.known(3)]).toEqual([first, second, null]);
  expect(versions.size(second)).toBe(6);
  expect(second.ids).toEqual(table.intern(Buffer.from('new\nb\n')).ids);
  expect('text' in first).toBe(false);
});

it('forgets what nobody asks for, not what is in use', () => {
  const versions = new Versions(new LineTable());
  const text = Buffer.from('line\n'.repeat(10_000));
  const { ids, starts } = versions.whole(0, text);
  const first = [ids.slice(), starts.slice()];
  for (let place = 1; place < 400; place++) {
    versions.whole(place, text);
    const known = versions.known(0);
    expect([known?.ids, known?.starts].every((numbers, i) => isSame(numbers, first[i]))).toBe(true);
  }
  expect(versions.known(399)).not.toBeNull();
  expect(versions.known(1)).toBeNull();
});

it('keeps what was lent right until it is given back', () => {
  const table = new LineTable();
  const versions = new Versions(table, 3000);
  const text = (place: number) =>
    Buffer.from(Array.from({ length: 60 }, (_, i) => `${place % 9} ${i}\n`).join(''));
  const lent = Array.from({ length: 300 }, (_, place) => {
    const lines = versions.lend(versions.whole(place, text(place)));
    if (place % 3 === 0) versions.known(place - 7);
    lines.givenBack = place % 2 === 0;
    return { place, lines, ids: lines.ids };
  });
  for (const { place, lines, ids } of lent.slice(0, 200)) {
    expect(lines.ids === ids).toBe(lines.givenBack);
    if (!lines.givenBack) expect(lines).toMatchObject(wanted(table, text(place)));
  }
});

function wanted(table: LineTable, text: Buffer): Pick<Lines, 'ids' | 'starts' | 'byteLength'> {
  const { ids, starts, byteLength } = table.intern(text);
  return { ids, starts, byteLength };
}

/** Comparing long arrays number by number takes the test runner seconds. */
function isSame(a: Int32Array | undefined, b: Int32Array | undefined): boolean {
  return a !== undefined && b !== undefined && a.length === b.length && a.every((n, i) => n === b[i]);
}

it('makes right versions of right ones, however little it may keep', () => {
  for (const maxNumbers of [1, 300, 3000, 100_000]) {
    const table = new LineTable();
    const versions = new Versions(table, maxNumbers);
    const texts: Buffer[] = [Buffer.from(Array.from({ length: 100 }, (_, i) => `line ${i}\n`).join(''))];
    versions.whole(0, texts[0] as Buffer);
    for (let place = 1; place < 200; place++) {
      const from = (place * 7) % Math.min(place, 20);
      const text = texts[place - 1 - from] as Buffer;
      const base = versions.known(place - 1 - from) ?? versions.whole(place - 1 - from, text);
      const cut = (place * 31) % text.length;
      const steps: DeltaStep[] = [[0, cut], `new ${place}\n`, [cut, text.length - cut]];
      const { delta, result } = deltaOf(
        text,
        steps.filter((step) => step[1] !== 0),
      );
      const made = versions.delta(place, base, delta);
      texts.push(result);
      const { ids, starts } = table.intern(result);
      expect(made).toEqual({ ids, starts, byteLength: result.length });
    }
    texts.forEach((text, place) => {
      const known = versions.known(place);
      if (known !== null) expect(known.ids).toEqual(table.intern(text).ids);
    });
    expect(versions.known(199)).not.toBeNull();
  }
});
