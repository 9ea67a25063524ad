/** A directory of packs: which of them an id is in, and what changes when files come and go. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PackDirectory, type Place } from '../../../../server/git/odb/packDirectory.ts';
import { WindowCache } from '../../../../server/git/odb/windows.ts';
import { encodeIndex, encodePack, objectId, writePack } from '../../../support/packFixture.ts';
import { useScratch } from '../../../support/scratch.ts';

describe('PackDirectory', () => {
  const scratch = useScratch('packs');
  let count = 0;

  function create() {
    const objects = join(scratch.path, String(count++));
    const warnings: string[] = [];
    const windows = new WindowCache(1 << 20, 4096);
    const add = (name: string, texts: readonly string[]) => {
      const { bytes, offsets } = encodePack(texts.map((text) => ({ type: 'blob', data: Buffer.from(text) })));
      const rows = texts.map((text, i) => ({ oid: idOf(text), offset: offsets[i] as number }));
      writePack(objects, name, { pack: bytes, index: encodeIndex(rows) });
    };
    const open = () => new PackDirectory(objects, { windows, idBytes: 20, warnings });
    return { objects, warnings, add, open };
  }

  const idOf = (text: string) => objectId('blob', Buffer.from(text));

  function where(packs: PackDirectory, text: string): string | null {
    const place: Place = { pack: null, offset: 0 };
    const found = packs.locate(Buffer.from(idOf(text), 'hex'), place);
    return found ? (place.pack?.path.replace(/.*pack-(.*)\.pack$/, '$1') ?? '') : null;
  }

  it('finds each object in its pack', () => {
    const { add, open } = create();
    add('pack-one', ['a', 'b']);
    add('pack-two', ['c']);
    const packs = open();
    expect(['a', 'c', 'b', 'd', 'c'].map((text) => where(packs, text))).toEqual([
      'one',
      'two',
      'one',
      null,
      'two',
    ]);
    expect(packs.objectCount()).toBe(3);
    const found = new Set<string>();
    packs.collect(idOf('c').slice(0, 5), 10, found);
    expect([...found]).toEqual([idOf('c')]);
  });

  it('knows all packs that hold an object', () => {
    const { add, open } = create();
    add('pack-one', ['a', 'b']);
    add('pack-two', ['b', 'c']);
    expect(open().locateAll(Buffer.from(idOf('b'), 'hex'))).toHaveLength(2);
  });

  it('is empty where there is no directory, and fills up later', () => {
    const { add, open } = create();
    const packs = open();
    expect(where(packs, 'a')).toBeNull();
    expect(packs.rescan()).toBe(false);
    add('pack-one', ['a']);
    expect(packs.rescan()).toBe(true);
    expect(where(packs, 'a')).toBe('one');
    expect(packs.rescan()).toBe(false);
  });

  it('drops packs that are gone', () => {
    const { objects, add, open } = create();
    add('pack-one', ['a']);
    add('pack-two', ['a', 'b']);
    const packs = open();
    for (const suffix of ['idx', 'pack']) rmSync(join(objects, 'pack', `pack-one.${suffix}`));
    expect(packs.rescan()).toBe(true);
    expect(where(packs, 'a')).toBe('two');
  });

  it('leaves out a pack whose index is corrupt, with one warning', () => {
    const { objects, warnings, add, open } = create();
    add('pack-one', ['a']);
    add('pack-two', ['b']);
    writeFileSync(join(objects, 'pack', 'pack-one.idx'), 'nonsense');
    const packs = open();
    expect([where(packs, 'a'), where(packs, 'b'), where(packs, 'a')]).toEqual([null, 'two', null]);
    expect(warnings).toHaveLength(1);
    expect(packs.rescan()).toBe(false);
  });

  it('does without a corrupt multi-pack-index', () => {
    const { objects, warnings, add, open } = create();
    add('pack-one', ['a']);
    writeFileSync(join(objects, 'pack', 'multi-pack-index'), 'nonsense');
    expect(where(open(), 'a')).toBe('one');
    expect(warnings).toHaveLength(1);
  });

  it('ignores a pack without an index and an index without a pack', () => {
    const { objects, add, open } = create();
    add('pack-one', ['a']);
    add('pack-two', ['b']);
    rmSync(join(objects, 'pack', 'pack-one.idx'));
    rmSync(join(objects, 'pack', 'pack-two.pack'));
    const packs = open();
    expect([where(packs, 'a'), where(packs, 'b')]).toEqual([null, null]);
  });
});
