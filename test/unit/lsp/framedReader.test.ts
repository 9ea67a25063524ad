/** Messages off a byte stream, in whatever pieces they come. */
import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import type { Message } from 'vscode-jsonrpc/node';
import { FramedReader, READING } from '../../../server/lsp/framedReader.ts';

const LARGE = 1 << 19;
const framed = (value: unknown) => {
  const body = JSON.stringify(value);
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
};
const message = (method: string, padding = 0) => ({ jsonrpc: '2.0', method, pad: ' '.repeat(padding) });

function stage() {
  const input = new PassThrough();
  const heard: string[] = [];
  const faults: string[] = [];
  const parsing: (() => void)[] = [];
  const parse = (text: string) => (text.startsWith('{') ? (JSON.parse(text) as Message) : null);
  const world = { now: 0, cost: 0, turns: [] as (() => void)[] };
  const reader = new FramedReader(
    input,
    {
      small: (body) => {
        world.now += world.cost;
        return parse(body.toString());
      },
      large: (body) =>
        new Promise((resolve) => parsing.push(() => resolve(parse(Buffer.from(body).toString())))),
    },
    { now: () => world.now, nextTurn: (action) => void world.turns.push(action) },
  );
  reader.onError((error) => faults.push(error.message));
  reader.listen((each) => {
    const { method } = each as unknown as { method: string };
    if (method === 'choke') throw new Error('it chokes');
    heard.push(method);
  });
  const send = async (...texts: readonly string[]) => {
    for (const text of texts) input.write(text);
    await turn();
  };
  return { input, heard, faults, parsing, send, world };
}

let current = stage();
afterEach(() => {
  current.input.destroy();
  current = stage();
});

it.each([1, 2, 7, 100_000])('reads pieces of %i bytes', async (size) => {
  const { heard, send } = current;
  const bytes = ['a', 'é', 'c'].map((method) => framed(message(method))).join('');
  const pieces =
    Buffer.from(bytes)
      .toString('latin1')
      .match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
  for (const piece of pieces) current.input.write(Buffer.from(piece, 'latin1'));
  await send();
  expect(heard).toEqual(['a', 'é', 'c']);
});

it('hands large ones to somebody else and keeps the order, but for cancellations', async () => {
  const { heard, parsing, send } = current;
  await send(framed(message('first')), framed(message('large', LARGE)), framed(message('second')));
  await send(
    framed(message('large too', LARGE)),
    framed(message('$/cancelRequest')),
    framed(message('third')),
  );
  expect([heard, parsing.length]).toEqual([['first', '$/cancelRequest'], 2]);
  parsing[1]?.();
  await turn();
  expect(heard).toHaveLength(2);
  parsing[0]?.();
  await turn();
  expect(heard.slice(2)).toEqual(['large', 'second', 'large too', 'third']);
});

it('goes on after what is no message', async () => {
  const { heard, faults, parsing, send } = current;
  await send(
    'Content-Length: 2\r\n\r\n[]',
    framed(message('a')),
    'Content-Type: x\r\n\r\n',
    framed(message('b')),
  );
  expect(heard).toEqual(['a', 'b']);
  expect(faults).toEqual(['a header without Content-Length: Content-Type: x']);
  await send(`Content-Length: ${LARGE}\r\n\r\n${' '.repeat(LARGE)}`, framed(message('c')));
  parsing[0]?.();
  await turn();
  expect(heard).toEqual(['a', 'b', 'c']);
});

it('goes on after a message that the connection chokes on', async () => {
  const { faults, heard, send } = current;
  await send(`${framed(message('choke'))}${framed(message('a'))}`);
  expect([faults, heard]).toEqual([['it chokes'], ['a']]);
});

it('passes over what is larger than any message', async () => {
  const { faults, heard, send } = current;
  await send(`Content-Length: ${2 ** 40}\r\n\r\n`, 'x'.repeat(1000));
  expect([faults, heard]).toEqual([[`a message of ${2 ** 40} bytes is passed over`], []]);
});

it('leaves what came in one piece for the next turn when it has read for long', async () => {
  const { heard, send, world } = current;
  world.cost = READING / 2;
  const names = ['a', 'b', 'c', 'd', 'e'];
  await send(names.map((name) => framed(message(name))).join(''), framed(message('later')));
  expect(heard).toEqual(['a', 'b']);
  world.turns.shift()?.();
  expect(heard).toEqual(['a', 'b', 'c', 'd']);
  await send(framed(message('last')));
  expect(heard).toEqual(['a', 'b', 'c', 'd']);
  world.turns.shift()?.();
  await send();
  expect(heard).toEqual([...names, 'later', 'last']);
  expect(world.turns).toHaveLength(0);
});
