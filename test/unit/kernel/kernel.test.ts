/** The compiled kernels: the same answers as the plain implementations, for sound and for damaged input. */
import { deflateRawSync, deflateSync, constants as zlib } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createCompiled,
  createKernel,
  type Kernel,
  PADDING,
  RESERVED,
} from '../../../server/kernel/kernel.ts';
import { createReference } from '../../../server/kernel/reference.ts';
import { encodeDelta, randomNumbers } from '../../support/packFixture.ts';

const SIZE = 1 << 20;
const compiled = createCompiled(SIZE);
const INPUT = RESERVED;
const BASE = RESERVED + (1 << 18);
const OUTPUT = RESERVED + (1 << 19);

/** What both say, which must be the same; the result's bytes when there is one. */
function both(
  inputs: Readonly<Record<number, Uint8Array>>,
  call: (kernel: Kernel) => number,
  size = 0,
): { readonly answer: number; readonly bytes: Buffer } {
  expect(compiled, 'dist/parts/kernel.wasm is missing: npm run build makes it').not.toBeNull();
  const answers = [compiled as Kernel, createReference(SIZE)].map((kernel) => {
    for (const [address, bytes] of Object.entries(inputs)) kernel.bytes.set(bytes, Number(address));
    const answer = call(kernel);
    return { answer, bytes: Buffer.from(kernel.bytes.subarray(OUTPUT, OUTPUT + (answer < 0 ? 0 : size))) };
  });
  const [ours, reference] = answers as [{ answer: number; bytes: Buffer }, { answer: number; bytes: Buffer }];
  expect(ours.answer).toBe(reference.answer);
  expect(ours.bytes.equals(reference.bytes)).toBe(true);
  return ours;
}

it('gives kernels whatever the machine allows', () => {
  expect(createKernel(SIZE).bytes.length).toBeGreaterThanOrEqual(SIZE);
});

describe('inflate', () => {
  const inflate = (stream: Uint8Array, size: number) =>
    both({ [INPUT]: stream }, (kernel) => kernel.inflate(INPUT, INPUT + stream.length, OUTPUT, size), size);

  const letters = Buffer.from('the quick brown fox jumps over the lazy dog\n'.repeat(40));
  const noise = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * i * 31 + (i >> 3)) & 0xff));
  const skewed = Buffer.concat(
    Array.from({ length: 40 }, (_, i) => Buffer.alloc(Math.floor(1.4 ** i), 64 + i)).slice(0, 26),
  );
  const words = longText(60_000);
  const texts: readonly (readonly [string, Buffer])[] = [
    ['nothing', Buffer.alloc(0)],
    ['one byte', Buffer.from('x')],
    ['a text', letters],
    ['noise', noise],
    ['one byte again and again', Buffer.alloc(70_000, 'a')],
    ['a short period', Buffer.from('abc'.repeat(9000))],
    ['codes of all lengths', skewed],
    ['a long text', words],
    ['everything', Buffer.concat([letters, noise, skewed, letters])],
  ];
  const strategies = [
    zlib.Z_DEFAULT_STRATEGY,
    zlib.Z_FIXED,
    zlib.Z_HUFFMAN_ONLY,
    zlib.Z_RLE,
    zlib.Z_FILTERED,
  ];

  it.each(texts)('gives back %s, however it was compressed', (_, text) => {
    for (const level of [0, 1, 6, 9]) {
      for (const strategy of strategies) {
        const stream = deflateSync(text, { level, strategy });
        for (const behind of [Buffer.alloc(0), noise]) {
          const { answer, bytes } = inflate(Buffer.concat([stream, behind]), text.length);
          expect(answer).toBe(stream.length);
          expect(bytes.equals(text)).toBe(true);
        }
      }
    }
  });

  it('leaves what follows the stream alone', () => {
    const stream = deflateSync(letters);
    expect(inflate(Buffer.concat([stream, noise]), letters.length).answer).toBe(stream.length);
  });

  it.each([-1, 1, 1000])('refuses a stream that is %i bytes longer than expected', (difference) => {
    expect(inflate(deflateSync(letters), letters.length - difference).answer).toBe(-1);
  });

  it('refuses streams without a head, or cut off anywhere', () => {
    expect(inflate(deflateRawSync(letters), letters.length).answer).toBe(-1);
    const stream = deflateSync(letters);
    for (let end = 0; end < stream.length; end++) {
      expect(inflate(stream.subarray(0, end), letters.length).answer).toBe(-1);
    }
  });

  it('says of damaged streams what zlib says', () => {
    const numbers = randomNumbers(7);
    const random = (below: number) => numbers() % below;
    for (const [, text] of texts.filter(([, { length }]) => length < 6000)) {
      for (const strategy of [zlib.Z_DEFAULT_STRATEGY, zlib.Z_FIXED]) {
        const stream = deflateSync(text, { strategy });
        for (let turn = 0; turn < 150; turn++) {
          const damaged = Buffer.from(stream);
          const at = random(Math.min(stream.length, turn % 2 ? 40 : stream.length));
          damaged[at] = (damaged[at] as number) ^ (1 << random(8));
          inflate(damaged, text.length);
        }
      }
    }
  });

  it('says of a long text that was damaged what zlib says', () => {
    const numbers = randomNumbers(11);
    for (const level of [1, 6]) {
      const stream = deflateSync(words, { level });
      for (let turn = 0; turn < 200; turn++) {
        const damaged = Buffer.from(stream);
        const at = numbers() % (turn % 2 ? 400 : stream.length);
        damaged[at] = (damaged[at] as number) ^ (1 << (numbers() % 8));
        inflate(Buffer.concat([damaged, noise]), words.length);
      }
    }
  });

  it('refuses what refers to bytes before the text', () => {
    const before = words.subarray(0, 30_000);
    const text = words.subarray(30_000);
    const zlibStream = deflateSync(text);
    for (const dictionary of [before, Buffer.concat([before, before.subarray(0, 2000)])]) {
      const raw = deflateRawSync(text, { dictionary });
      const stream = Buffer.concat([zlibStream.subarray(0, 2), raw, zlibStream.subarray(-4), noise]);
      const inputs = { [INPUT]: stream, [OUTPUT - dictionary.length]: dictionary };
      const call = (kernel: Kernel) => kernel.inflate(INPUT, INPUT + stream.length, OUTPUT, text.length);
      expect(both(inputs, call).answer).toBe(-1);
    }
  });

  it.each([0, 1, 400])('writes nothing far behind a text that is %i bytes longer than expected', (more) => {
    const kernel = compiled as Kernel;
    const random = randomNumbers(2);
    const mixed = Buffer.from(Array.from({ length: 700 }, () => 33 + (random() % 60)));
    const text = Buffer.concat([mixed, letters]);
    for (let size = 0; size < 2300; size++) {
      const stream = deflateSync(text.subarray(0, size + more));
      kernel.bytes.set(Buffer.concat([stream, noise]), INPUT);
      kernel.bytes.fill(7, OUTPUT + size, OUTPUT + size + 1000);
      const answer = kernel.inflate(INPUT, INPUT + stream.length + noise.length, OUTPUT, size);
      expect(answer).toBe(more === 0 ? stream.length : -1);
      const behind = kernel.bytes.subarray(OUTPUT + size + PADDING, OUTPUT + size + 1000);
      expect(behind.every((byte) => byte === 7)).toBe(true);
    }
  });

  it('agrees with zlib about any text', () => {
    const text = fc.array(
      fc.oneof(
        fc.uint8Array({ maxLength: 50 }),
        fc.string().map((s) => Buffer.from(s.repeat(9))),
      ),
    );
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 9 }), (parts, level) => {
        const whole = Buffer.concat(parts);
        expect(inflate(deflateSync(whole, { level }), whole.length).bytes.equals(whole)).toBe(true);
      }),
    );
  });
});

/** Words, some of them far more frequent than others, and passages again that stand somewhere before, far off or near. */
function longText(size: number): Buffer {
  const random = randomNumbers(5);
  const known = Array.from({ length: 900 }, () =>
    Array.from({ length: 1 + (random() % 12) }, () => String.fromCharCode(33 + (random() % 200))).join(''),
  );
  let text = '';
  while (text.length < size) {
    const distance = 1 + (random() % Math.min(text.length + 1, 2 ** (random() % 16)));
    const passage = text.slice(text.length - distance);
    const again = passage
      .repeat(Math.ceil(300 / distance))
      .slice(0, 3 + (random() % (random() % 2 ? 290 : 20)));
    text += random() % 9 ? known[Math.floor(known.length * ((random() % 1000) / 1000) ** 3)] : again;
  }
  return Buffer.from(text, 'latin1').subarray(0, size);
}

describe('applyDelta', () => {
  const base = Buffer.from(Array.from({ length: 70_000 }, (_, i) => (i * 7) & 0xff));
  const apply = (instructions: Uint8Array, size: number) => {
    const input = { [INPUT]: instructions, [BASE]: base };
    const end = INPUT + instructions.length;
    const applied = both(
      input,
      (kernel) => kernel.applyDelta(INPUT, end, BASE, base.length, OUTPUT, size),
      size,
    );
    // What is only looked at is found to be the same.
    const checked = both(input, (kernel) => kernel.checkDelta(INPUT, end, base.length, size));
    expect(checked.answer).toBe(applied.answer);
    return applied;
  };
  /** `encodeDelta` without the two sizes, which take three bytes each here. */
  const instructions = (steps: Parameters<typeof encodeDelta>[2]) =>
    encodeDelta(base.length, base.length, steps).subarray(6);

  it('copies and adds', () => {
    const steps = [[0, 10], 'new', [65_536, 4000], [3, 65_536], 'x'.repeat(100), [69_999, 1]] as const;
    const size = 10 + 3 + 4000 + 65_536 + 100 + 1;
    const { answer, bytes } = apply(instructions([...steps]), size);
    expect(answer).toBe(0);
    expect(bytes.toString('latin1', 10, 13)).toBe('new');
    expect(bytes.subarray(13, 4013).equals(base.subarray(65_536, 69_536))).toBe(true);
  });

  const bad: readonly (readonly [string, readonly number[], number])[] = [
    ['an empty instruction', [0], 0],
    ['a copy that is cut off', [0x91, 1], 1],
    ['an addition that is cut off', [5, 1, 2], 5],
    ['a copy past the base', [0xb4, 1, 0xff, 0xff], 65_535],
    ['too little', [1, 65], 2],
    ['too much', [2, 65, 66], 1],
    ['a copy from beyond all bases', [0x9f, 255, 255, 255, 255, 1], 1],
  ];
  it.each(bad)('refuses %s', (_, bytes, size) => {
    expect(apply(Buffer.from(bytes), size).answer).toBe(-1);
  });

  it('agrees about random instructions', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(400), (bytes, size) => {
        apply(bytes, size);
      }),
    );
  });
});

describe('findEntry', () => {
  const find = (tree: Buffer, name: string) =>
    both({ [INPUT]: tree, [BASE]: Buffer.from(name, 'latin1') }, (kernel) =>
      kernel.findEntry(INPUT, tree.length, BASE, name.length, 20),
    ).answer;
  const entry = (mode: string, name: string) =>
    Buffer.concat([Buffer.from(`${mode} ${name}\0`, 'latin1'), Buffer.alloc(20, name)]);
  const names = ['a', 'a b', 'ab', 'b'.repeat(40), 'c', 'caf\xe9', '\xff'];
  const tree = Buffer.concat(names.map((name, i) => entry(i % 2 ? '40000' : '100644', name)));

  it('finds each entry, and none that is not there', () => {
    for (const name of names) {
      const at = find(tree, name);
      expect(tree.indexOf(Buffer.from(`${name}\0`, 'latin1'), at)).toBeLessThan(at + 8);
    }
    for (const name of ['A', 'aa', 'b', 'd', 'caf', '\xfe', 'z']) expect(find(tree, name)).toBe(-1);
    expect(find(Buffer.alloc(0), 'a')).toBe(-1);
    expect(find(entry('0100644', 'a'), 'a')).toBe(0);
  });

  it('notices where a tree is cut off', () => {
    for (let end = 1; end < tree.length; end++) find(tree.subarray(0, end), '\xff');
    expect(find(tree.subarray(0, tree.length - 1), '\xff')).toBe(-2);
  });
});

it('leaves room for what kernels touch beyond the end', () => {
  expect(PADDING).toBeGreaterThanOrEqual(16);
});
