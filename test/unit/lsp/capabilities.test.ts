/** What is announced, and what is believed of clients. */
import { describe, expect, it } from 'vitest';
import { clientAbilities, serverCapabilities } from '../../../server/lsp/capabilities.ts';
import { blameMethods } from '../../../server/lsp/protocol.ts';
import { defaultSettings } from '../../../server/service/settings/settings.ts';

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
    const none = {
      watchesFiles: false,
      showsProgress: false,
      hintTooltip: false,
      hintCommand: false,
      showsDocuments: false,
      showsVersions: false,
      copies: false,
      actionLiterals: false,
      disabledActions: false,
      lateEdits: false,
      edits: null,
    };
    expect(clientAbilities(capabilities)).toEqual({ ...none, ...abilities });
  });

  it('can show, copy and edit', () => {
    const abilities = clientAbilities({
      window: { showDocument: { support: true } },
      workspace: {
        applyEdit: true,
        workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
        textDocumentContent: {},
      },
      textDocument: {
        codeAction: {
          codeActionLiteralSupport: {},
          disabledSupport: true,
          dataSupport: true,
          resolveSupport: { properties: ['edit'] },
        },
      },
      experimental: { blame: { copy: true } },
    });
    expect(abilities).toMatchObject({
      showsDocuments: true,
      showsVersions: true,
      copies: true,
      actionLiterals: true,
      disabledActions: true,
      lateEdits: true,
      edits: { documentChanges: true, createsFiles: true },
    });
    expect(clientAbilities({ experimental: { blame: { content: true } } }).showsVersions).toBe(true);
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
    const able = { encoding: 'utf-8', hintTooltip: true, showsVersions: false } as const;
    const capabilities = serverCapabilities(able, defaultSettings(null));
    expect(capabilities).toMatchObject({
      positionEncoding: 'utf-8',
      textDocumentSync: { openClose: true, change: 2 },
      hoverProvider: true,
      codeLensProvider: { resolveProvider: true },
      inlayHintProvider: { resolveProvider: true },
      experimental: {
        blameProvider: {
          methods: Object.values(blameMethods),
          notifications: ['blame/didChange', 'blame/copy'],
        },
      },
    });
  });

  it('does not announce what is switched off', () => {
    const off = {
      ...defaultSettings(null),
      hover: 'off',
      codeAction: false,
      codeLens: 'off',
      inlayHint: 'off',
    } as const;
    const capabilities = serverCapabilities(
      { encoding: 'utf-8', hintTooltip: true, showsVersions: false },
      off,
    );
    for (const name of ['hoverProvider', 'codeActionProvider', 'codeLensProvider', 'inlayHintProvider']) {
      expect(capabilities).not.toHaveProperty(name);
    }
  });
});
