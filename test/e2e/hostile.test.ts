/** Names and messages that would like to be links, pictures, markup or orders to a terminal stay text wherever they are shown. */
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { hintsOf, lensesOf } from '../support/drawing.ts';
import { type Editor, editors } from '../support/editors/all.ts';
import { describeWithGit, needsGit } from '../support/gitBinary.ts';
import { createRepository, type GitRepository } from '../support/gitRepository.ts';
import { type LspClient, startClient } from '../support/lspClient.ts';
import { watchScreen } from '../support/screen.ts';
import { at } from '../support/story.ts';

const text = 'one\n```\n[x](http://evil.example)\n<img src=x>\n';
const people = [
  {
    name: 'Eve [x](http://evil.example) <img src=x onerror=y>',
    mail: 'e@x](http://evil.example)',
    message: 'Say ``` [click](command:evil) <img src=x>\n\n````\n</code><script>evil()</script>\n',
  },
  {
    name: 'M\u202eallory \u001b[31mred\u001b[0m `code` **b** __c__ ~~d~~ $(verified) &lt;',
    mail: 'm@www.evil.example',
    message:
      'Do\u202e \u001b]0;title\u0007 \u2066that\u2069 $(trash) [a](https://evil.example)\n\n```diff\n+x\n```\n',
  },
] as const;

describeWithGit(needsGit('hostile texts'), () => {
  let made: GitRepository;
  const clients: LspClient[] = [];
  beforeAll(() => {
    made = createRepository();
    for (const [index, { name, mail, message }] of people.entries()) {
      made.write('f.c', index === 0 ? 'one\n' : text);
      made.git('add', 'f.c');
      const environment = { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: mail };
      made.run(['commit', '--quiet', '--cleanup=verbatim', '--message', message], { environment });
    }
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.kill();
  });
  afterAll(() => made.remove());

  async function start(editor: Editor) {
    const client = startClient();
    clients.push(client);
    const seen = watchScreen(client);
    const initializationOptions = {
      codeAction: true,
      inlayHint: 'line',
      keepBlames: false,
      historyIndex: false,
    };
    await client.initialize({ ...editors[editor], initializationOptions });
    const uri = client.open(join(made.directory, 'f.c'), text);
    return { client, seen, uri };
  }

  it.each(['vscode', 'neovim', 'helix', 'zed', 'lspMode'] as const)('in %s', async (editor) => {
    const { client, seen, uri } = await start(editor);
    const plain: string[] = [];
    for (const line of [0, 1]) {
      const params = { textDocument: { uri }, position: at(line) };
      const hover = await client.request<{ contents: { kind: string; value: string } }>(
        'textDocument/hover',
        params,
      );
      expect(hover.contents.value).not.toMatch(orders);
      expect(hover.contents.value).toContain(line === 0 ? 'onerror' : 'red');
      if (hover.contents.kind === 'markdown') expect(markupIn(hover.contents.value)).toEqual([]);
      const range = { start: at(line), end: at(line) };
      const asked = { textDocument: { uri }, range, context: { diagnostics: [] } };
      const actions = await client.request<{ title: string }[]>('textDocument/codeAction', asked);
      plain.push(...actions.map(({ title }) => title));
      for (const command of ['show', 'copyMessage', 'summary', 'openCommit'])
        await client.request('workspace/executeCommand', {
          command: `blame.${command}`,
          arguments: [{ uri, line }],
        });
    }
    expect(seen.said.length).toBeGreaterThan(3);
    const lenses = (await lensesOf(client, uri)).map(({ command }) => command?.title ?? '');
    expect(lenses.join()).toContain('red');
    const hints = await hintsOf(client, uri);
    expect(
      [...plain, ...lenses, ...seen.said, ...hints.map(({ label }) => String(label))].join('\n'),
    ).not.toMatch(orders);
    // Lenses and messages are where editors look for links and pictures.
    expect([...lenses, ...seen.said].join('\n')).not.toMatch(/\]\(|\$\(/);
    for (const hint of hints.filter((each) => 'data' in each).slice(0, 2)) {
      const { tooltip } = await client.request<{ tooltip: { kind: string; value: string } }>(
        'inlayHint/resolve',
        hint,
      );
      expect(tooltip.value).not.toMatch(orders);
      if (tooltip.kind === 'markdown') expect(markupIn(tooltip.value)).toEqual([]);
    }
  });
});

/** What terminals obey, and what turns text around. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const orders = /[\u0000-\u0008\u000b-\u001f\u007f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** What Markdown or HTML would act upon, apart from bold text, outside of code. */
function markupIn(markdown: string): string[] {
  const outside: string[] = [];
  let fence: string | null = null;
  for (const line of markdown.split('\n')) {
    const ticks = /^`{3,}/.exec(line)?.[0] ?? null;
    if (fence === null && ticks !== null) fence = ticks;
    else if (fence !== null && line === fence) fence = null;
    else if (fence === null) outside.push(line);
  }
  expect(fence).toBeNull();
  const active = outside
    .join('\n')
    .replace(/\\[^a-zA-Z0-9\s]/g, '')
    .replace(/`[^`\n]*`/g, '');
  return active.match(/[<[\]`~_]|&\w+;|\w+:\/\/|www\./g) ?? [];
}
