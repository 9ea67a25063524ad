/** Changed-path filters: the hash against published values, and filters that hold what was put in. */
import { describe, expect, it } from 'vitest';
import { type FilterSettings, hashPath, mayContain, murmur3 } from '../../../../server/git/graph/bloom.ts';

describe('murmur3', () => {
  const published: readonly (readonly [text: string, seed: number, hash: number])[] = [
    ['', 0, 0],
    ['', 1, 0x514e28b7],
    ['test', 0, 0xba6bd213],
    ['test', 0x9747b28c, 0x704b81dc],
    ['Hello, world!', 0, 0xc0363e43],
    ['Hello, world!', 0x9747b28c, 0x24884cba],
    ['The quick brown fox jumps over the lazy dog', 0, 0x2e4ff723],
    ['The quick brown fox jumps over the lazy dog', 0x9747b28c, 0x2fa826cd],
  ];
  it.each(published)('of %j with seed %d', (text, seed, hash) => {
    expect(murmur3(Buffer.from(text), seed)).toBe(hash);
  });

  it('of bytes from 0x80 on depends on their sign', () => {
    const bytes = Buffer.from([0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff]);
    expect(murmur3(bytes, 0)).toBe(0xa183ccfd);
    expect(murmur3(new Int8Array(bytes), 0)).not.toBe(0xa183ccfd);
  });
});

describe('hashPath', () => {
  it('differs between the versions only where a byte is above 0x7f', () => {
    const plain = hashPath('server/git/graph/bloom.ts');
    expect(plain.version1).toEqual(plain.version2);
    const other = hashPath('caf\xc3\xa9');
    expect(other.version1).not.toEqual(other.version2);
  });
});

describe('mayContain', () => {
  /** A filter of ten bits a path, as git makes it: directories count as paths. */
  function filterOf(files: readonly string[], settings: FilterSettings): Buffer {
    const paths = [...new Set(files.flatMap((file) => leading(file)))];
    const bytes = Buffer.alloc(Math.ceil((paths.length * 10) / 8));
    for (const path of paths) {
      const { first, step } = hashPath(path)[settings.version === 1 ? 'version1' : 'version2'];
      for (let k = 0; k < settings.hashes; k++) {
        const bit = Number((BigInt(first) + BigInt(k) * BigInt(step)) % 2n ** 32n) % (bytes.length * 8);
        bytes[bit >> 3] = (bytes[bit >> 3] as number) | (1 << (bit & 7));
      }
    }
    return bytes;
  }
  function leading(path: string): string[] {
    const slash = path.lastIndexOf('/');
    return slash < 0 ? [path] : [path, ...leading(path.slice(0, slash))];
  }
  const many = Array.from({ length: 40 }, (_, i) => `dir/${i}/file.c`);
  const inside = ['a', 'dir', 'dir/file.c', 'caf\xc3\xa9', ...many];
  const outside = Array.from({ length: 200 }, (_, i) => `other/${i}.c`);

  it.each([1, 2] as const)('never denies what is in a filter of version %d', (version) => {
    const settings = { version, hashes: 7 };
    const bytes = Buffer.concat([Buffer.alloc(3), filterOf(inside, settings)]);
    const filter = { bytes, at: 3, length: bytes.length - 3 };
    expect(inside.map((path) => mayContain(filter, hashPath(path), settings))).toEqual(
      inside.map(() => true),
    );
    const mistaken = outside.filter((path) => mayContain(filter, hashPath(path), settings));
    expect(mistaken.length).toBeLessThan(10);
  });

  it('denies a path that seems to be in a filter when its directory is not', () => {
    const settings = { version: 2, hashes: 7 } as const;
    const bytes = filterOf(['some/file.c', 'other.c'], settings);
    const filter = { bytes, at: 0, length: bytes.length };
    const names = Array.from({ length: 5000 }, (_, i) => `${i}.c`);
    const mistaken = names.filter((name) => mayContain(filter, hashPath(name), settings));
    expect(mistaken.length).toBeGreaterThan(10);
    const inside = mistaken.map((name) => `elsewhere/${name}`);
    expect(inside.filter((path) => mayContain(filter, hashPath(path), settings))).toEqual([]);
  });

  it('asks no more than some directories of a path of very many', () => {
    const deep = hashPath('d/'.repeat(2000));
    let depth = 0;
    for (let path = deep.directory; path !== null; path = path.directory) depth++;
    expect(depth).toBe(8);
  });

  const special: readonly (readonly [what: string, bytes: number[], may: boolean])[] = [
    ['no filter', [], true],
    ['a filter of no change', [0], false],
    ['a filter of too many changes', [0xff], true],
  ];
  it.each(special)('%s', (_, bytes, may) => {
    const filter = { bytes: Buffer.from(bytes), at: 0, length: bytes.length };
    expect(mayContain(filter, hashPath('any'), { version: 2, hashes: 7 })).toBe(may);
  });
});
