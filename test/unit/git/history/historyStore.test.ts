/** An index on disk: what damage does to it, who else may write it, for which repository it holds. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Cancelled } from '../../../../server/base/cancel.ts';
import { checkCacheFile, writeCacheFile } from '../../../../server/cache/cacheFile.ts';
import { startHistoryBuild } from '../../../../server/git/history/build.ts';
import { HistoryStore } from '../../../../server/git/history/historyStore.ts';
import { type LayerContent, NO_LINK } from '../../../../server/git/history/layerFormat.ts';
import { Touches } from '../../../../server/git/history/touches.ts';
import { WindowCache } from '../../../../server/git/odb/windows.ts';
import type { ObjectReader } from '../../../../server/git/reader.ts';
import { scratchDirectory } from '../../../support/gitRepository.ts';
import { writeHistory } from '../../../support/history.ts';
import { randomNumbers } from '../../../support/packFixture.ts';
import { openRepository } from '../../../support/repositoryReader.ts';

let directory = '';
let place = '';
let ids: ReadonlyMap<string, string> = new Map();
let repository: { readonly reader: ObjectReader; readonly close: () => void };
let warnings: string[] = [];

beforeEach(() => {
  directory = scratchDirectory('history-store');
  place = join(directory, 'index');
  warnings = [];
  ids = writeHistory(
    directory,
    [
      { id: 'one', files: { a: '1', b: '1' } },
      { id: 'two', files: { a: '2', b: null, c: '1' } },
      { id: 'three', files: { a: '3' } },
    ],
    { objectFormat: 'sha1' },
  );
  repository = openRepository(directory);
});
afterEach(() => {
  repository.close();
  rmSync(directory, { recursive: true });
});

function open(): HistoryStore {
  return new HistoryStore({ directory: place, warn: (message) => warnings.push(message), now: Date.now });
}

function content(tip: string, known: readonly string[] = []): LayerContent {
  const build = startHistoryBuild(repository.reader, {
    tip: ids.get(tip) ?? '',
    known: (commit) => known.some((name) => ids.get(name) === commit),
  });
  while (build.step());
  return build.content();
}

/** A chain of commits of which each touches one of many files. */
function long(count: number, name: string): LayerContent {
  const idBytes = 20;
  const touches = new Touches(idBytes);
  const files = 2 + (count >> 3);
  for (let commit = 0; commit < count; commit++)
    touches.add(commit % files, commit, { mode: 0o100644, oid: 'a'.repeat(40) });
  const id = (commit: number) => createHash('sha1').update(`${name}${commit}`).digest();
  return {
    idBytes,
    ids: Buffer.concat(Array.from({ length: count }, (_, commit) => id(commit))),
    chains: [{ start: 0, link: NO_LINK }],
    externals: [],
    paths: Array.from({ length: files }, (_, file) => `${name} ${file}`),
    touches,
    deletions: [],
  };
}

function touch(store: HistoryStore, commit: string, overrides = ''): string | null | undefined {
  const answer = store.current(overrides)?.lastTouch(ids.get(commit) ?? '', 'a');
  return answer && [...ids].find(([, id]) => id === answer.commit)?.[0];
}

function layers(): string[] {
  return readdirSync(place).filter((name) => name.endsWith('.layer'));
}

describe('an index on disk', () => {
  it('is read from disk in few pieces, however many paths are looked up', () => {
    const files = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`file ${n}`, `${n}`]));
    const [large, wide] = [join(directory, 'large'), join(directory, 'wide')];
    const tip = writeHistory(large, [{ id: 'all', files }], { objectFormat: 'sha1' }).get('all') ?? '';
    const { reader, close } = openRepository(large);
    const build = startHistoryBuild(reader, { tip, known: () => false });
    while (build.step());
    const store = new HistoryStore({ directory: wide, warn: () => undefined, now: Date.now });
    store.add(build.content(), '');
    const reads = vi.spyOn(WindowCache.prototype, 'readInto');
    const index = store.current('');
    const found = Object.keys(files).filter((path) => index?.lastTouch(tip, path)?.commit === tip);
    const count = reads.mock.calls.length;
    reads.mockRestore();
    store.close();
    close();
    expect(found.length).toBe(300);
    // Each path's own list, and the table of names in blocks.
    expect(count).toBeLessThan(330);
  });

  it('is there for whoever looks after it was written', () => {
    const [writer, reader] = [open(), open()];
    expect(reader.current('')).toBeNull();
    writer.add(content('two'), '');
    expect(touch(reader, 'two')).toBe('two');
    expect(touch(reader, 'three')).toBeNull();
    writer.add(content('three', ['two', 'one']), '');
    expect(touch(reader, 'three')).toBe('three');
    expect(warnings).toEqual([]);
    reader.close();
    expect(touch(reader, 'one')).toBe('one');
  });

  it('polls while it is written and while layers are merged, and what was not merged is merged later', () => {
    const commits = 20_000;
    const store = open();
    store.add(long(commits, 'a'), '');
    let alone = 0;
    open().add(long(commits, 'b'), 'other', { check: () => void alone++ });
    rmSync(place, { recursive: true });
    store.close();
    store.add(long(commits, 'a'), '');
    let polls = 0;
    const stop = {
      check() {
        if (++polls === alone + 10) throw new Cancelled();
      },
    };
    expect(() => store.add(long(commits, 'b'), '', stop)).toThrow(Cancelled);
    // Each commit has an id that is sorted, two kinds of places, and a record that is looked at again and again.
    expect((commits * 4) / alone).toBeLessThan(1 << 12);
    expect(store.current('')?.commits).toBe(2 * commits);
    expect(layers()).toHaveLength(2);
    let whole = 0;
    store.add(long(1, 'c'), '', { check: () => void whole++ });
    expect(store.current('')?.layers.map(({ counts }) => counts.commits)).toEqual([2 * commits, 1]);
    expect((commits * 2 * 6) / whole).toBeLessThan(1 << 12);
  });

  it('holds for one set of overrides only', () => {
    const store = open();
    store.add(content('two'), 'grafted');
    expect(store.current('')).toBeNull();
    expect(touch(store, 'two', 'grafted')).toBe('two');
    store.add(content('three'), '');
    expect(store.current('grafted')).toBeNull();
    expect(store.current('')?.commits).toBe(3);
  });

  it('is replaced under a reader that goes on', () => {
    const [writer, reader] = [open(), open()];
    writer.add(content('two'), '');
    const before = reader.current('');
    writer.add(content('three', ['two', 'one']), '');
    for (const name of layers().slice(0, 1)) rmSync(join(place, name));
    expect(before?.lastTouch(ids.get('two') ?? '', 'a')).not.toBeNull();
  });

  const damages: readonly (readonly [string, (path: string) => void])[] = [
    ['is gone', (path) => rmSync(path)],
    ['is empty', (path) => writeFileSync(path, '')],
    ['is cut off', (path) => writeFileSync(path, readFileSync(path).subarray(0, -1))],
    ['has another byte', (path) => flip(path, 100)],
    ['belongs to somebody else', (path) => writeCacheFile(path, [Buffer.from('something else altogether')])],
    ['is of another version', (path) => rewrite(path, (bytes) => bytes.writeUInt32BE(99, 4))],
  ];
  it.each(damages)('is left out with a word and made anew when a layer %s', (_, damage) => {
    open().add(content('three'), '');
    damage(join(place, layers()[0] ?? ''));
    const store = open();
    expect(store.current('')).toBeNull();
    expect(store.current('')).toBeNull();
    expect(warnings).toHaveLength(1);
    store.add(content('three'), '');
    expect(touch(store, 'three')).toBe('three');
    expect(warnings).toHaveLength(1);
  });

  const manifests = [
    '',
    '{}',
    '{"overrides":"","layers":["../../x.layer"]}',
    '{"overrides":"","layers":[1]}',
  ];
  it.each(manifests)('is left out when its list of layers is %j', (text) => {
    open().add(content('three'), '');
    writeCacheFile(join(place, 'layers.json'), [Buffer.from(text)]);
    expect(open().current('')).toBeNull();
    expect(warnings).toHaveLength(1);
  });

  it('throws nothing but what the store gives up for, whatever a layer claims', () => {
    open().add(content('three'), '');
    const path = join(place, layers()[0] ?? '');
    const whole = readFileSync(path);
    const next = randomNumbers(7);
    const random = (count: number) => next() % count;
    for (let round = 0; round < 400; round++) {
      writeFileSync(path, whole);
      rewrite(path, (bytes) => {
        const at = round < 60 ? round : random(bytes.length);
        bytes[at] = random(256);
      });
      const store = open();
      const index = store.current('');
      for (const commit of ids.values()) {
        for (const name of ['a', 'b', 'c', 'd']) index?.lastTouch(commit, name);
        index?.deletedPaths(commit);
      }
      store.close();
    }
    expect(warnings.length).toBeGreaterThan(50);
  });

  it('removes what nobody needs once it is old enough', () => {
    const store = open();
    store.add(content('two'), '');
    writeFileSync(join(place, 'x.layer'), '');
    const later = new HistoryStore({ directory: place, warn: () => {}, now: () => Date.now() + 7_200_000 });
    later.add(content('three', ['two', 'one']), '');
    expect(layers()).not.toContain('x.layer');
    expect(touch(open(), 'three')).toBe('three');
  });
});

/** Changes the content and makes the checksum fit. */
function rewrite(path: string, change: (bytes: Buffer) => void): void {
  const bytes = readFileSync(path).subarray(0, checkCacheFile(path) ?? 0);
  change(bytes);
  writeCacheFile(path, [bytes]);
}

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}
