/** What is announced, and what is believed of clients. */
import { describe, expect, it } from 'vitest';
import { clientAbilities, serverCapabilities } from '../../../server/lsp/capabilities.ts';
import { blameMethods } from '../../../server/lsp/protocol.ts';
import { defaultSettings } from '../../../server/service/settings.ts';

const none = new Set();

describe('a client', () => {
  it.each([
    [undefined, { encoding: 'utf-16', configuration: false, markdownHover: true, refreshes: none }],
    [{}, { encoding: 'utf-16', configuration: false, markdownHover: true, refreshes: none }],
    [
      { general: null, workspace: 7 },
      { encoding: 'utf-16', configuration: false, markdownHover: true, refreshes: none },
    ],
    [
      {
        general: { positionEncodings: ['utf-8'] },
        workspace: {
          configuration: true,
          codeLens: { refreshSupport: true },
          inlayHint: { refreshSupport: 'yes' },
        },
        textDocument: { hover: { contentFormat: ['plaintext', 'markdown'] } },
      },
      { encoding: 'utf-8', configuration: true, markdownHover: false, refreshes: new Set(['codeLens']) },
    ],
  ])('%j', (capabilities, abilities) => {
    const none = { watchesFiles: false, hintTooltip: false };
    expect(clientAbilities(capabilities)).toEqual({ ...none, ...abilities });
  });

  it('can be told to ask again, and to watch', () => {
    const workspace = {
      inlayHint: { refreshSupport: true },
      codeLens: { refreshSupport: true },
      didChangeWatchedFiles: { dynamicRegistration: true },
    };
    const textDocument = { inlayHint: { resolveSupport: { properties: ['tooltip'] } } };
    const abilities = {
      hintTooltip: true,
      refreshes: new Set(['codeLens', 'inlayHint']),
      watchesFiles: true,
    };
    expect(clientAbilities({ workspace, textDocument })).toMatchObject(abilities);
  });
});

describe('the server', () => {
  it('announces what it does', () => {
    const capabilities = serverCapabilities({ encoding: 'utf-8', hintTooltip: true }, defaultSettings(null));
    expect(capabilities).toMatchObject({
      positionEncoding: 'utf-8',
      textDocumentSync: { openClose: true, change: 2 },
      hoverProvider: true,
      codeLensProvider: { resolveProvider: true },
      inlayHintProvider: { resolveProvider: true },
      experimental: {
        blameProvider: {
          methods: Object.values(blameMethods),
          notifications: ['blame/didChange'],
        },
      },
    });
  });

  it('does not announce what is switched off', () => {
    const off = { ...defaultSettings(null), hover: false, codeLens: 'off', inlayHint: 'off' } as const;
    const capabilities = serverCapabilities({ encoding: 'utf-8', hintTooltip: false }, off);
    for (const name of ['hoverProvider', 'codeLensProvider', 'inlayHintProvider']) {
      expect(capabilities).not.toHaveProperty(name);
    }
  });
});
