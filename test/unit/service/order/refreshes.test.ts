/** Asking again for what was dropped. */
import { expect, it } from 'vitest';
import { Refreshes } from '../../../../server/service/order/refreshes.ts';

function stage() {
  const sent: string[] = [];
  const waiting: (() => void)[] = [];
  const refreshes = new Refreshes({
    able: new Set(['codeLens'] as const),
    drained: () => new Promise((resolve) => waiting.push(resolve)),
    send: (surface) => sent.push(surface),
  });
  const drain = () => {
    for (const resolve of waiting.splice(0)) resolve();
    return new Promise((resolve) => setImmediate(resolve));
  };
  return { refreshes, sent, drain };
}

it('comes once, when all is quiet', async () => {
  const { refreshes, sent, drain } = stage();
  for (const _ of [1, 2, 3]) refreshes.dropped('codeLens');
  expect(sent).toEqual([]);
  await drain();
  expect(sent).toEqual(['codeLens']);
});

it('comes not again for what it made the client ask, but when there is something new', async () => {
  const { refreshes, sent, drain } = stage();
  refreshes.dropped('codeLens');
  await drain();
  refreshes.dropped('codeLens');
  await drain();
  expect(sent.length).toBe(1);
  refreshes.renew();
  refreshes.dropped('codeLens');
  await drain();
  expect(sent.length).toBe(2);
});

it('does not come to a client that can not', async () => {
  const { refreshes, sent, drain } = stage();
  refreshes.dropped('inlayHint');
  await drain();
  expect(sent).toEqual([]);
});
