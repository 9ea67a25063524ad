/** Long answers in slices. */
import { describe, expect, it } from 'vitest';
import { toWireLines } from '../../../server/lsp/convert.ts';
import { encodeMessage, writeResult, written } from '../../../server/lsp/rawJson.ts';
import { emptyBlame, type FileBlame } from '../../../server/service/fileBlame.ts';
import { fakePerson } from '../../support/fakeService.ts';

const head = { uri: 'file:///f', version: 3, revision: 'aa' };

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
  };
}

async function write(blame: FileBlame, span = { start: 0, end: blame.lineCount }) {
  let pauses = 0;
  const raw = await writeResult({
    head,
    blame,
    span,
    pause: async () => void pauses++,
    slice: (work) => work(),
  });
  return { raw, pauses };
}

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
    const whole = { jsonrpc: '2.0', id: 1, result: { ...head, ...toWireLines(blame, { start, end }) } };
    expect(JSON.parse(Buffer.from(encodeMessage(message)).toString())).toEqual(whole);
    expect(JSON.parse(JSON.stringify(message))).toEqual(whole);
    const odd = { ...message, id: 'x'.repeat(1000) };
    expect(JSON.parse(Buffer.from(encodeMessage(odd)).toString())).toEqual({ ...whole, id: odd.id });
    expect(pauses).toBeGreaterThanOrEqual(Math.floor((end - start) / 1000));
  });

  it('is given up between two slices', async () => {
    let pauses = 0;
    const pause = async () => {
      if (++pauses === 3) throw new Error('enough');
    };
    const span = { start: 0, end: 5000 };
    const writing = writeResult({ head, blame: blameOf(5000), span, pause, slice: (work) => work() });
    await expect(writing).rejects.toThrow('enough');
    expect(pauses).toBe(3);
  });
});

it('other messages are written as ever', () => {
  const message = { jsonrpc: '2.0', id: 'x', result: { a: [1, '\u00fc'] } };
  expect(Buffer.from(encodeMessage(message)).toString()).toBe(JSON.stringify(message));
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
    const bytes = encodeMessage({ jsonrpc: '2.0', id: 1, result });
    clearImmediate(next);
    expect(most).toBeLessThanOrEqual(500);
    expect(JSON.parse(Buffer.from(bytes).toString())).toEqual({
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
