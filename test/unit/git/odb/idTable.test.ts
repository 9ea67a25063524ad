/** Tables of ids: every id is found and no other, whatever the spread of ids. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { IdTable, readFanOut } from '../../../../server/git/odb/idTable.ts';
import { encodeFanOut, openBytes, uint32 } from '../../../support/packFixture.ts';
import { useScratch } from '../../../support/scratch.ts';

function hashes(count: number): string[] {
  return Array.from({ length: count }, (_, i) => createHash('sha1').update(String(i)).digest('hex'));
}

describe('IdTable', () => {
  const scratch = useScratch('ids');
  let files = 0;

  function table(oids: readonly string[], { stride = 20, tableBytes = 0 } = {}): IdTable {
    const ids = [...oids].sort().map((oid) => Buffer.from(oid, 'hex'));
    const rows = ids.map((id) => Buffer.concat([Buffer.alloc(stride - 20), id]));
    const bytes = Buffer.concat([encodeFanOut(ids), ...rows]);
    const file = openBytes(join(scratch.path, String(files++)), bytes, { tableBytes });
    const layout = { start: 1024 + stride - 20, stride, idBytes: 20 };
    return new IdTable(file, readFanOut(file, 0, ids.length), layout);
  }

  const sets: readonly (readonly [what: string, oids: string[]])[] = [
    ['none', []],
    ['one', hashes(1)],
    ['many', hashes(3000)],
    ['the least and the greatest', ['0'.repeat(40), 'f'.repeat(40)]],
    ['all with one first byte', hashes(500).map((oid) => `7f${oid.slice(2)}`)],
    ['all with the same first six bytes', hashes(500).map((oid) => `7f0123456789${oid.slice(12)}`)],
  ];
  it.each(sets)('finds each of %s, and nothing else', (_, oids) => {
    const ids = table(oids);
    const sorted = [...oids].sort();
    expect(sorted.map((oid) => ids.find(Buffer.from(oid, 'hex')))).toEqual(sorted.map((_, i) => i));
    const strangers = hashes(4000).slice(3000).concat('0'.repeat(39).concat('1'), '7f'.padEnd(40, 'f'));
    expect(strangers.map((oid) => ids.find(Buffer.from(oid, 'hex')))).toEqual(strangers.map(() => -1));
  });

  it.each(sets)('finds each of %s, and nothing else, once they have been asked often', (_, oids) => {
    const ids = table(oids, { tableBytes: 1 << 20 });
    const sorted = [...oids].sort();
    const strangers = hashes(4000).slice(3000).concat('0'.repeat(39).concat('1'), '7f'.padEnd(40, 'f'));
    for (let round = 0; round < 20; round++) {
      expect(sorted.map((oid) => ids.find(Buffer.from(oid, 'hex')))).toEqual(sorted.map((_, i) => i));
      expect(strangers.map((oid) => ids.find(Buffer.from(oid, 'hex')))).toEqual(strangers.map(() => -1));
    }
  });

  it('reads nothing more once digests have been made, and makes none without room', () => {
    const oids = hashes(3000);
    const reads = (tableBytes: number): number[] => {
      const bytes = Buffer.concat([...oids].sort().map((oid) => Buffer.from(oid, 'hex')));
      const file = openBytes(
        join(scratch.path, String(files++)),
        Buffer.concat([encodeFanOut(oids.map((oid) => Buffer.from(oid, 'hex'))), bytes]),
        { tableBytes, windowBytes: 256 },
      );
      const ids = new IdTable(file, readFanOut(file, 0, oids.length), {
        start: 1024,
        stride: 20,
        idBytes: 20,
      });
      const window = vi.spyOn(file.cache, 'window');
      return Array.from({ length: 4 }, () => {
        window.mockClear();
        for (let i = 0; i < 20; i++) for (const oid of oids) ids.find(Buffer.from(oid, 'hex'));
        return window.mock.calls.length;
      });
    };
    expect(reads(1 << 20).slice(1)).toEqual([0, 0, 0]);
    expect(Math.min(...reads(0))).toBeGreaterThan(oids.length);
  });

  it('asks the ids themselves where digests say nothing: twins, and what is not sorted', () => {
    const twin = '7f'.padEnd(40, '1');
    const twins = table([twin, twin, twin], { tableBytes: 1 << 20 });
    for (let i = 0; i < 40; i++) expect(twins.find(Buffer.from(twin, 'hex'))).toBeGreaterThanOrEqual(0);
    const oids = hashes(300).map((oid) => `7f${oid.slice(2)}`);
    const ids = oids.map((oid) => Buffer.from(oid, 'hex'));
    const bytes = Buffer.concat([encodeFanOut(ids), ...ids]);
    const file = openBytes(join(scratch.path, 'mixed'), bytes, { tableBytes: 1 << 20 });
    const layout = { start: 1024, stride: 20, idBytes: 20 };
    const unsorted = new IdTable(file, readFanOut(file, 0, 300), layout);
    const first = ids.map((id) => unsorted.find(id));
    for (let i = 0; i < 3; i++) expect(ids.map((id) => unsorted.find(id))).toEqual(first);
  });

  it('reads tables with something between the ids', () => {
    const oids = hashes(100).sort();
    const ids = table(oids, { stride: 24 });
    expect(oids.map((oid) => ids.find(Buffer.from(oid, 'hex')))).toEqual(oids.map((_, i) => i));
    expect(ids.oid(42)).toBe(oids[42]);
  });

  it('collects ids by prefix up to a limit', () => {
    const oids = hashes(3000).sort();
    const ids = table(oids);
    for (const prefix of ['', 'a', 'ab', 'abc', '0000', 'ffff']) {
      const found = new Set<string>();
      ids.collect(prefix, 100, found);
      expect([...found]).toEqual(oids.filter((oid) => oid.startsWith(prefix)).slice(0, 100));
    }
  });

  it('comes to an end in a table that is not sorted', () => {
    const oids = hashes(300).map((oid) => `7f${oid.slice(2)}`);
    const ids = oids.map((oid) => Buffer.from(oid, 'hex'));
    const file = openBytes(join(scratch.path, 'unsorted'), Buffer.concat([encodeFanOut(ids), ...ids]));
    const layout = { start: 1024, stride: 20, idBytes: 20 };
    const unsorted = new IdTable(file, readFanOut(file, 0, 300), layout);
    for (const id of ids) expect(unsorted.find(id)).toBeLessThan(300);
  });
});

describe('readFanOut', () => {
  const scratch = useScratch('fan-out');
  const bad: readonly (readonly [what: string, counts: number[]])[] = [
    ['descends', [5, ...Array.from({ length: 255 }, () => 4)]],
    ['counts more ids than there can be', Array.from({ length: 256 }, () => 11)],
  ];
  it.each(bad)('refuses a table that %s', (what, counts) => {
    const file = openBytes(join(scratch.path, what), Buffer.concat(counts.map(uint32)));
    expect(() => readFanOut(file, 0, 10)).toThrow(expect.objectContaining({ code: 'corruptObject' }));
  });
  it('refuses a table that is cut off', () => {
    const file = openBytes(join(scratch.path, 'cut'), Buffer.alloc(1000));
    expect(() => readFanOut(file, 0, 10)).toThrow(expect.objectContaining({ code: 'corruptObject' }));
  });
});
