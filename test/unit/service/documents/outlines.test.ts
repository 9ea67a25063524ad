/** Where functions are while a text is edited. */
import { describe, expect, it } from 'vitest';
import { ChunkedText } from '../../../../server/base/chunkedText.ts';
import { Outlines } from '../../../../server/service/documents/outlines.ts';

const signal = new AbortController().signal;

async function outlined(...outline: number[]) {
  let made = 0;
  const outlines = new Outlines(async () => {
    made++;
    return Int32Array.from(outline);
  });
  const document = { uri: 'u', version: 1, text: ChunkedText.of('text') };
  await outlines.of(document, '/f', signal);
  return { outlines, document, made: () => made };
}

const other = ChunkedText.of('other');

describe('an outline', () => {
  it('is made once for a text', async () => {
    const { outlines, document, made } = await outlined(1, 5);
    await outlines.of({ ...document, version: 2 }, '/f', signal);
    expect(made()).toBe(1);
    await outlines.of({ ...document, text: other }, '/f', signal);
    expect(made()).toBe(2);
    outlines.edited('u', []);
    await outlines.of({ ...document, text: other }, '/f', signal);
    expect(made()).toBe(3);
  });

  it.each([
    ['above', { line: 0, removed: 0, added: 2 }, [4, 7, 10, 12]],
    ['inside', { line: 3, removed: 1, added: 3 }, [2, 7, 10, 12]],
    ['at its first line', { line: 2, removed: 1, added: 1 }, [2, 5, 8, 10]],
    ['over its first line', { line: 1, removed: 2, added: 0 }, [1, 3, 6, 8]],
    ['below', { line: 11, removed: 0, added: 1 }, [2, 5, 8, 10]],
  ])('moves with an edit %s', async (_, edit, expected) => {
    const { outlines } = await outlined(2, 5, 8, 10);
    outlines.edited('u', [edit]);
    expect([...(outlines.latest('u') ?? [])]).toEqual(expected);
  });

  it('stays where it was when nobody can say what changed, until the document is closed', async () => {
    const { outlines } = await outlined(1, 5);
    outlines.edited('u', null);
    outlines.edited('other', []);
    expect([...(outlines.latest('u') ?? [])]).toEqual([1, 5]);
    outlines.forget('u');
    expect(outlines.latest('u')).toBeNull();
  });
});
