/** Configuration after the start. */
import { describe, expect, it } from 'vitest';
import { didChangeConfiguration, pullConfiguration } from '../../../../server/lsp/handlers/configuration.ts';
import { fakeSession } from '../../../support/fakeSession.ts';

const able = {
  capabilities: { workspace: { configuration: true } },
  initializationOptions: { codeLens: false },
};

describe('configuration', () => {
  it.each([
    ['a section', { hover: false }, { hover: false, codeLens: false }],
    ['null', null, { hover: true, codeLens: false }],
    ['an empty section', {}, { hover: true, codeLens: false }],
  ])('is asked for: %s', async (_, answer, settings) => {
    const { session } = fakeSession(able);
    await pullConfiguration(session, async () => answer);
    expect(session.settings).toMatchObject(settings);
  });

  it('is not asked of a client that can not say', async () => {
    const { session } = fakeSession();
    let asked = 0;
    await pullConfiguration(session, async () => asked++);
    expect(asked).toBe(0);
  });

  it('may fail to come', async () => {
    const { session, logged } = fakeSession(able);
    await pullConfiguration(session, () => Promise.reject(new Error('no')));
    expect(logged.join()).toContain('the client did not tell its configuration');
  });

  it.each([
    ['pushed', { settings: { blame: { hover: false } } }, 0, false],
    ['announced', { settings: null }, 1, true],
    ['announced by Eglot', { settings: {} }, 1, true],
    ['announced without a word', null, 1, true],
  ])('that changed is %s', async (_, params, times, hover) => {
    const { session } = fakeSession(able);
    let asked = 0;
    await didChangeConfiguration(session, params, async () => {
      asked++;
      return null;
    });
    expect([asked, session.settings.hover]).toEqual([times, hover]);
  });

  it('goes back to the start when it is taken away', async () => {
    const { session } = fakeSession(able);
    await didChangeConfiguration(session, { settings: { blame: { hover: false } } }, async () => null);
    await didChangeConfiguration(session, { settings: { blame: {} } }, async () => null);
    expect(session.settings).toMatchObject({ hover: true, codeLens: false });
  });
});
