/** The thread that parses large messages, here one that answers as the test wants. */
import { afterEach, expect, it } from 'vitest';
import { BodyParser } from '../../../server/worker/bodyParser.ts';

const echo = `import { parentPort } from 'node:worker_threads';
parentPort.on('message', (body) => {
  const text = Buffer.from(body).toString();
  if (text === '"die"') process.exit(3);
  parentPort.postMessage({ ok: true, value: 'thread ' + text });
});`;
const lost: string[] = [];
const parser = new BodyParser({
  entry: new URL(`data:text/javascript,${encodeURIComponent(echo)}`),
  idleAfter: 10,
  onLost: ({ message }) => lost.push(message),
});
afterEach(() => {
  parser.close();
  lost.length = 0;
});

function shared(text: string): SharedArrayBuffer {
  const block = new SharedArrayBuffer(Buffer.byteLength(text));
  Buffer.from(block).write(text);
  return block;
}

it('answers in order, and again after a rest', async () => {
  const values = ['1', '2'].map((text) => ({ ok: true, value: `thread ${text}` }));
  expect(await Promise.all([parser.parse(shared('1')), parser.parse(shared('2'))])).toEqual(values);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await parser.parse(shared('1'))).toEqual(values[0]);
});

it('loses no message with its thread', async () => {
  const answers = await Promise.all([parser.parse(shared('"die"')), parser.parse(shared('{'))]);
  expect(answers).toMatchObject([{ ok: true, value: 'die' }, { ok: false }]);
  expect(lost).toEqual(['the parsing thread ended with code 3']);
  expect(await parser.parse(shared('3'))).toEqual({ ok: true, value: 'thread 3' });
});
