/** The `initialize` of real editors, as they sent it. */
import { afterEach, describe, expect, it } from 'vitest';
import { editors } from '../support/editors/all.ts';
import { type LspClient, startClient } from '../support/lspClient.ts';

const clients: LspClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.kill();
});

describe.each([
  ['neovim', 'utf-8', { hover: true, hints: false, lenses: true }],
  ['helix', 'utf-8', { hover: true, hints: true, lenses: true }],
  ['zed', 'utf-16', { hover: true, hints: false, lenses: true }],
  ['vscode', 'utf-16', { hover: true, hints: true, lenses: true }],
  ['eglot', 'utf-32', { hover: true, hints: true, lenses: true }],
  ['lspMode', 'utf-32', { hover: true, hints: true, lenses: true }],
] as const)('%s', (name, encoding, surfaces) => {
  it('is answered in its own terms, asked for its settings and to watch, and never shown a message', async () => {
    const client = startClient();
    clients.push(client);
    const { capabilities } = await client.initialize(editors[name]);
    expect(capabilities.positionEncoding).toBe(encoding);
    expect({
      hover: 'hoverProvider' in capabilities,
      hints: 'inlayHintProvider' in capabilities,
      lenses: 'codeLensProvider' in capabilities,
    }).toEqual(surfaces);
    // Neovim does not watch files on the system this was recorded on.
    const watching = name === 'neovim' ? [] : ['client/registerCapability'];
    await expect.poll(() => client.asked).toEqual([...watching, 'workspace/configuration']);
    await client.stats();
    expect(client.logged).toEqual([]);
    expect((await client.stop()).code).toBe(0);
  });
});
