/** What lsp-mode 10 in Emacs 30 sends as `initialize`, but for its paths. */

export const lspMode: object = {
  clientInfo: {
    name: 'emacs',
    version: 'GNU Emacs 30.2 (build 2, x86_64-pc-linux-gnu)\n of 2026-08-15, modified by Debian',
  },
  initializationOptions: null,
  workDoneToken: '1',
  processId: null,
  rootUri: null,
  workspaceFolders: null,
  capabilities: {
    general: { positionEncodings: ['utf-32', 'utf-8', 'utf-16'] },
    window: { showDocument: { support: true }, workDoneProgress: true },
    textDocument: {
      synchronization: { didSave: true, willSave: true, willSaveWaitUntil: true },
      hover: { contentFormat: ['markdown', 'plaintext'], dynamicRegistration: true },
      inlayHint: { dynamicRegistration: false },
      codeAction: {
        codeActionLiteralSupport: {
          codeActionKind: {
            valueSet: [
              '',
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
        dynamicRegistration: true,
        isPreferredSupport: true,
        resolveSupport: { properties: ['edit', 'command'] },
      },
      diagnostic: { dynamicRegistration: false, relatedDocumentSupport: false },
    },
    workspace: {
      configuration: true,
      inlayHint: { refreshSupport: false },
      codeLens: { refreshSupport: true },
      didChangeWatchedFiles: { dynamicRegistration: true },
      workspaceFolders: true,
      executeCommand: { dynamicRegistration: false },
      applyEdit: true,
      workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'] },
    },
  },
};
