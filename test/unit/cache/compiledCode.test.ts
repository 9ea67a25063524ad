/** Compiled code on disk: whole, of one's own, and known by its source. */
import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { writeCacheFile } from '../../../server/cache/cacheFile.ts';
import { codeDirectory, markOf, readCompiled, writeCompiled } from '../../../server/cache/compiledCode.ts';
import { useScratch } from '../../support/scratch.ts';

const parts = [
  { name: 'a.js', source: markOf(Buffer.from('one')), code: Buffer.from('code of a') },
  { name: 'b.js', source: markOf(Buffer.from('two')), code: Buffer.alloc(1000, 7) },
];

describe('compiled code', () => {
  const scratch = useScratch('compiled-code');
  const place = (name: string) => join(scratch.path, name);
  const written = (name: string) => {
    writeCompiled(place(name), 'x.js', { generation: 1, parts });
    return join(place(name), 'x.js.code');
  };
  afterEach(() => vi.restoreAllMocks());

  it('is read as it was written, in a directory that is nobody else’s', () => {
    const path = written('whole');
    expect(readCompiled(place('whole'), 'x.js')).toEqual({ kept: { generation: 1, parts }, complaint: null });
    expect([statSync(place('whole')).mode & 0o777, statSync(path).mode & 0o777]).toEqual([0o700, 0o600]);
    writeCompiled(place('whole'), 'x.js', { generation: 2, parts: [] });
    expect(readCompiled(place('whole'), 'x.js').kept).toEqual({ generation: 2, parts: [] });
    expect(readdirSync(place('whole'))).toEqual(['x.js.code']);
  });

  it('lies where V8 need not copy it', () => {
    written('aligned');
    for (const { code } of readCompiled(place('aligned'), 'x.js').kept?.parts ?? [])
      expect(code.byteOffset % 8).toBe(0);
  });

  it('is not there, without a word, where nothing was written', () => {
    expect(readCompiled(place('nothing'), 'x.js')).toEqual({ kept: null, complaint: null });
  });

  it.each<[string, (path: string) => void]>([
    ['a bit is wrong', (path) => writeFileSync(path, flipped(readFileSync(path)))],
    ['the end is missing', (path) => writeFileSync(path, readFileSync(path).subarray(0, -20))],
    ['it is empty', (path) => writeFileSync(path, '')],
    ['its table is none', (path) => writeCacheFile(path, [length(4), Buffer.from('true')])],
    ['its table is longer than all of it', (path) => writeCacheFile(path, [length(400), Buffer.from('{}')])],
    [
      'its table has something else in it',
      (path) => writeTable(path, { generation: 1, table: [['a', 1, 2]] }),
    ],
    ['code is missing', (path) => writeTable(path, { generation: 1, table: [['a', 1, 2, 50]] })],
    ['a length is below zero', (path) => writeTable(path, { generation: 1, table: [['a', 1, 2, -5]] })],
  ])('is left alone, and told of, when %s', (name, damage) => {
    const path = written(name);
    damage(path);
    const { kept, complaint } = readCompiled(place(name), 'x.js');
    expect(kept).toBeNull();
    expect(complaint).toBe(`${path} was damaged or of another version; it is made anew`);
  });

  it.each<[string, (path: string) => void]>([
    ['belongs to somebody else', () => vi.spyOn(process, 'getuid').mockReturnValue(4242)],
    ['others may write to', (path) => chmodSync(path, 0o622)],
    ['a group may write to', (path) => chmodSync(path, 0o620)],
  ])('is not run from a file that %s', (name, change) => {
    const path = written(name);
    change(path);
    const { kept, complaint } = readCompiled(place(name), 'x.js');
    expect(kept).toBeNull();
    expect(complaint).toContain('may have been written by somebody else');
  });

  it('is judged by the file that a link leads to', () => {
    const path = written('target');
    symlinkSync(place('target'), place('link'));
    expect(readCompiled(place('link'), 'x.js').kept?.generation).toBe(1);
    chmodSync(path, 0o666);
    expect(readCompiled(place('link'), 'x.js').kept).toBeNull();
  });

  it('has a directory for each program and each way to start it', () => {
    const ours = codeDirectory('/caches', '/program');
    expect(ours).toMatch(/^\/caches\/code\/[0-9a-f]{8}$/);
    expect(codeDirectory('/caches', '/program')).toBe(ours);
    expect(codeDirectory('/caches', '/other')).not.toBe(ours);
    vi.stubEnv('NODE_OPTIONS', '--max-old-space-size=100');
    expect(codeDirectory('/caches', '/program')).not.toBe(ours);
    vi.unstubAllEnvs();
  });
});

function flipped(bytes: Buffer): Buffer {
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 4;
  return bytes;
}

function length(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function writeTable(path: string, head: object): void {
  const text = Buffer.from(JSON.stringify(head));
  writeCacheFile(path, [length(text.length), text]);
}
