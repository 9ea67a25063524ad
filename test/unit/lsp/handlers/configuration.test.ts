/** Configuration after the start. */
import { describe, expect, it } from 'vitest';
import {
  didChangeConfiguration,
  didChangeWorkspaceFolders,
  pullConfiguration,
} from '../../../../server/lsp/handlers/configuration.ts';
import { settingsAt } from '../../../../server/lsp/settingsAt.ts';
import { fakeSession } from '../../../support/fakeSession.ts';

const able = {
  capabilities: { workspace: { configuration: true } },
  initializationOptions: { codeLens: false },
};

describe('configuration', () => {
  it.each([
    ['a section', { hover: false }, { hover: 'off', codeLens: 'off' }],
    ['null', null, { hover: 'always', codeLens: 'off' }],
    ['an empty section', {}, { hover: 'always', codeLens: 'off' }],
  ])('is asked for: %s', async (_, answer, settings) => {
    const { session } = fakeSession(able);
    await pullConfiguration(session, async () => [answer]);
    expect(session.settings).toMatchObject(settings);
  });

  it('is not asked of a client that can not say', async () => {
    const { session } = fakeSession();
    let asked = 0;
    await pullConfiguration(session, async () => [asked++]);
    expect(asked).toBe(0);
  });

  it('may fail to come', async () => {
    const { session, logged } = fakeSession(able);
    await pullConfiguration(session, () => Promise.reject(new Error('no')));
    expect(logged.join()).toContain('the client did not tell its configuration');
  });

  it.each([
    ['pushed', { settings: { blame: { hover: false } } }, 0, 'off'],
    ['announced', { settings: null }, 1, 'always'],
    ['announced by Eglot', { settings: {} }, 1, 'always'],
    ['announced without a word', null, 1, 'always'],
  ])('that changed is %s', async (_, params, times, hover) => {
    const { session } = fakeSession(able);
    let asked = 0;
    await didChangeConfiguration(session, params, async () => {
      asked++;
      return [null];
    });
    expect([asked, session.settings.hover]).toEqual([times, hover]);
  });

  it('goes back to the start when it is taken away', async () => {
    const { session } = fakeSession(able);
    await didChangeConfiguration(session, { settings: { blame: { hover: false } } }, async () => null);
    await didChangeConfiguration(session, { settings: { blame: {} } }, async () => null);
    expect(session.settings).toMatchObject({ hover: 'always', codeLens: 'off' });
  });
});

describe('folders of the workspace', () => {
  const a = 'file:///top/a';
  const inner = 'file:///top/a/inner';
  const init = { ...able, workspaceFolders: [{ uri: a, name: 'a' }] };
  const sections: Readonly<Record<string, unknown>> = {
    [a]: { you: 'Me' },
    [inner]: { paths: [{ pattern: '*.md', you: '' }] },
  };
  const ask = async (items: readonly { scopeUri?: string }[]) =>
    items.map(({ scopeUri = '' }) => sections[scopeUri] ?? null);

  it('have settings of their own, the innermost decides, and paths come last', async () => {
    const { session } = fakeSession(init);
    await pullConfiguration(session, ask);
    const you = (uri: string) => settingsAt(session, uri).you;
    expect([you(`${a}/f`), you('file:///top/ab/f'), you(`${inner}/f.md`), you('untitled:1')]).toEqual([
      'Me',
      'You',
      'Me',
      'You',
    ]);
    await didChangeWorkspaceFolders(session, { event: { added: [{ uri: inner }], removed: [] } }, ask);
    expect([you(`${a}/f`), you(`${inner}/f`), you(`${inner}/f.md`)]).toEqual(['Me', 'You', '']);
    await didChangeWorkspaceFolders(session, { event: { removed: [{ uri: a }] } }, ask);
    expect(you(`${a}/f`)).toBe('You');
  });

  it('keep their own when settings for all are pushed', async () => {
    const { session } = fakeSession(init);
    await didChangeConfiguration(session, { settings: { blame: { you: 'I' } } }, ask);
    expect([settingsAt(session, `${a}/f`).you, settingsAt(session, 'file:///f').you]).toEqual(['Me', 'I']);
  });

  it('may change in any way', async () => {
    const { session } = fakeSession(init);
    for (const params of [null, {}, { event: null }, { event: { added: 'x', removed: [null, {}] } }])
      await didChangeWorkspaceFolders(session, params, ask);
    expect([...session.folders.keys()]).toEqual([a]);
  });
});

it('a complaint is made once', async () => {
  const { session, logged } = fakeSession(able);
  for (let i = 0; i < 3; i++) await pullConfiguration(session, async () => [{ hovver: 1 }]);
  expect(logged).toEqual(['warning: there is no setting blame.hovver; did you mean blame.hover?']);
});
