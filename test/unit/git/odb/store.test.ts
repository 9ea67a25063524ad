/** All objects of a repository: every place they can lie in, and another copy where one is damaged. */
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ObjectStore } from '../../../../server/git/odb/store.ts';
import { WindowCache } from '../../../../server/git/odb/windows.ts';
import {
  encodeDelta,
  encodeIndex,
  encodePack,
  objectId,
  type PackEntry,
  writeDeep,
  writeLoose,
  writePack,
} from '../../../support/packFixture.ts';
import { useScratch } from '../../../support/scratch.ts';

const LIMITS = {
  windowBytes: 1 << 20,
  tableBytes: 1 << 20,
  objectBytes: 1 << 20,
  commitBytes: 0,
  maxObjectBytes: 1 << 20,
};

describe('ObjectStore', () => {
  const scratch = useScratch('store');
  let count = 0;

  function create() {
    const objectsDir = join(scratch.path, String(count++));
    mkdirSync(objectsDir, { recursive: true });
    const warnings: string[] = [];
    const stats = { bytesInflated: 0 };
    const open = () =>
      new ObjectStore({
        objectsDir,
        alternateObjectDirs: [],
        objectFormat: 'sha1',
        limits: LIMITS,
        stats,
        windows: new WindowCache(1 << 20, 4096),
        warnings,
        checkCancel: () => {},
      });
    return { objectsDir, warnings, stats, open };
  }

  const blob = (text: string): PackEntry => ({ type: 'blob', data: Buffer.from(text) });
  const idOf = (text: string) => objectId('blob', Buffer.from(text));

  function packOf(objectsDir: string, name: string, texts: readonly string[]): readonly number[] {
    const { bytes, offsets } = encodePack(texts.map(blob));
    const rows = texts.map((text, i) => ({ oid: idOf(text), offset: offsets[i] as number }));
    writePack(objectsDir, name, { pack: bytes, index: encodeIndex(rows) });
    return offsets;
  }

  /** Flips a byte in the stream of the entry at an offset. */
  function damage(objectsDir: string, name: string, offset: number): void {
    const path = join(objectsDir, 'pack', `${name}.pack`);
    const bytes = readFileSync(path);
    bytes[offset + 5] = (bytes[offset + 5] as number) ^ 0xff;
    writeFileSync(path, bytes);
  }

  it('reads packed, loose and alternate objects', () => {
    const other = create();
    packOf(other.objectsDir, 'pack-other', ['in another pack']);
    writeLoose(other.objectsDir, 'blob', Buffer.from('in another place'));
    const { objectsDir, open } = create();
    packOf(objectsDir, 'pack-own', ['packed']);
    writeLoose(objectsDir, 'blob', Buffer.from('loose'));
    writeDeep(join(objectsDir, 'info', 'alternates'), `${other.objectsDir}\n`);
    const store = open();
    for (const text of ['packed', 'loose', 'in another pack', 'in another place']) {
      expect(store.read(idOf(text))?.data.toString()).toBe(text);
      expect(store.readBriefly(idOf(text))?.data.toString()).toBe(text);
      expect(store.header(idOf(text))).toEqual({ type: 'blob', size: text.length });
      expect(store.oidsWithPrefix(idOf(text).slice(0, 10), 2)).toEqual([idOf(text)]);
    }
    expect(store.read(idOf('nowhere'))).toBeNull();
    expect(store.header(idOf('nowhere'))).toBeNull();
    expect(store.read('../../etc/passwd'.padEnd(40, 'x'))).toBeNull();
    expect(store.packedObjectCount()).toBe(2);
    store.close();
  });

  it('takes another copy of a damaged object: from a pack, from a loose file', () => {
    const { objectsDir, open } = create();
    for (const name of ['pack-a', 'pack-b']) {
      const offsets = packOf(objectsDir, name, ['twice', `thrice`]);
      if (name === 'pack-a') damage(objectsDir, name, offsets[0] as number);
      damage(objectsDir, name, offsets[1] as number);
    }
    writeLoose(objectsDir, 'blob', Buffer.from('thrice'));
    const store = open();
    expect(store.read(idOf('twice'))?.data.toString()).toBe('twice');
    expect(store.read(idOf('thrice'))?.data.toString()).toBe('thrice');
    store.close();
  });

  it('takes the copy of an alternate for a damaged loose file', () => {
    const other = create();
    writeLoose(other.objectsDir, 'blob', Buffer.from('text'));
    const { objectsDir, open } = create();
    const oid = idOf('text');
    writeDeep(join(objectsDir, oid.slice(0, 2), oid.slice(2)), 'damaged');
    expect(() => open().read(oid)).toThrow(expect.objectContaining({ code: 'corruptObject' }));
    writeDeep(join(objectsDir, 'info', 'alternates'), other.objectsDir);
    expect(open().read(oid)?.data.toString()).toBe('text');
  });

  it('says what is wrong with an object that has no other copy', () => {
    const { objectsDir, open } = create();
    damage(objectsDir, 'pack-a', packOf(objectsDir, 'pack-a', ['only one'])[0] as number);
    expect(() => open().read(idOf('only one'))).toThrow(/pack-a\.pack: the entry at \d+/);
  });

  it('puts together deltas whose base lies in another pack or in a loose file', () => {
    const { objectsDir, open } = create();
    writeLoose(objectsDir, 'blob', Buffer.from('loose base'));
    packOf(objectsDir, 'pack-base', ['packed base']);
    const entries = ['loose base', 'packed base'].map((text) => {
      const size = text.length;
      return { base: idOf(text), delta: encodeDelta(size, size + 5, [[0, size], ' more']) };
    });
    const { bytes, offsets } = encodePack(entries);
    const rows = ['loose base more', 'packed base more'].map((text, i) => ({
      oid: idOf(text),
      offset: offsets[i] as number,
    }));
    writePack(objectsDir, 'pack-thin', { pack: bytes, index: encodeIndex(rows) });
    const store = open();
    expect(store.read(idOf('loose base more'))?.data.toString()).toBe('loose base more');
    expect(store.read(idOf('packed base more'))?.data.toString()).toBe('packed base more');
    expect(store.header(idOf('packed base more'))).toEqual({ type: 'blob', size: 16 });
  });

  it('refuses deltas that are each other’s base across packs', () => {
    const { objectsDir, open } = create();
    const ids = [idOf('one'), idOf('two')] as const;
    ids.forEach((oid, i) => {
      const { bytes, offsets } = encodePack([
        { base: ids[1 - i] as string, delta: encodeDelta(1, 1, ['x']) },
      ]);
      const index = encodeIndex([{ oid, offset: offsets[0] as number }]);
      writePack(objectsDir, `pack-${i}`, { pack: bytes, index });
    });
    expect(() => open().read(ids[0])).toThrow(expect.objectContaining({ code: 'corruptObject' }));
  });

  it('finds objects whose pack was written or rewritten while it was open', () => {
    const { objectsDir, open } = create();
    packOf(objectsDir, 'pack-old', ['first']);
    const store = open();
    expect(store.read(idOf('second'))).toBeNull();
    packOf(objectsDir, 'pack-new', ['first', 'second', 'third']);
    for (const name of readdirSync(join(objectsDir, 'pack'))) {
      if (name.startsWith('pack-old')) rmSync(join(objectsDir, 'pack', name));
    }
    expect(store.read(idOf('first'))?.data.toString()).toBe('first');
    expect(store.read(idOf('second'))?.data.toString()).toBe('second');
    packOf(objectsDir, 'pack-newer', ['fourth']);
    expect(store.packedObjectCount()).toBe(3);
    store.refresh();
    expect(store.packedObjectCount()).toBe(4);
  });

  it('reads entries beyond 4 GiB', () => {
    const { objectsDir, open } = create();
    const { bytes } = encodePack([blob('far away')]);
    const offset = 2 ** 32 + 12;
    const index = encodeIndex([{ oid: idOf('far away'), offset }]);
    writePack(objectsDir, 'pack-far', { pack: bytes.subarray(0, 12), index });
    // A file with a hole: it takes no room on disk.
    const file = openSync(join(objectsDir, 'pack', 'pack-far.pack'), 'r+');
    writeSync(file, bytes, 12, bytes.length - 12, offset);
    closeSync(file);
    expect(open().read(idOf('far away'))?.data.toString()).toBe('far away');
  });

  it('counts what it inflates', () => {
    const { objectsDir, stats, open } = create();
    packOf(objectsDir, 'pack-a', ['12345']);
    open().read(idOf('12345'));
    expect(stats.bytesInflated).toBe(5);
  });
});
