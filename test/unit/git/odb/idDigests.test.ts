/** Digests find each id in its place, in tables of any size and shape. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  ABSENT,
  digestBytes,
  digestsAt,
  findDigest,
  type IdDigests,
  type IdRows,
  readDigests,
  SEVERAL,
} from '../../../../server/git/odb/idDigests.ts';
import { TableRoom } from '../../../../server/git/odb/tableMemory.ts';
import type { WindowFile } from '../../../../server/git/odb/windows.ts';
import { openBytes } from '../../../support/packFixture.ts';
import { useScratch } from '../../../support/scratch.ts';

const { secret } = new TableRoom(0);

/** Digests in memory of their own; null when there can be none. */
function digestsOf(file: WindowFile, rows: IdRows): IdDigests | null {
  const memory = new ArrayBuffer(8 + digestBytes(rows.count));
  const digests = digestsAt({ memory, offset: 8 }, rows.count, secret);
  return readDigests(file, rows, digests) ? digests : null;
}

describe('digests of ids', () => {
  const scratch = useScratch('digests');

  /** Sorted ids that begin with 7f. */
  function ids(count: number, format: 'sha1' | 'sha256' = 'sha1'): Buffer[] {
    const all = Array.from({ length: count }, (_, i) => createHash(format).update(String(i)).digest());
    for (const id of all) id[0] = 0x7f;
    return all.sort((one, other) => Buffer.compare(one, other));
  }

  function open(name: string, rows: readonly Buffer[], start = 0) {
    return openBytes(join(scratch.path, name), Buffer.concat([Buffer.alloc(start), ...rows]));
  }

  it.each([1, 2, 7, 8, 9, 63, 64, 1000, 20_000])('finds each of %i, and no other', (count) => {
    const [known, strangers] = [ids(count), ids(count + 50)];
    const file = open(`ids-${count}`, known, 5);
    const digests = digestsOf(file, { start: 5, stride: 20, idBytes: 20, count });
    expect(digests).not.toBeNull();
    const found = digests === null ? [] : known.map((id) => findDigest(digests, id));
    expect(found).toEqual(known.map((_, i) => i));
    const names = new Set(known.map((id) => id.toString('hex')));
    for (const id of strangers.filter((stranger) => !names.has(stranger.toString('hex'))))
      expect(digests && findDigest(digests, id)).toBe(ABSENT);
  });

  it('takes longer ids, with something between them', () => {
    const known = ids(5000, 'sha256');
    const rows = known.map((id, i) =>
      i + 1 < known.length ? Buffer.concat([id, Buffer.alloc(4, 0xee)]) : id,
    );
    const digests = digestsOf(open('long', rows), { start: 0, stride: 36, idBytes: 32, count: 5000 });
    expect(digests && known.map((id) => findDigest(digests, id))).toEqual(known.map((_, i) => i));
  });

  it('tells when several ids are one, and when ids are not sorted', () => {
    const [first, ...others] = ids(100);
    const twins = first === undefined ? [] : [first, first, ...others];
    const digests = digestsOf(open('twins', twins), { start: 0, stride: 20, idBytes: 20, count: 101 });
    expect(digests && first && findDigest(digests, first)).toBe(SEVERAL);
    const reversed = ids(100).reverse();
    const rows = { start: 0, stride: 20, idBytes: 20, count: 100 };
    expect(digestsOf(open('reversed', reversed), rows)).toBeNull();
  });
});
