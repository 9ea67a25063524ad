/** Memory for tables is the same for all who want it, bounded, and there as long as somebody does. */
import { describe, expect, it } from 'vitest';
import { TableRoom } from '../../../../server/git/odb/tableMemory.ts';

describe('room for tables', () => {
  it('is taken once for each key, until the last user has given it back', () => {
    const room = new TableRoom(1000);
    room.want('ids', 80);
    room.want('ids', 80);
    const memory = room.get('ids');
    expect(memory?.byteLength).toBe(80);
    expect(room.bytes).toBe(80);
    room.giveBack('ids');
    expect(room.get('ids')).toBe(memory);
    room.giveBack('ids');
    expect([room.get('ids'), room.bytes]).toEqual([null, 0]);
    room.giveBack('ids');
    expect(room.bytes).toBe(0);
  });

  it('has an end, and whole words', () => {
    const room = new TableRoom(103);
    for (const key of ['one', 'two', 'three']) room.want(key, 80);
    expect([room.get('one')?.byteLength, room.get('two')?.byteLength, room.get('three')]).toEqual([
      80,
      20,
      null,
    ]);
    for (const key of ['one', 'two', 'three']) room.giveBack(key);
    expect(room.bytes).toBe(0);
  });

  it('has a secret of its own, with odd factors', () => {
    const [one, other] = [new TableRoom(0).secret, new TableRoom(0).secret];
    expect(one).not.toEqual(other);
    for (const secret of [one, other])
      expect([...secret.subarray(2)].map((word) => word % 2)).toEqual([1, 1]);
  });
});
