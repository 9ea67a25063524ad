/** Inflating: the right bytes and the right length of input, and no trust in any stream. */
import { constants, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  inflateAnew,
  inflateInto,
  inflateSliced,
  maxDeflated,
  maxInflated,
  SLICE_BYTES,
} from '../../../../server/git/odb/inflate.ts';
import { randomNumbers } from '../../../support/packFixture.ts';

const random = randomNumbers(3);
const noise = Buffer.from(Array.from({ length: 5000 }, () => random() & 255));
const text = Buffer.from('the quick brown fox jumps over the lazy dog\n'.repeat(200));
const samples: readonly (readonly [what: string, data: Buffer])[] = [
  ['nothing', Buffer.alloc(0)],
  ['one byte', Buffer.from('x')],
  ['text', text],
  ['noise', noise],
  ['zeros', Buffer.alloc(300_000)],
];
const levels = [0, 1, 6, 9];

/** Both ways of inflating, whose outcome must be the same. */
function inflateBoth(input: Buffer, span: { at: number; end: number }, size: number) {
  const [ours, theirs] = [Buffer.alloc(size + 1, 7), Buffer.alloc(size + 1, 7)];
  const used = inflateInto(input, span, { bytes: ours, size });
  expect(inflateAnew(input, span, { bytes: theirs, size })).toBe(used);
  if (used >= 0) expect(ours.subarray(0, size).equals(theirs.subarray(0, size))).toBe(true);
  return { used, bytes: ours.subarray(0, size) };
}

describe('inflateInto', () => {
  it.each(samples)('gives back %s, with something before and behind the stream', (_, data) => {
    for (const level of levels) {
      const stream = deflateSync(data, { level });
      const input = Buffer.concat([noise.subarray(0, 11), stream, noise.subarray(0, 50)]);
      const { used, bytes } = inflateBoth(input, { at: 11, end: input.length }, data.length);
      expect(used).toBe(stream.length);
      expect(bytes.equals(data)).toBe(true);
      expect(data.length).toBeLessThanOrEqual(maxInflated(stream.length));
      expect(stream.length).toBeLessThanOrEqual(maxDeflated(data.length));
    }
  });

  it('refuses streams that are longer or shorter than they should be', () => {
    const stream = deflateSync(text);
    for (const size of [0, 1, text.length - 1, text.length + 1, 2 * text.length]) {
      expect(inflateBoth(stream, { at: 0, end: stream.length }, size).used).toBe(-1);
    }
  });

  it('refuses a stream that is cut off anywhere', () => {
    const stream = deflateSync(text.subarray(0, 100));
    for (let end = 1; end < stream.length; end++) {
      expect(inflateBoth(stream, { at: 0, end }, 100).used).toBe(-1);
    }
  });

  it('notices every changed bit', () => {
    const stream = deflateSync(text.subarray(0, 300), { strategy: constants.Z_FIXED });
    for (let bit = 0; bit < stream.length * 8; bit++) {
      const damaged = Buffer.from(stream);
      damaged[bit >> 3] = (damaged[bit >> 3] as number) ^ (1 << (bit & 7));
      const target = { bytes: Buffer.alloc(301), size: 300 };
      const used = inflateInto(damaged, { at: 0, end: damaged.length }, target);
      // The window size in the head and the declared level of compression change nothing.
      if (used >= 0) expect(target.bytes.subarray(0, 300).equals(text.subarray(0, 300))).toBe(true);
    }
  });

  it('works again after a failure', () => {
    const stream = deflateSync(text);
    inflateBoth(noise, { at: 0, end: noise.length }, 100);
    expect(inflateBoth(stream, { at: 0, end: stream.length }, text.length).used).toBe(stream.length);
  });

  it('refuses spans and targets that do not fit', () => {
    const stream = deflateSync(text);
    const target = { bytes: Buffer.alloc(text.length + 1), size: text.length };
    expect(inflateInto(stream, { at: 0, end: stream.length + 1 }, target)).toBe(-1);
    expect(inflateInto(stream, { at: 5, end: 5 }, target)).toBe(-1);
    expect(
      inflateInto(stream, { at: 0, end: stream.length }, { bytes: target.bytes, size: text.length + 1 }),
    ).toBe(-1);
  });
});

describe('inflateSliced', () => {
  const long = Buffer.concat(Array.from({ length: 300 }, () => noise));

  /** The stream in pieces of that size, and how often was polled. */
  function inflate(stream: Buffer, size: number, piece = 1000) {
    let at = 0;
    let polls = 0;
    const next = () => {
      const bytes = stream.subarray(at, at + piece);
      at += piece;
      return bytes.length === 0 ? null : { bytes, span: { at: 0, end: bytes.length } };
    };
    const target = Buffer.alloc(size + 1);
    const used = inflateSliced(next, { bytes: target, size }, () => void polls++);
    return { used, polls, bytes: target.subarray(0, size) };
  }

  it.each([...samples, ['much', long] as const])('gives back %s, whatever the pieces', (_, data) => {
    for (const level of levels) {
      const stream = deflateSync(data, { level });
      for (const piece of [1009, 40_000, 1 << 20]) {
        const input = Buffer.concat([stream, noise.subarray(0, 50)]);
        const { used, bytes, polls } = inflate(input, data.length, piece);
        expect(used).toBe(stream.length);
        expect(bytes.equals(data)).toBe(true);
        expect(polls).toBeGreaterThanOrEqual(Math.floor(data.length / SLICE_BYTES));
      }
    }
  });

  it('refuses what is longer, shorter, cut off or damaged', () => {
    const stream = deflateSync(text);
    for (const size of [0, 1, text.length - 1, text.length + 1]) expect(inflate(stream, size).used).toBe(-1);
    for (let end = 0; end < stream.length; end += 3)
      expect(inflate(stream.subarray(0, end), text.length, 7).used).toBe(-1);
    for (let at = 0; at < stream.length; at++) {
      const damaged = Buffer.from(stream);
      damaged[at] = (damaged[at] as number) ^ 0x10;
      const { used, bytes } = inflate(damaged, text.length, 11);
      if (used >= 0) expect(bytes.equals(text)).toBe(true);
    }
  });

  it('can be abandoned, and the next stream is none the worse for it', () => {
    const stream = deflateSync(long);
    const once = { bytes: stream, span: { at: 0, end: stream.length } };
    const target = { bytes: Buffer.alloc(long.length + 1), size: long.length };
    let polls = 0;
    const poll = () => {
      if (++polls === 3) throw new Error('enough');
    };
    expect(() => inflateSliced(() => once, target, poll)).toThrow('enough');
    expect(inflate(deflateSync(text), text.length).bytes.equals(text)).toBe(true);
  });
});
