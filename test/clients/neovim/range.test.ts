/** Questions about lines in Neovim: their history to choose from, and who wrote them. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRepository, type GitRepository, scratchDirectory } from '../../support/gitRepository.ts';
import { type Neovim, startNeovim } from '../../support/neovim.ts';
import { describeInNeovim } from '../../support/neovimBinary.ts';
import { until } from '../../support/until.ts';

describeInNeovim('questions about lines', (binary) => {
  let repository: GitRepository;
  let home: string;
  let editor: Neovim;

  beforeAll(async () => {
    repository = createRepository();
    for (const [word, message] of [
      ['one', 'Begin'],
      ['two', 'Go on'],
      ['three', 'Arrive'],
    ] as const) {
      repository.write('f.txt', `head\n${word}\ntail\n`);
      repository.commit(message);
    }
    home = scratchDirectory('neovim');
    const setup = "{ date = 'iso', line = { enabled = false } }";
    editor = await startNeovim({ binary, home, directory: repository.directory, files: ['f.txt'], setup });
    await until(() => editor.lua("return require('blame_lsp.client').find(0, 'blame/history') ~= nil"));
    // Somebody who knows what he wants.
    await editor.lua(`
      vim.ui.select = function(items, options, on_choice)
        Offered = vim.tbl_map(options.format_item, items)
        on_choice(items[Choice])
      end`);
  });
  afterAll(async () => {
    await editor.close();
    repository.remove();
    rmSync(home, { recursive: true, force: true });
  });

  const global = <Value>(name: string) => until(() => editor.lua<Value | null>(`return ${name}`));

  it('offer the history of a line, and show the commit that is chosen', async () => {
    await editor.lua('Choice = 2');
    await editor.command('2Blame history');
    const offered = await global<string[]>('Offered');
    expect(offered).toEqual([
      expect.stringMatching(/^\w{8} A U Thor +2023-11-14 {2}Arrive$/),
      expect.stringMatching(/^\w{8} A U Thor +2023-11-14 {2}Go on$/),
      expect.stringMatching(/^\w{8} A U Thor +2023-11-14 {2}Begin$/),
    ]);
    await editor.shows(/\+two/);
    await editor.shows(/-one/);
    await editor.type('G');
    await editor.hides(/\+two/);
  });

  it('tell who wrote a selection', async () => {
    await editor.type('2GAx<Esc>');
    await editor.type('ggVj:Blame<CR>');
    await editor.shows(/lines 1 to 2/);
    await editor.shows(/A U Thor +50% +1 line +1 commit, 2023-11-14/);
    await editor.shows(/1 line not committed yet/);
    await editor.type('<Esc>G');
    await editor.hides(/50%/);
    await editor.type('u');
  });

  it('tell who wrote the file', async () => {
    await editor.command('Blame summary');
    await editor.shows(/A U Thor +100% +3 lines +2 commits, 2023-11-14/);
    await editor.type('ggG');
    await editor.hides(/100%/);
  });
});
