/** Commit-graph files: what is checked when one is opened, and filters that cannot be used. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashPath } from '../../../../server/git/graph/bloom.ts';
import { askFilter, openGraphLayer } from '../../../../server/git/graph/layer.ts';
import { encodeChunks, encodeFanOut, openBytes, uint32 } from '../../../support/packFixture.ts';
import { useScratch } from '../../../support/scratch.ts';

const ids = ['11', '22', '33'].map((byte) => Buffer.from(byte.repeat(20), 'hex'));

function head(chunks: number, options: { version?: number; hash?: number; signature?: string } = {}): Buffer {
  const { version = 1, hash = 1, signature = 'CGPH' } = options;
  return Buffer.concat([Buffer.from(signature), Buffer.from([version, hash, chunks, 0])]);
}

const required = {
  OIDF: encodeFanOut(ids),
  OIDL: Buffer.concat(ids),
  CDAT: Buffer.alloc(3 * 36),
};

function filters(settings: readonly number[], ends: readonly number[], data: readonly number[]) {
  const chunks = {
    ...required,
    BIDX: Buffer.concat(ends.map(uint32)),
    BDAT: Buffer.concat([...settings.map(uint32), Buffer.from(data)]),
  };
  return encodeChunks(head(5), chunks);
}

describe('openGraphLayer', () => {
  const scratch = useScratch('graph');
  const open = (what: string, bytes: Buffer) =>
    openGraphLayer(openBytes(join(scratch.path, what), bytes), 20);

  it('opens a file without parents and filters', () => {
    const layer = open('plain', encodeChunks(head(3), required));
    expect([layer.ids.count, layer.baseCount, layer.edges, layer.filters]).toEqual([3, 0, null, null]);
    expect(askFilter(layer, 0, hashPath('a'))).toBeNull();
  });

  const bad: readonly (readonly [what: string, bytes: Buffer])[] = [
    ['empty', Buffer.alloc(0)],
    ['of another kind', encodeChunks(head(3, { signature: 'XXXX' }), required)],
    ['of version 2', encodeChunks(head(3, { version: 2 }), required)],
    ['for SHA-256', encodeChunks(head(3, { hash: 2 }), required)],
    ['without records', encodeChunks(head(2), { OIDF: required.OIDF, OIDL: required.OIDL })],
    ['with too few records', encodeChunks(head(3), { ...required, CDAT: Buffer.alloc(2 * 36) })],
    ['with too few ids', encodeChunks(head(3), { ...required, OIDL: Buffer.alloc(40) })],
    ['with too few places of filters', filters([1, 7, 10], [1, 2], [0, 0])],
    ['with filters that say nothing of themselves', filters([1, 7], [0, 0, 0], [])],
  ];
  it.each(bad)('refuses a file %s', (what, bytes) => {
    expect(() => open(what, bytes)).toThrow(expect.objectContaining({ code: 'corruptObject' }));
  });

  const unknown: readonly (readonly [what: string, settings: readonly number[]])[] = [
    ['version 0', [0, 7, 10]],
    ['version 3', [3, 7, 10]],
    ['no hashes', [1, 0, 10]],
    ['very many hashes', [1, 1000, 10]],
  ];
  it.each(unknown)('does without filters of %s', (what, settings) => {
    expect(open(what, filters(settings, [1, 2, 3], [0, 0, 0])).filters).toBeNull();
  });

  it('asks the filter of the commit, and none where there is none', () => {
    const layer = open('filters', filters([2, 7, 10], [1, 2, 2], [0, 0xff]));
    for (const path of [hashPath('a'), hashPath('b')]) {
      expect([0, 1, 2].map((position) => askFilter(layer, position, path))).toEqual([false, true, null]);
    }
  });

  it('takes places that make no sense for no filter', () => {
    const layer = open('odd places', filters([2, 7, 10], [2, 1, 1000], [0, 0]));
    expect([1, 2].map((position) => askFilter(layer, position, hashPath('a')))).toEqual([null, null]);
  });
});
