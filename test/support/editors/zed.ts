/** What Zed of 2026 sends as `initialize`, as far as it matters to a server: put together from its source. */

export const zed: object = {
  clientInfo: { name: 'Zed', version: '1.1.0' },
  capabilities: {
    general: { positionEncodings: ['utf-16'] },
    workspace: {
      configuration: true,
      workspaceFolders: true,
      didChangeConfiguration: { dynamicRegistration: true },
      didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
      inlayHint: { refreshSupport: true },
      codeLens: { refreshSupport: true },
      executeCommand: { dynamicRegistration: true },
    },
    textDocument: {
      codeAction: {
        codeActionLiteralSupport: { codeActionKind: { valueSet: ['refactor', 'quickfix', 'source'] } },
        dataSupport: true,
        resolveSupport: { properties: ['kind', 'diagnostics', 'isPreferred', 'disabled', 'edit', 'command'] },
      },
      codeLens: { dynamicRegistration: true },
      hover: { contentFormat: ['markdown'] },
      inlayHint: {
        dynamicRegistration: true,
        resolveSupport: {
          properties: ['textEdits', 'tooltip', 'label.tooltip', 'label.location', 'label.command'],
        },
      },
      synchronization: { didSave: true },
    },
    window: { workDoneProgress: true, showMessage: { messageActionItem: {} } },
  },
};
