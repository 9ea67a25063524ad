/** Lenses and hints of the built server as editors show them, over a repository as people make them. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { drawn, hintsOf, lensesOf } from '../support/drawing.ts';
import { type Editor, editors } from '../support/editors/all.ts';
import { describeWithGit, needsGit } from '../support/gitBinary.ts';
import type { GitRepository } from '../support/gitRepository.ts';
import { type LspClient, startClient, uriOf } from '../support/lspClient.ts';
import { watchScreen } from '../support/screen.ts';
import { openShop, shopFile } from '../support/shopHistory.ts';

const golden = join(import.meta.dirname, 'expected');

/** Dates that do not depend on the day of the test. */
const settings = { dateFormat: 'short', inlayHint: 'hunk', codeLens: 'symbols' };

describeWithGit(needsGit('surfaces'), () => {
  let shop: GitRepository;
  let path = '';
  let text = '';
  const clients: LspClient[] = [];
  beforeAll(() => {
    shop = openShop();
    path = join(shop.directory, shopFile);
    text = readFileSync(path, 'utf8');
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.kill();
  });
  afterAll(() => shop.remove());

  async function start(initializationOptions: object, editor: Editor = 'vscode') {
    const client = startClient();
    clients.push(client);
    const { capabilities } = await client.initialize({ ...editors[editor], initializationOptions });
    return { client, capabilities };
  }

  it.each<[string, object]>([
    ['symbols and hunks', {}],
    [
      'every line',
      { inlayHint: 'line', codeLens: 'file', inlayHintTemplate: '${sha} ${authorFirst|6} ${date} L${line}' },
    ],
    [
      'hunks above',
      { inlayHint: 'off', codeLens: 'hunks', codeLensTemplate: '${author} ${date:%d.%m.%y}: ${summary|20}' },
    ],
    ['since a revision', { inlayHint: 'recent', inlayHintSince: 'v1.0', codeLens: 'off' }],
    ['with the reformatting', { findIgnoreRevs: false }],
  ])('shows %s', async (name, own) => {
    const { client } = await start({ ...settings, ...own });
    const uri = client.open(path, text);
    const screen = drawn(
      text,
      'codeLens' in own && own.codeLens === 'off' ? [] : await lensesOf(client, uri),
      'inlayHint' in own && own.inlayHint === 'off' ? [] : await hintsOf(client, uri),
    );
    const file = join(golden, `${name.replaceAll(' ', '-')}.txt`);
    if (process.env['BLAME_TEST_RECORD'] || !existsSync(file)) writeFileSync(file, screen);
    expect(screen).toBe(readFileSync(file, 'utf8'));
  });

  it('shows symbols of a text that is not saved, and new lines for what they are', async () => {
    const { client } = await start(settings);
    const uri = client.open(path, `\n\nfunction fresh() {\n  return 1;\n}\n${text}`);
    const lenses = await lensesOf(client, uri);
    const lines = lenses.map(({ range, command }) => [range.start.line, command?.title]);
    expect(lines).toContainEqual([2, 'Not committed yet']);
    expect(lines).toContainEqual([0, expect.stringContaining('李小龙')]);
    const hints = await hintsOf(client, uri);
    expect(hints[0]).toMatchObject({ position: { line: 0, character: 0 }, label: 'Not committed yet' });
  });

  it.each(['neovim', 'vscode', 'zed', 'lspMode'] as const)(
    'runs what a lens offers in %s',
    async (editor) => {
      const { client } = await start(settings, editor);
      const seen = watchScreen(client);
      const uri = client.open(path, `\n\nfunction fresh() {\n  return 1;\n}\n${text}`);
      const lenses = await lensesOf(client, uri);
      const run = async (line: number) => {
        const command = lenses.find(({ range }) => range.start.line === line)?.command;
        await client.request('workspace/executeCommand', command ?? {});
      };
      await run(0);
      await expect.poll(() => seen.shown.length + seen.said.length).toBe(1);
      expect(JSON.stringify([seen.shown, seen.said])).toMatch(/[0-9a-f]{10}\.diff/);
      await run(2);
      await expect.poll(() => seen.said.at(-1)).toBe('Blame: 3 lines: not committed 3');
    },
  );

  it('never hints the empty last line, nor past the end of what is there', async () => {
    const { client } = await start({ ...settings, inlayHint: 'line' });
    const count = text.split('\n').length - 1;
    const uri = client.open(path, text);
    const lines = (await hintsOf(client, uri)).map(({ position }) => position.line);
    expect([lines.length, Math.max(...lines)]).toEqual([count, count - 1]);
  });

  it.each<[Editor, { hints: boolean; resolvesHints: boolean }]>([
    ['neovim', { hints: false, resolvesHints: false }],
    ['helix', { hints: true, resolvesHints: false }],
    ['zed', { hints: false, resolvesHints: false }],
    ['vscode', { hints: true, resolvesHints: true }],
    ['lspMode', { hints: true, resolvesHints: false }],
  ])('suits %s', async (editor, { hints, resolvesHints }) => {
    const { client, capabilities } = await start({}, editor);
    expect(capabilities).toHaveProperty('codeLensProvider', { resolveProvider: true });
    if (!hints) {
      expect(capabilities).not.toHaveProperty('inlayHintProvider');
      return;
    }
    expect(capabilities).toHaveProperty('inlayHintProvider', resolvesHints ? { resolveProvider: true } : {});
    const uri = client.open(path, text);
    const answer = await hintsOf(client, uri);
    // Helix and Neovim ask for whole files many times a second: a hint has no more than what is drawn.
    const bytes = JSON.stringify(answer).length / answer.length;
    expect(bytes).toBeLessThan(170);
    expect(answer.every((hint) => 'data' in hint === resolvesHints)).toBe(true);
    if (!resolvesHints) return;
    const resolved = await client.request<{ tooltip: { value: string } }>('inlayHint/resolve', answer.at(-1));
    expect(resolved.tooltip.value).toContain('Ada');
  });

  it('lets symbols be found while history is walked, and gives up what nobody waits for', async () => {
    const { client } = await start(settings);
    const uri = uriOf(join(shop.directory, 'long.ts'));
    const long = 'export function f() {\n  return [1, 2, 3].map((x) => x + 1);\n}\n'.repeat(3000);
    shop.write('long.ts', long);
    shop.git('add', 'long.ts');
    client.open(join(shop.directory, 'long.ts'), long);
    const asked = client.start<unknown[]>('textDocument/codeLens', { textDocument: { uri } });
    asked.cancel();
    await expect(asked.answer).rejects.toMatchObject({ code: -32800 });
    const lenses = await client.request<unknown[]>('textDocument/codeLens', { textDocument: { uri } });
    expect(lenses).toHaveLength(3000);
    expect((await client.stop()).code).toBe(0);
  });
});
