/** The first message: `initialize` is answered, everything else is left as it came. */
import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { answerFirst } from '../../../server/lsp/firstAnswer.ts';

const framed = (body: string) => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const initialize = (rest: object) =>
  framed(JSON.stringify({ jsonrpc: '2.0', method: 'initialize', ...rest }));
const started = { id: 1, params: { clientInfo: { name: 'Zoë' }, initializationOptions: { hover: 'off' } } };
const other = framed('{"jsonrpc":"2.0","method":"initialized"}');

function stage(patience = 10_000) {
  const input = new PassThrough();
  const output = new PassThrough();
  const gone: string[] = [];
  const answered = answerFirst({
    input,
    output,
    version: '1.2.3',
    patience,
    onGone: () => gone.push('gone'),
  });
  return { input, output, answered, gone };
}

const textOf = (stream: PassThrough) => ((stream.read() as Buffer | null) ?? '').toString();

it.each([
  ['one piece', [initialize(started)]],
  ['one piece with what follows', [initialize(started) + other]],
  ['characters', initialize(started).split('')],
  ['an id of letters', [initialize({ ...started, id: 'a' })]],
])('answers at once: %s', async (_, pieces) => {
  const { input, output, answered } = stage();
  for (const piece of pieces) input.write(piece);
  const id = await answered;
  const [header = '', body = ''] = textOf(output).split('\r\n\r\n');
  expect(header).toBe(`Content-Length: ${Buffer.byteLength(body)}`);
  const answer = JSON.parse(body) as { id: unknown; result: { serverInfo: object; capabilities: object } };
  expect(answer.id).toBe(id);
  expect(answer.result.serverInfo).toEqual({ name: 'blame-language-server', version: '1.2.3' });
  expect(answer.result.capabilities).not.toHaveProperty('hoverProvider');
  await turn();
  // Who reads next finds all of it, the answered request too.
  expect(input.isPaused()).toBe(true);
  expect(textOf(input)).toBe(pieces.join(''));
});

it.each([
  ['another request', framed('{"jsonrpc":"2.0","id":1,"method":"shutdown"}')],
  ['a notification', other],
  ['an id that is none', initialize({ id: null })],
  ['no JSON', framed('{"method"')],
  ['no object', framed('[]')],
  ['nothing', framed('')],
  ['no length', 'Length: 3\r\n\r\n{ }'],
  ['a long message', `Content-Length: ${1 << 19}\r\n\r\n{`],
  ['a long header', `${'x'.repeat(1 << 19)}`],
])('leaves alone %s', async (_, text) => {
  const { input, output, answered } = stage();
  input.write(text);
  expect(await answered).toBeNull();
  await turn();
  expect(textOf(output)).toBe('');
  expect(textOf(input)).toBe(text);
});

it('does not wait for long', async () => {
  const { input, answered } = stage(1);
  input.write('Content-Le');
  expect(await answered).toBeNull();
  expect(textOf(input)).toBe('Content-Le');
});

it('says so when the client goes away before it has said anything', async () => {
  const { input, answered, gone } = stage();
  input.write('Content-Le');
  input.end();
  let settled = false;
  void answered.then(() => {
    settled = true;
  });
  await turn();
  await turn();
  expect(gone).not.toEqual([]);
  expect(settled).toBe(false);
});

it('forgets its listeners', async () => {
  const { input, answered, gone } = stage();
  input.write(initialize(started));
  await answered;
  expect(input.listenerCount('data')).toBe(0);
  input.destroy();
  await turn();
  expect(gone).toEqual([]);
});
