/** Has a server make its index of history, and waits for it. */
import { setTimeout as wait } from 'node:timers/promises';
import type { LspClient } from '../test/support/lspClient.ts';

/** A blame that ends where it begins: the index is of the same history, and the walk without it is not waited for. */
export async function beginIndex(client: LspClient, uri: string): Promise<void> {
  await client.blame({ textDocument: { uri }, options: { revision: 'HEAD', since: '2099-01-01' } });
}

/** Resolves when the index is up to date, with its size in bytes. */
export async function untilIndexed(client: LspClient): Promise<number> {
  for (;;) {
    const bytes = (await client.stats()).memory.caches['historyIndex'] ?? 0;
    if (bytes > 0) return bytes;
    await wait(50);
  }
}
