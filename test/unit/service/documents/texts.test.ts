/** Texts in memory that threads see, made once. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ChunkedText } from '../../../../server/base/chunkedText.ts';
import { bytesOfText, piecesOf, type SharedText } from '../../../../server/base/sharedText.ts';
import { hashOf, placeNow, share, tidy } from '../../../../server/service/documents/texts.ts';

const stringOf = (text: SharedText) => Buffer.from(bytesOfText(text)).toString();
const placeOf = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
  JSON.stringify([
    buffers.indexOf(buffer) < 0 ? buffers.push(buffer) - 1 : buffers.indexOf(buffer),
    byteOffset,
    byteLength,
  ]);
const buffers: ArrayBufferLike[] = [];
const long = 'some words of a line\n'.repeat(30_000);

describe('a shared text', () => {
  it('is made once, and has the same name for the same text', async () => {
    const text = ChunkedText.of('one\n');
    const shared = await share(text);
    expect(await share(text)).toBe(shared);
    expect([stringOf(shared), shared.byteLength]).toEqual(['one\n', 4]);
    const [same, other] = [await share(ChunkedText.of('one\n')), await share(ChunkedText.of('two\n'))];
    expect([same.name === shared.name, other.name === shared.name]).toEqual([true, false]);
  });

  it('lies in memory of all threads', async () => {
    const { blocks } = await share(ChunkedText.of(long));
    expect(blocks.every(({ buffer }) => buffer instanceof SharedArrayBuffer)).toBe(true);
  });

  it('has in common with the next version what was not touched, and the name of an equal one', async () => {
    const text = ChunkedText.of(long);
    const edited = text.replaced(300_000, 300_000, 'é');
    const [before, after] = [await share(text), await share(edited)];
    expect(stringOf(after)).toBe(`${long.slice(0, 300_000)}é${long.slice(300_000)}`);
    const known = new Set([...piecesOf(before)].map(placeOf));
    const own = [...piecesOf(after)].filter((piece) => !known.has(placeOf(piece)));
    expect(own.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(20_000);
    expect((await share(edited.replaced(300_000, 300_001, ''))).name).toBe(before.name);
  });

  it('says whether git could store it otherwise', async () => {
    const texts = ['a\nb', 'a\r\n', '$Id: 1$', `${'x'.repeat(8190)}$Id: 1$${'x'.repeat(4000)}`];
    const convertible = await Promise.all(
      texts.map(async (text) => (await share(ChunkedText.of(text))).convertible),
    );
    expect(convertible).toEqual([false, true, true, true]);
  });

  it('moves to another memory when most of the old one is of versions that are gone', async () => {
    let text = ChunkedText.of('a'.repeat(8000));
    const memories = new Set<number>();
    const kept = await share(text);
    for (let edit = 0; edit < 300; edit++) {
      text = text.replaced(4000, 4001, 'b');
      const shared = await share(text);
      memories.add(shared.memory);
      expect(shared.blocks.reduce((sum, { byteLength }) => sum + byteLength, 0)).toBeLessThan(3 << 20);
    }
    expect(memories.size).toBeGreaterThan(1);
    expect(stringOf(kept)).toBe('a'.repeat(8000));
  });

  it('is placed at once where little of it is new, in as much memory until there is time', async () => {
    expect(placeNow(ChunkedText.of(long))).toBe(null);
    const first = ChunkedText.of('a'.repeat(200_000));
    await share(first);
    let text = first;
    const memories = new Set<number>();
    for (let edit = 0; edit < 400; edit++) {
      text = text.replaced(4000, 4001, 'b');
      memories.add(placeNow(text)?.memory ?? 0);
    }
    expect(memories).toEqual(new Set([(await share(first)).memory]));
    const { name, ...bytes } = await share(text);
    expect(placeNow(text)).toEqual(bytes);
    expect(name).toBe((await share(ChunkedText.of(text.toString()))).name);
    await tidy(first);
    await tidy(text);
    const next = text.replaced(0, 1, 'b');
    expect(placeNow(next)?.memory).not.toBe(bytes.memory);
    expect(stringOf(await share(next))).toBe(next.toString());
    expect(stringOf(await share(text))).toBe(text.toString());
  });

  it('is whole when two versions are shared at a time', async () => {
    const text = ChunkedText.of(long);
    const versions = Array.from({ length: 5 }, (_, at) =>
      text.replaced(at * 1000, at * 1000 + 10, 'x'.repeat(600_000)),
    );
    const shared = await Promise.all([text, ...versions].map(share));
    expect(shared.map(stringOf)).toEqual([text, ...versions].map(String));
  });
});

it('names bytes by their hash', () => {
  const bytes = Buffer.from('abc');
  expect(hashOf(bytes)).toBe(createHash('sha1').update(bytes).digest('hex'));
  expect(hashOf(bytes)).toBe(hashOf(Buffer.from('abc')));
});
