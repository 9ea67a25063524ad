/** Long answers in slices. */
import { describe, expect, it } from 'vitest';
import { toWireLines } from '../../../server/lsp/convert.ts';
import { encodeMessage, RawJson, utf8, writeLines, written } from '../../../server/lsp/rawJson.ts';
import { emptyBlame, type FileBlame } from '../../../server/service/fileBlame.ts';
import { fakePerson } from '../../support/fakeService.ts';

/** A blame whose every line has an origin of its own, of a third as many commits. */
function blameOf(lineCount: number): FileBlame {
  const lines = Array.from({ length: lineCount }, (_, line) => line);
  const commit = (line: number) => `c${line % Math.ceil(lineCount / 3)}`;
  return {
    lineCount,
    rows: Int32Array.from(lines.flatMap((line) => [line, 1, line, line, 0])),
    origins: lines.map((line) => ({ commit: commit(line), path: 'f', previous: null, boundary: false })),
    commits: Object.fromEntries(
      lines.map((line) => [
        commit(line),
        { summary: `\u00fc "${line % 7}"`, author: fakePerson, committer: fakePerson },
      ]),
    ),
    uncommitted: null,
  };
}

async function write(blame: FileBlame, span = { start: 0, end: blame.lineCount }) {
  let pauses = 0;
  const lines = await writeLines({
    blame,
    span,
    pause: async () => void pauses++,
    slice: (work) => work(),
  });
  return { raw: new RawJson([Buffer.from('{"version":3,'), ...lines]), pauses };
}

const sent = (message: object) => Buffer.concat(encodeMessage(message)).toString();

describe('a long answer', () => {
  it.each([
    [0, 0, 0],
    [1, 0, 1],
    [5000, 0, 5000],
    [5000, 1, 4999],
    [5000, 3000, 3000],
    [5000, 999, 2001],
  ])('of %i lines from %i to %i is what it would be in one go', async (lineCount, start, end) => {
    const blame = lineCount === 0 ? emptyBlame : blameOf(lineCount);
    const { raw, pauses } = await write(blame, { start, end });
    const message = { jsonrpc: '2.0', id: 1, result: raw };
    const whole = { jsonrpc: '2.0', id: 1, result: { version: 3, ...toWireLines(blame, { start, end }) } };
    expect(sent(message)).toBe(JSON.stringify(whole));
    expect(JSON.parse(JSON.stringify(message))).toEqual(whole);
    expect(sent({ ...message, id: 'again' })).toBe(JSON.stringify({ ...whole, id: 'again' }));
    expect(pauses).toBeGreaterThanOrEqual(end - start > 2000 ? Math.floor((end - start) / 1000) : 0);
  });

  it('is given up between two slices', async () => {
    let pauses = 0;
    const pause = async () => {
      if (++pauses === 3) throw new Error('enough');
    };
    const span = { start: 0, end: 5000 };
    const writing = writeLines({ blame: blameOf(5000), span, pause, slice: (work) => work() });
    await expect(writing).rejects.toThrow('enough');
    expect(pauses).toBe(3);
  });
});

it('other messages are written as ever', () => {
  const message = { jsonrpc: '2.0', id: 'x', result: { a: [1, '\u00fc'] } };
  expect(sent(message)).toBe(JSON.stringify(message));
});

it.each(['', 'plain', '\u00fc', 'a \u20ac', '\ud83d\ude00', 'half \ud83d'])('%j as UTF-8', (text) => {
  expect(utf8(text)).toEqual(Buffer.from(text));
});

describe('a long list', () => {
  it('is written a slice in a turn', async () => {
    let inTurn = 0;
    let most = 0;
    const items = Array.from({ length: 5000 }, (_, number) => ({
      toJSON: () => {
        most = Math.max(most, ++inTurn);
        return { number };
      },
    }));
    const count = () => {
      inTurn = 0;
      next = setImmediate(count);
    };
    let next = setImmediate(count);
    const result = await written(items);
    const text = sent({ jsonrpc: '2.0', id: 1, result });
    clearImmediate(next);
    expect(most).toBeLessThanOrEqual(500);
    expect(JSON.parse(text)).toEqual({
      jsonrpc: '2.0',
      id: 1,
      result: items.map((_, number) => ({ number })),
    });
  });

  it('is given up when nobody waits any more', async () => {
    const aborted = AbortSignal.abort(new Error('enough'));
    await expect(written(Array(1000).fill(1), aborted)).rejects.toThrow('enough');
  });

  it('is left alone where it is short, or no list', async () => {
    const short = [1, 2];
    expect(await written(short)).toBe(short);
    expect(await written(null)).toBeNull();
  });
});
