/** What Helix 25.07 sends as `initialize`, but for its paths. */

export const helix: object = {
  clientInfo: { name: 'helix', version: '25.07.1' },
  processId: null,
  rootUri: null,
  workspaceFolders: null,
  capabilities: {
    general: { positionEncodings: ['utf-8', 'utf-32', 'utf-16'] },
    window: {
      showDocument: { support: true },
      showMessage: { messageActionItem: { additionalPropertiesSupport: true } },
      workDoneProgress: true,
    },
    textDocument: {
      hover: { contentFormat: ['markdown'] },
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
              'source.fixAll',
            ],
          },
        },
        dataSupport: true,
        disabledSupport: true,
        isPreferredSupport: true,
        resolveSupport: { properties: ['edit', 'command'] },
      },
      diagnostic: { dynamicRegistration: false, relatedDocumentSupport: true },
    },
    workspace: {
      configuration: true,
      inlayHint: { refreshSupport: false },
      didChangeConfiguration: { dynamicRegistration: false },
      didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
      workspaceFolders: true,
      executeCommand: { dynamicRegistration: false },
      applyEdit: true,
      workspaceEdit: {
        documentChanges: true,
        failureHandling: 'abort',
        normalizesLineEndings: false,
        resourceOperations: ['create', 'rename', 'delete'],
      },
    },
  },
};
