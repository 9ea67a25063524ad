/** What Eglot 1.17 in Emacs 30 sends as `initialize`, but for its paths. */

export const eglot: object = {
  clientInfo: { name: 'Eglot', version: '1.17.30' },
  initializationOptions: {},
  processId: null,
  rootUri: null,
  workspaceFolders: null,
  capabilities: {
    general: { positionEncodings: ['utf-32', 'utf-8', 'utf-16'] },
    window: { showDocument: { support: true }, workDoneProgress: true },
    textDocument: {
      synchronization: { didSave: true, dynamicRegistration: false, willSave: true, willSaveWaitUntil: true },
      hover: { contentFormat: ['plaintext'], dynamicRegistration: false },
      inlayHint: { dynamicRegistration: false },
      codeAction: {
        codeActionLiteralSupport: {
          codeActionKind: {
            valueSet: [
              'quickfix',
              'refactor',
              'refactor.extract',
              'refactor.inline',
              'refactor.rewrite',
              'source',
              'source.organizeImports',
            ],
          },
        },
        dataSupport: true,
        dynamicRegistration: false,
        isPreferredSupport: true,
        resolveSupport: { properties: ['edit', 'command'] },
      },
    },
    workspace: {
      configuration: true,
      didChangeWatchedFiles: { dynamicRegistration: true },
      workspaceFolders: true,
      executeCommand: { dynamicRegistration: false },
      applyEdit: true,
      workspaceEdit: { documentChanges: true },
    },
  },
};
