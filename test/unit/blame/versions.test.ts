/** The versions of a run: kept for a while, forgotten in time, made alike either way. */
import { expect, it } from 'vitest';
import { Versions } from '../../../server/blame/versions.ts';
import { LineTable } from '../../../server/diff/lineTable.ts';
import { deltaOf } from '../../support/lineDelta.ts';

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
  const first = versions.whole(0, text);
  for (let place = 1; place < 400; place++) {
    versions.whole(place, text);
    expect(versions.known(0)).toBe(first);
  }
  expect(versions.known(399)).not.toBeNull();
  expect(versions.known(1)).toBeNull();
});
