/** What a client is told of changes on disk. */
import { expect, it } from 'vitest';
import { registerWatching, tellChange } from '../../../server/lsp/following.ts';
import { fakeSession } from '../../support/fakeSession.ts';

function stage(capabilities: object = {}) {
  const { session, logged } = fakeSession({ capabilities });
  const sent: unknown[][] = [];
  const client = {
    notify: (method: string, params: unknown) => void sent.push([method, params]),
    request: (method: string, params?: unknown) => {
      sent.push([method, params]);
      return Promise.reject(new Error('no'));
    },
  };
  return { session, client, sent, logged };
}

it('is one notification for each reason', () => {
  const { session, client, sent } = stage();
  tellChange(session, { uris: ['u'], reasons: ['head', 'config'] }, client);
  expect(sent).toEqual([
    ['blame/didChange', { uris: ['u'], reason: 'head' }],
    ['blame/didChange', { uris: ['u'], reason: 'config' }],
  ]);
});

it('is asked to watch if it can, in plain patterns, and may refuse', async () => {
  const none = stage();
  registerWatching(none.session, none.client);
  expect(none.sent).toEqual([]);
  const able = stage({ workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } });
  registerWatching(able.session, able.client);
  const [[method, params] = []] = able.sent;
  expect(method).toBe('client/registerCapability');
  const [registration] = (params as { registrations: { registerOptions: { watchers: object[] } }[] })
    .registrations;
  for (const watcher of registration?.registerOptions.watchers ?? [])
    expect(watcher).toEqual({ globPattern: expect.stringMatching(/^\*\*\//) });
  await new Promise((resolve) => setImmediate(resolve));
  expect(able.logged.join()).toContain('does not watch');
});
