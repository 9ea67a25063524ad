/** Places found lately: each id has one row, and the newer one takes it. */
import { expect, it } from 'vitest';
import type { Pack } from '../../../../server/git/odb/pack.ts';
import { RecentPlaces } from '../../../../server/git/odb/recentPlaces.ts';

it('gives back places until another takes their row', () => {
  const pack = {} as Pack;
  const recent = new RecentPlaces();
  const [first, second, other] = ['1bcd1', '1bcd2', '1bce1'].map((start) => start.padEnd(40, '0'));
  if (first === undefined || second === undefined || other === undefined) throw new Error('three ids');
  recent.add(first, { pack, offset: 1 });
  recent.add(other, { pack, offset: 2 });
  expect([recent.get(first)?.offset, recent.get(second), recent.get(other)?.offset]).toEqual([1, null, 2]);
  recent.add(second, { pack, offset: 3 });
  expect([recent.get(first), recent.get(second)?.offset]).toEqual([null, 3]);
  recent.clear();
  expect(recent.get(other)).toBeNull();
});
