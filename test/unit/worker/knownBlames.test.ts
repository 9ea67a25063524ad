/** Kept blames by where they hold. */
import { expect, it } from 'vitest';
import { knownBlames } from '../../../server/worker/knownBlames.ts';
import { packBlame } from '../../../server/worker/packedBlame.ts';

const [a, b, c] = ['a', 'b', 'c'].map((digit) => digit.repeat(40)) as [string, string, string];

function kept(commit: string, path: string, anchor: { commit: string; path: string }, described = false) {
  const origins = [{ ...anchor, previous: null, boundary: false }];
  const data = packBlame({ commit, path, anchor, lineCount: 1, rows: Int32Array.of(0, 1, 0, 0, 0), origins });
  return { places: [{ commit, path }, anchor], data, described };
}

it('are found by commit and path, those of their anchors included, and opened then', () => {
  const { known, isDescribed } = knownBlames([
    kept(a, 'f', { commit: b, path: 'g' }),
    kept(a, 'h', { commit: a, path: 'h' }, true),
    { places: [{ commit: c, path: 'f' }], data: new Uint8Array(8), described: true },
  ]);
  expect(isDescribed(a)).toBe(false);
  const found = [known(a, 'f'), known(b, 'g'), known(a, 'h')].map((each) => each?.origins[0]?.path);
  expect(found).toEqual(['g', 'g', 'h']);
  expect(known(a, 'f')).toBe(known(b, 'g'));
  expect([a, b, c].map(isDescribed)).toEqual([true, false, false]);
  expect([known(a, 'g'), known(b, 'f'), known(c, 'f'), known(c, 'x')]).toEqual([null, null, null, null]);
});
