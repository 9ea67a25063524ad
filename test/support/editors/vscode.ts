/** What VS Code 1.100 sends as `initialize`, but for its paths. */

export const vscode: object = {
  clientInfo: { name: 'code-server', version: '1.100.3' },
  locale: 'en',
  trace: 'off',
  processId: null,
  rootUri: null,
  workspaceFolders: null,
  capabilities: {
    general: {
      markdown: { parser: 'marked', version: '1.1.0' },
      positionEncodings: ['utf-16'],
      regularExpressions: { engine: 'ECMAScript', version: 'ES2020' },
      staleRequestSupport: {
        cancel: true,
        retryOnContentModified: [
          'textDocument/semanticTokens/full',
          'textDocument/semanticTokens/range',
          'textDocument/semanticTokens/full/delta',
        ],
      },
    },
    window: {
      showDocument: { support: true },
      showMessage: { messageActionItem: { additionalPropertiesSupport: true } },
      workDoneProgress: true,
    },
    textDocument: {
      synchronization: { didSave: true, dynamicRegistration: true, willSave: true, willSaveWaitUntil: true },
      hover: { contentFormat: ['markdown', 'plaintext'], dynamicRegistration: true },
      codeLens: { dynamicRegistration: true, resolveSupport: { properties: ['command'] } },
      inlayHint: {
        dynamicRegistration: true,
        resolveSupport: {
          properties: ['tooltip', 'textEdits', 'label.tooltip', 'label.location', 'label.command'],
        },
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
              'refactor.move',
              'refactor.rewrite',
              'source',
              'source.organizeImports',
              'notebook',
            ],
          },
        },
        dataSupport: true,
        disabledSupport: true,
        documentationSupport: true,
        dynamicRegistration: true,
        honorsChangeAnnotations: true,
        isPreferredSupport: true,
        resolveSupport: { properties: ['edit', 'command'] },
        tagSupport: { valueSet: [1] },
      },
      diagnostic: {
        codeDescriptionSupport: true,
        dataSupport: true,
        dynamicRegistration: true,
        markupMessageSupport: false,
        relatedDocumentSupport: false,
        relatedInformation: true,
        tagSupport: { valueSet: [1, 2] },
      },
    },
    workspace: {
      configuration: true,
      inlayHint: { refreshSupport: true },
      codeLens: { refreshSupport: true },
      didChangeConfiguration: { dynamicRegistration: true },
      didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
      workspaceFolders: true,
      executeCommand: { dynamicRegistration: true },
      textDocumentContent: { dynamicRegistration: true },
      applyEdit: true,
      workspaceEdit: {
        changeAnnotationSupport: { groupsOnLabel: true },
        documentChanges: true,
        failureHandling: 'textOnlyTransactional',
        metadataSupport: true,
        normalizesLineEndings: true,
        resourceOperations: ['create', 'rename', 'delete'],
        snippetEditSupport: true,
      },
    },
  },
};
