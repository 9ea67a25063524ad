/** Walks through older versions of a file in Neovim: to the parent, through a rename, back and forward. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRepository, type GitRepository, scratchDirectory } from '../../support/gitRepository.ts';
import { numbered } from '../../support/history.ts';
import { type Neovim, startNeovim } from '../../support/neovim.ts';
import { describeInNeovim } from '../../support/neovimBinary.ts';
import { until } from '../../support/until.ts';

/** File, line and text of the cursor in the window beside the blame window. */
const PLACE = `
local window = vim.api.nvim_tabpage_list_wins(0)[2]
local buffer = vim.api.nvim_win_get_buf(window)
local line = vim.api.nvim_win_get_cursor(window)[1]
local name = vim.fs.basename(vim.api.nvim_buf_get_name(buffer)):gsub('?.*', '')
return ('%s:%d:%s'):format(name, line, vim.api.nvim_buf_get_lines(buffer, line - 1, line, false)[1])`;

describeInNeovim('walks', (binary) => {
  let repository: GitRepository;
  let home: string;
  let editor: Neovim;

  beforeAll(async () => {
    repository = createRepository();
    const body = numbered('line', 40);
    repository.write('old.py', `first wording\n${body}`);
    repository.commit('Begin');
    repository.write('old.py', `above\nsecond wording\n${body}`);
    repository.commit('Say it anew');
    repository.git('mv', 'old.py', 'new.py');
    repository.write('new.py', `above\nabove that\nthird wording\n${body}`);
    repository.commit('Say it again, elsewhere');
    home = scratchDirectory('neovim');
    const setup = "{ date = 'iso', line = { format = '{summary}' } }";
    editor = await startNeovim({ binary, home, directory: repository.directory, files: ['new.py'], setup });
    await until(() => editor.lua("return require('blame_lsp.client').find(0, 'blame/previous') ~= nil"));
    await editor.command('3 | Blame');
    await editor.shows(/A U Thor.*above that/);
  });
  afterAll(async () => {
    await editor.close();
    repository.remove();
    rmSync(home, { recursive: true, force: true });
  });

  const at = (place: string) =>
    until(
      async () => (await editor.lua(PLACE)) === place,
      () => editor.lua<string>(PLACE),
    );

  it('go to the version before the commit of the line, through a rename', async () => {
    await editor.type('3Gp');
    await at('old.py:2:second wording');
    await editor.shows(/^▎\w{8} A U Thor 2023-11-14.*above$/);
    await editor.hides(/above that/);
    await editor.type('p');
    await at('old.py:1:first wording');
    await editor.shows(/^▎\^\w{7} A U Thor 2023-11-14.*first wording$/);
  });

  it('end where the file begins', async () => {
    await editor.type('p');
    await editor.shows(/the file begins here/);
    await at('old.py:1:first wording');
  });

  it('show versions in their language, safe from edits', async () => {
    await editor.command('wincmd l');
    expect(await editor.lua('return { vim.bo.filetype, vim.bo.modifiable, vim.wo.scrollbind }')).toEqual([
      'python',
      false,
      true,
    ]);
  });

  it('know who wrote the lines of a version', async () => {
    await editor.shows(/first wording +Begin$/);
    await editor.command('Blame commit');
    await editor.shows(/\+first wording/);
    await editor.command('wincmd h');
  });

  it('go back and forward', async () => {
    await editor.type('b');
    await at('old.py:2:second wording');
    await editor.type('b');
    await at('new.py:3:third wording');
    await editor.shows(/^▎\w{8} A U Thor 2023-11-14.*above that$/);
    await editor.type('b');
    await editor.type('f');
    await at('old.py:2:second wording');
    await editor.type('f');
    await at('old.py:1:first wording');
  });

  it('bring the file back with its cursor, and leave nothing', async () => {
    await editor.type('q');
    await editor.hides(/A U Thor/);
    const left = await editor.lua<unknown[]>(`
      local names = vim.tbl_map(function(buffer)
        return vim.fs.basename(vim.api.nvim_buf_get_name(buffer))
      end, vim.api.nvim_list_bufs())
      return { names, vim.api.nvim_win_get_cursor(0)[1], vim.wo.scrollbind, vim.wo.wrap }`);
    expect(left).toEqual([['new.py'], 3, false, true]);
  });

  it('begin at the committed version for lines that are not committed', async () => {
    await editor.type('ggOunheard<Esc>4GA of<Esc>');
    await editor.command('Blame');
    await editor.shows(/^▎ +Not committed yet.*third wording of$/);
    await editor.type('4Gp');
    await at('new.py:3:third wording');
    await editor.type('q');
    await editor.hides(/A U Thor/);
    await editor.command('edit!');
  });

  it('can be opened as documents', async () => {
    const id = repository.git('rev-parse', 'HEAD~1');
    await editor.command(`edit git-blame://${repository.directory}/old.py?commit=${id}`);
    await editor.shows(/^above +Say it anew$/);
    await editor.command('bwipeout');
  });
});
