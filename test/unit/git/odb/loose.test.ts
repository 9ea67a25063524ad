/** Loose objects: content, headers, ids by prefix, and files that are not what they seem. */
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { collectLoose, readLoose, readLooseHeader } from '../../../../server/git/odb/loose.ts';
import { writeDeep, writeLoose } from '../../../support/packFixture.ts';
import { useScratch } from '../../../support/scratch.ts';

const LIMIT = 1 << 20;

describe('loose objects', () => {
  const scratch = useScratch('loose');
  const read = (oid: string, maxBytes = LIMIT) =>
    readLoose(scratch.path, oid, { maxBytes, poll: () => undefined });
  const samples: readonly (readonly ['blob' | 'tree' | 'commit' | 'tag', Buffer])[] = [
    ['blob', Buffer.from('hello\n')],
    ['blob', Buffer.alloc(0)],
    ['blob', Buffer.alloc(500_000, 'abc')],
    ['tree', Buffer.alloc(0)],
    ['commit', Buffer.from('tree x\n')],
    ['tag', Buffer.from('object x\n')],
  ];
  it.each(samples)('reads a %s', (type, data) => {
    const oid = writeLoose(scratch.path, type, data);
    expect(read(oid)).toEqual({ type, data });
    expect(readLooseHeader(scratch.path, oid)).toEqual({ type, size: data.length });
  });

  it('answers null where there is none', () => {
    expect(read('f'.repeat(40))).toBeNull();
    expect(readLooseHeader(scratch.path, 'f'.repeat(40))).toBeNull();
  });

  it('refuses an object above the limit', () => {
    const oid = writeLoose(scratch.path, 'blob', Buffer.alloc(1000));
    expect(() => read(oid, 999)).toThrow(expect.objectContaining({ code: 'tooLarge' }));
  });

  const stream = deflateSync('blob 5\0hello');
  const bad: readonly (readonly [what: string, bytes: Buffer])[] = [
    ['empty', Buffer.alloc(0)],
    ['cut off', stream.subarray(0, -3)],
    ['with something behind it', Buffer.concat([stream, Buffer.from('x')])],
    ['not deflated', Buffer.from('blob 5\0hello')],
    ['of an unknown type', deflateSync('blub 5\0hello')],
    ['with a wrong size', deflateSync('blob 6\0hello')],
    ['with a size beyond reason', deflateSync('blob 900000000\0hello')],
    ['with a negative size', deflateSync('blob -5\0hello')],
    ['with a zero before the size', deflateSync('blob 05\0hello')],
    ['without a head', deflateSync('x'.repeat(2000))],
    [
      'that inflates to very much',
      deflateSync(Buffer.concat([Buffer.from('blob 5\0'), Buffer.alloc(1 << 24)])),
    ],
  ];
  it.each(bad)('refuses a file %s', (what, bytes) => {
    const oid = Buffer.from(what).toString('hex').padEnd(40, '0').slice(0, 40);
    writeDeep(join(scratch.path, oid.slice(0, 2), oid.slice(2)), bytes);
    expect(() => read(oid, 1 << 30)).toThrow(expect.objectContaining({ code: 'corruptObject' }));
  });

  it('collects ids by prefix and passes over other names', () => {
    const dir = join(scratch.path, 'objects');
    const oids = ['a', 'b', 'c', 'd', 'e'].map((text) => writeLoose(dir, 'blob', Buffer.from(text))).sort();
    writeDeep(join(dir, 'pack', 'x'), '');
    writeDeep(join(dir, (oids[0] as string).slice(0, 2), 'tmp_obj_123'), '');
    const collect = (prefix: string, limit: number) => {
      const found = new Set<string>();
      collectLoose(dir, { prefix, limit, idBytes: 20 }, found);
      return [...found];
    };
    expect(collect('', 10)).toEqual(oids);
    expect(collect('', 2)).toEqual(oids.slice(0, 2));
    for (const oid of oids) {
      expect(collect(oid.slice(0, 7), 10)).toEqual([oid]);
      expect(collect(oid.slice(0, 1), 10)).toEqual(oids.filter((other) => other[0] === oid[0]));
    }
    expect(collect('ffffffff', 10)).toEqual([]);
  });
});
