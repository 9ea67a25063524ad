/** Ids by number and numbers by id. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { IdList } from '../../../../server/git/history/idList.ts';

describe('IdList', () => {
  it.each(['sha1', 'sha256'])('keeps ids of %s in the order in which they came, each once', (hash) => {
    const ids = Array.from({ length: 5000 }, (_, n) => createHash(hash).update(`${n}`).digest('hex'));
    const list = new IdList(hash === 'sha1' ? 20 : 32);
    for (const [n, id] of ids.entries()) expect(list.add(id)).toBe(n);
    for (const [n, id] of ids.entries()) expect(list.add(id)).toBe(n);
    expect(list.count).toBe(5000);
    expect(ids.every((id, n) => list.numberOf(id) === n && list.oid(n) === id)).toBe(true);
    expect(list.bytes.toString('hex')).toBe(ids.join(''));
  });

  it('finds nothing that is not in it', () => {
    const list = new IdList(20);
    list.add('0'.repeat(40));
    expect(['1'.repeat(40), '0'.repeat(39), '', 'x'.repeat(40)].map((id) => list.numberOf(id))).toEqual([
      -1, -1, -1, -1,
    ]);
  });
});
