/** What Zed of 2026 sends as `initialize`, as far as it matters to a server: put together from its source. */

export const zed: object = {
  clientInfo: { name: 'Zed', version: '1.1.0' },
  processId: null,
  rootUri: null,
  workspaceFolders: null,
  capabilities: {
    general: { positionEncodings: ['utf-16'] },
    window: {
      workDoneProgress: true,
      showMessage: { messageActionItem: { additionalPropertiesSupport: true } },
    },
    workspace: {
      configuration: true,
      workspaceFolders: true,
      applyEdit: true,
      inlayHint: { refreshSupport: true },
      codeLens: { refreshSupport: true },
      didChangeConfiguration: { dynamicRegistration: true },
      didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
      executeCommand: { dynamicRegistration: true },
      workspaceEdit: {
        documentChanges: true,
        resourceOperations: ['create', 'rename', 'delete'],
        normalizesLineEndings: false,
      },
    },
    textDocument: {
      hover: { contentFormat: ['markdown'] },
      inlayHint: {
        dynamicRegistration: true,
        resolveSupport: {
          properties: ['textEdits', 'tooltip', 'label.tooltip', 'label.location', 'label.command'],
        },
      },
      codeLens: { dynamicRegistration: true },
      codeAction: {
        codeActionLiteralSupport: { codeActionKind: { valueSet: ['refactor', 'quickfix', 'source'] } },
        dataSupport: true,
        disabledSupport: true,
        resolveSupport: { properties: ['kind', 'diagnostics', 'isPreferred', 'disabled', 'edit', 'command'] },
      },
    },
  },
};
