/** What Neovim 0.12 sends as `initialize`, but for its paths. */

export const neovim: object = {
  clientInfo: { name: 'Neovim', version: '0.12.4' },
  trace: 'off',
  workDoneToken: '1',
  processId: null,
  rootUri: null,
  workspaceFolders: null,
  capabilities: {
    general: { positionEncodings: ['utf-8', 'utf-16', 'utf-32'] },
    window: {
      showDocument: { support: true },
      showMessage: { messageActionItem: { additionalPropertiesSupport: true } },
      workDoneProgress: true,
    },
    textDocument: {
      synchronization: { didSave: true, dynamicRegistration: false, willSave: true, willSaveWaitUntil: true },
      hover: { contentFormat: ['markdown', 'plaintext'], dynamicRegistration: true },
      codeLens: { dynamicRegistration: false, resolveSupport: { properties: ['command'] } },
      inlayHint: {
        dynamicRegistration: true,
        resolveSupport: { properties: ['textEdits', 'tooltip', 'location', 'command'] },
      },
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
        disabledSupport: true,
        dynamicRegistration: true,
        honorsChangeAnnotations: true,
        isPreferredSupport: true,
        resolveSupport: { properties: ['edit', 'command'] },
      },
      diagnostic: {
        dataSupport: true,
        dynamicRegistration: true,
        relatedDocumentSupport: true,
        relatedInformation: true,
        tagSupport: { valueSet: [1, 2] },
      },
    },
    workspace: {
      configuration: true,
      inlayHint: { refreshSupport: true },
      codeLens: { refreshSupport: true },
      didChangeConfiguration: { dynamicRegistration: false },
      didChangeWatchedFiles: { dynamicRegistration: false, relativePatternSupport: true },
      workspaceFolders: true,
      applyEdit: true,
      workspaceEdit: {
        changeAnnotationSupport: { groupsOnLabel: true },
        normalizesLineEndings: true,
        resourceOperations: ['rename', 'create', 'delete'],
      },
    },
  },
};
