/** Two ends of a port. */
import { MessageChannel } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import { answeringEnd, askingEnd } from '../../../server/worker/channel.ts';

it('share the cancellation of a request, each request its own', async () => {
  const { port1, port2 } = new MessageChannel();
  const [asking, answering] = [askingEnd(port1), answeringEnd(port2)];
  const [first, second] = [new CancellationTokenSource(), new CancellationTokenSource()];
  answering.onRequest((method, _, token) => {
    if (method === 'first') first.cancel();
    return token.isCancellationRequested;
  });
  for (const end of [asking, answering]) end.listen();
  const answers = [
    asking.sendRequest('first', {}, first.token),
    asking.sendRequest('second', {}, second.token),
  ];
  expect(await Promise.all(answers)).toEqual([true, false]);
  port1.close();
});
