/** What an editor would show of a file: lenses above lines, hints after them. */
import type { LspClient } from './lspClient.ts';

interface Lens {
  readonly range: { readonly start: { readonly line: number } };
  readonly command?: { readonly title: string };
}

interface Hint {
  readonly position: { readonly line: number; readonly character: number };
  readonly label: string;
}

/** Asks as an editor that resolves every lens it draws. */
export async function lensesOf(client: LspClient, uri: string): Promise<Lens[]> {
  const lenses = await client.request<Lens[]>('textDocument/codeLens', { textDocument: { uri } });
  return Promise.all(
    lenses.map(async (lens) => (lens.command ? lens : client.request<Lens>('codeLens/resolve', lens))),
  );
}

export async function hintsOf(client: LspClient, uri: string, lines = 1000): Promise<Hint[]> {
  const range = { start: { line: 0, character: 0 }, end: { line: lines, character: 0 } };
  return client.request<Hint[]>('textDocument/inlayHint', { textDocument: { uri }, range });
}

/** The text with all that is shown beside it. Tabs are two columns. */
export function drawn(text: string, lenses: readonly Lens[], hints: readonly Hint[]): string {
  const rows = text.split('\n').map((line, i) => {
    const above = lenses
      .filter(({ range }) => range.start.line === i)
      .map(({ command }) => `      ~ ${command?.title}\n`);
    const after = hints.filter(({ position }) => position.line === i).map(({ label }) => `   // ${label}`);
    return `${above.join('')}${String(i + 1).padStart(4)}  ${line.replaceAll('\t', '  ')}${after.join('')}`.trimEnd();
  });
  return `${rows.join('\n')}\n`;
}
