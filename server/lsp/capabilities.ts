/** What the server says it can do, and what it believes the client can. */
import type { ServerCapabilities } from 'vscode-languageserver-protocol';
import { SCHEME } from '../present/virtualUri.ts';
import type { Refreshable } from '../service/order/refreshes.ts';
import { askedOptionNames } from '../service/settings/askedOptions.ts';
import type { Settings } from '../service/settings/settings.ts';
import { chooseEncoding } from './encoding.ts';
import { type BlameProvider, blameCommands, blameMethods, blameNotifications } from './protocol.ts';
import type { ClientAbilities } from './session.ts';

/** A change is sent as the ranges that it replaces (TextDocumentSyncKind.Incremental). */
const INCREMENTAL = 2;
const refreshable: readonly Refreshable[] = ['codeLens', 'inlayHint'];

/** Reads the client's capabilities with distrust: any part may be missing or of the wrong kind. */
export function clientAbilities(capabilities: unknown): ClientAbilities {
  const late = asList(dig(capabilities, 'textDocument', 'inlayHint', 'resolveSupport', 'properties'));
  const formats = dig(capabilities, 'textDocument', 'hover', 'contentFormat');
  return {
    encoding: chooseEncoding(dig(capabilities, 'general', 'positionEncodings')),
    watchesFiles: dig(capabilities, 'workspace', 'didChangeWatchedFiles', 'dynamicRegistration') === true,
    configuration: dig(capabilities, 'workspace', 'configuration') === true,
    showsProgress: dig(capabilities, 'window', 'workDoneProgress') === true,
    hintTooltip: late.includes('tooltip'),
    hintCommand: late.includes('label.command'),
    ...showing(capabilities),
    markdownHover: !Array.isArray(formats) || formats[0] === 'markdown',
    refreshes: new Set(
      refreshable.filter((surface) => dig(capabilities, 'workspace', surface, 'refreshSupport') === true),
    ),
  };
}

/**
 * Surfaces that are switched off at the start are not announced at all: in some clients a server that answers
 * "no hints" keeps the hints of another from being drawn.
 */
export function serverCapabilities(
  {
    encoding,
    hintTooltip,
    showsVersions,
  }: Pick<ClientAbilities, 'encoding' | 'hintTooltip' | 'showsVersions'>,
  settings: Settings,
): ServerCapabilities {
  const blameProvider: BlameProvider = {
    methods: Object.values(blameMethods),
    options: [...askedOptionNames],
    notifications: Object.values(blameNotifications),
  };
  return {
    positionEncoding: encoding,
    textDocumentSync: { openClose: true, change: INCREMENTAL, save: false },
    ...(settings.hover !== 'off' && { hoverProvider: true }),
    ...(settings.codeAction && { codeActionProvider: { resolveProvider: true } }),
    ...(settings.codeLens !== 'off' && { codeLensProvider: { resolveProvider: true } }),
    ...(settings.inlayHint !== 'off' && { inlayHintProvider: hintTooltip ? { resolveProvider: true } : {} }),
    executeCommandProvider: { commands: Object.values(blameCommands) },
    workspace: {
      workspaceFolders: { supported: true },
      ...(showsVersions && { textDocumentContent: { schemes: [SCHEME] } }),
    },
    experimental: { blameProvider },
  };
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function showing(capabilities: unknown) {
  const own = (name: string) => dig(capabilities, 'experimental', 'blame', name) === true;
  const content = dig(capabilities, 'workspace', 'textDocumentContent');
  const action = (...path: string[]) => dig(capabilities, 'textDocument', 'codeAction', ...path);
  const edit = (name: string) => dig(capabilities, 'workspace', 'workspaceEdit', name);
  const operations = asList(edit('resourceOperations'));
  const actionLiterals = action('codeActionLiteralSupport') !== undefined;
  const edits =
    dig(capabilities, 'workspace', 'applyEdit') === true
      ? { documentChanges: edit('documentChanges') === true, createsFiles: operations.includes('create') }
      : null;
  const late = asList(action('resolveSupport', 'properties'));
  const resolves = actionLiterals && action('dataSupport') === true && late.includes('edit');
  return {
    showsDocuments: dig(capabilities, 'window', 'showDocument', 'support') === true,
    showsVersions: own('content') || (typeof content === 'object' && content !== null),
    copies: own('copy'),
    actionLiterals,
    disabledActions: action('disabledSupport') === true,
    lateEdits: resolves && edits?.documentChanges === true && edits.createsFiles,
    edits,
  };
}

function dig(value: unknown, ...path: string[]): unknown {
  let current = value;
  for (const name of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (current as Record<string, unknown>)[name];
  }
  return current;
}
