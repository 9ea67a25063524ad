/** When a client is asked to ask again. */
import { expect, it } from 'vitest';
import { inlayHint } from '../../../server/lsp/handlers/inlayHint.ts';
import { refreshIfDifferent, refreshLater } from '../../../server/lsp/refresh.ts';
import { TextSync } from '../../../server/lsp/textSync.ts';
import { CALM } from '../../../server/service/order/storms.ts';
import { fakeContext, fakeSession } from '../../support/fakeSession.ts';

const uri = 'file:///top/f';
const whole = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
const both = { workspace: { inlayHint: { refreshSupport: true }, codeLens: { refreshSupport: true } } };

/** A document whose hints have been asked for. */
async function stage(capabilities: object = both) {
  const { session, world } = fakeSession({ capabilities });
  const asked: string[] = [];
  const client = {
    notify: () => undefined,
    request: async (method: string) => void asked.push(method),
  };
  const sync = new TextSync();
  sync.didOpen(session, { textDocument: { uri, version: 1, text: 'a\nb\nc\n' } });
  const hints = () =>
    inlayHint.handle(session, { textDocument: { uri }, range: whole }, fakeContext().context);
  await hints();
  const change = (version: number, line: number, text: string) => {
    const at = { line, character: 0 };
    const contentChanges = [{ range: { start: at, end: at }, text }];
    sync.didChange(session, { textDocument: { uri, version }, contentChanges });
  };
  return { session, world, asked, client, hints, change };
}

it('asks for nothing when the same would be shown', async () => {
  const { session, client, asked } = await stage();
  await refreshIfDifferent(session, [uri], client);
  await refreshIfDifferent(session, null, client);
  expect(asked).toEqual([]);
});

it('asks for what is shown when it would look different', async () => {
  const { session, client, asked, world } = await stage();
  world.head = 'another';
  world.overlay = { quads: Int32Array.of(0, 1, 0, 1) };
  await refreshIfDifferent(session, [uri], client);
  expect(asked).toEqual(['workspace/inlayHint/refresh']);
});

it('asks no client that can not', async () => {
  const { session, client, asked, world } = await stage({});
  world.head = 'another';
  world.overlay = { quads: Int32Array.of(0, 1, 0, 1) };
  await refreshIfDifferent(session, [uri], client);
  expect(asked).toEqual([]);
});

it('does not look at documents that nothing is shown of', async () => {
  const { session, client, asked, world } = await stage();
  session.shown.forget(uri);
  const calls = world.calls.length;
  await refreshIfDifferent(session, null, client);
  expect([asked, world.calls.length]).toEqual([[], calls]);
});

it('takes a fault for a difference', async () => {
  const { session, client, asked, world } = await stage();
  world.head = 'another';
  world.failBlame = new Error('broken');
  await refreshIfDifferent(session, [uri], client);
  expect(asked).toEqual(['workspace/inlayHint/refresh']);
});

it('looks into an answer that was given in a storm once the storm is over', async () => {
  const { session, client, asked, world, change } = await stage();
  for (let version = 2; version < 6; version++) change(version, 0, 'x');
  refreshLater(session, uri, client);
  refreshLater(session, uri, client);
  expect(world.timers.length).toBe(1);
  // The engine finds the new text to differ from what edits alone let expect.
  world.overlay = { quads: Int32Array.of(0, 2, 0, 2) };
  world.time += CALM;
  for (const { action } of world.timers.splice(0)) action();
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect(asked).toEqual(['workspace/inlayHint/refresh']);
});
