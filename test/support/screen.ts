/** What a user of a scripted editor would see: documents, messages, edits, the clipboard. */
import type { LspClient } from './lspClient.ts';

export interface Seen {
  readonly shown: { uri: string; external?: boolean; selection?: { start: { line: number } } }[];
  readonly said: string[];
  readonly copied: string[];
  readonly edits: { label?: string; edit: object }[];
}

/** Gathers from now on. `shows` false: the editor refuses to show documents. */
export function watchScreen(client: LspClient, shows = true): Seen {
  const seen: Seen = { shown: [], said: [], copied: [], edits: [] };
  client.connection.onRequest('window/showDocument', (params: Seen['shown'][number]) => {
    seen.shown.push(params);
    return { success: shows };
  });
  client.connection.onRequest('workspace/applyEdit', (params: Seen['edits'][number]) => {
    seen.edits.push(params);
    return { applied: true };
  });
  client.connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
    seen.said.push(message);
  });
  client.connection.onNotification('blame/copy', ({ text }: { text: string }) => {
    seen.copied.push(text);
  });
  return seen;
}
