/** What client and server learn of each other by `initialize`: a function of what the client says alone. */
import type { InitializeResult } from 'vscode-languageserver-protocol';
import { type ParsedSettings, parseSettings } from '../service/settings/parseSettings.ts';
import { defaultSettings } from '../service/settings/settings.ts';
import { clientAbilities, serverCapabilities } from './capabilities.ts';
import type { ClientAbilities } from './session.ts';

export interface Introduction extends ParsedSettings {
  readonly client: ClientAbilities;
  /** The answer. */
  readonly result: InitializeResult;
}

/** `params` as they came: any part may be missing or of the wrong kind. */
export function introduce(params: Readonly<Record<string, unknown>>, version: string): Introduction {
  const info = params['clientInfo'] as { name?: unknown } | null | undefined;
  const name = typeof info?.name === 'string' ? info.name : null;
  const client = clientAbilities(params['capabilities']);
  const { settings, complaints } = parseSettings(params['initializationOptions'], defaultSettings(name));
  const capabilities = serverCapabilities(client, settings);
  const serverInfo = { name: 'blame-language-server', version };
  return { client, settings, complaints, result: { capabilities, serverInfo } };
}
