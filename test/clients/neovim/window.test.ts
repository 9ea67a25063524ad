/** The blame window of a real Neovim: what stands in it, and that it stays beside the lines it is about. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRepository, type GitRepository, scratchDirectory } from '../../support/gitRepository.ts';
import { numbered } from '../../support/history.ts';
import { type Neovim, startNeovim } from '../../support/neovim.ts';
import { describeInNeovim } from '../../support/neovimBinary.ts';
import { until } from '../../support/until.ts';

/** First rows of both windows, left to right. */
const TOPS = `
return vim.tbl_map(function(window)
  return vim.fn.line('w0', window)
end, vim.api.nvim_tabpage_list_wins(0))`;

const ORIGIN_OPTIONS = `
local found = {}
for _, name in ipairs({ 'wrap', 'foldenable', 'scrollbind', 'cursorbind' }) do
  table.insert(found, vim.wo[name])
end
return found`;

describeInNeovim('the blame window', (binary) => {
  let repository: GitRepository;
  let home: string;
  let editor: Neovim;
  let ids: string[];

  beforeAll(async () => {
    repository = createRepository();
    const lines = numbered('line', 200).split('\n');
    repository.write('long.txt', lines.join('\n'));
    const first = repository.commit('Begin');
    lines.splice(1, 2, 'second of the second', 'third of the second');
    repository.write('long.txt', lines.join('\n'));
    ids = [first, repository.commit('Go on')];
    home = scratchDirectory('neovim');
    const setup = "{ line = { enabled = false }, date = 'iso' }";
    editor = await startNeovim({ binary, home, directory: repository.directory, files: ['long.txt'], setup });
    await until(() => editor.lua("return require('blame_lsp.client').find(0) ~= nil"));
  });
  afterAll(async () => {
    await editor.close();
    repository.remove();
    rmSync(home, { recursive: true, force: true });
  });

  it('shows hunks beside their lines, each once', async () => {
    await editor.command('Blame');
    await editor.shows(/^▎\S+ A U Thor 2023/);
    expect(await editor.lua('return vim.bo.filetype')).toBe('blame');
    await editor.command('wincmd l');
    const rows = (await editor.screen()).slice(0, 6);
    const [first = '', second = ''] = ids;
    expect(rows).toEqual([
      expect.stringMatching(new RegExp(`^▎\\^${first.slice(0, 7)} A U Thor 2023-11-14 ?.line 1$`)),
      expect.stringMatching(
        new RegExp(`^▎${second.slice(0, 8)} A U Thor 2023-11-14 ?.second of the second$`),
      ),
      expect.stringMatching(/^▎ +.third of the second$/),
      expect.stringMatching(new RegExp(`^▎\\^${first.slice(0, 7)} A U Thor 2023-11-14 ?.line 4$`)),
      expect.stringMatching(/^▎ +.line 5$/),
      expect.stringMatching(/^▎ +.line 6$/),
    ]);
  });

  it('colours by age and by commit', async () => {
    const groups = await editor.lua<string[]>(`
      local buffer = vim.api.nvim_win_get_buf(vim.api.nvim_tabpage_list_wins(0)[1])
      local marks = vim.api.nvim_buf_get_extmarks(buffer, -1, 0, { 1, -1 }, { details = true })
      return vim.tbl_map(function(mark) return mark[4].hl_group end, marks)`);
    expect(groups).toContain('BlameAge9');
    expect(groups).toContain('BlameAge0');
    expect(new Set(groups.filter((group) => group.startsWith('BlameCommit')))).toHaveProperty('size', 2);
  });

  it('scrolls with the file', async () => {
    await editor.type('120Gzt');
    await until(
      async () => String(await editor.lua(TOPS)) === '120,120',
      async () => String(await editor.lua(TOPS)),
    );
    await editor.command('wincmd h');
    await editor.type('20Gzt');
    await until(
      async () => String(await editor.lua(TOPS)) === '20,20',
      async () => String(await editor.lua(TOPS)),
    );
    await editor.command('wincmd l');
  });

  it('keeps its rows beside their lines while the file is edited', async () => {
    await editor.type('ggOabove<Esc>');
    await editor.shows(/^▎ +Not committed yet .*above$/);
    const rows = (await editor.screen()).slice(1, 4);
    expect(rows[0]).toMatch(/A U Thor.*line 1$/);
    expect(rows[1]).toMatch(/A U Thor.*second of the second$/);
    await editor.type('u');
    await editor.shows(/A U Thor.*line 1$/);
    await editor.hides(/Not committed/);
  });

  it('hears of a commit made elsewhere', async () => {
    repository.git('commit', '-q', '--amend', '-m', 'Go on, amended');
    const amended = repository.git('rev-parse', 'HEAD');
    await editor.shows(new RegExp(`^▎${amended.slice(0, 8)}.*second of the second$`));
  });

  it('shows the commit with the part of its diff that made the line', async () => {
    await editor.command('wincmd h');
    await editor.type('2G<CR>');
    await editor.shows(/commit [0-9a-f]{40}/);
    await editor.shows(/Author: A U Thor <author@example.com>/);
    await editor.shows(/ {4}Go on, amended/);
    await editor.shows(/\+second of the second/);
    await editor.shows(/-line 2/);
    await editor.type('j');
    await editor.hides(/commit [0-9a-f]{40}/);
  });

  it('copies the id of a commit', async () => {
    await editor.type('2Gy');
    expect(await editor.lua("return vim.fn.getreg('\"')")).toBe(repository.git('rev-parse', 'HEAD'));
  });

  it('gives the file its options back', async () => {
    await editor.command('wincmd l');
    expect(await editor.lua(ORIGIN_OPTIONS)).toEqual([false, false, true, true]);
    await editor.command('wincmd h');
    await editor.type('q');
    await editor.hides(/A U Thor/);
    expect(await editor.lua(ORIGIN_OPTIONS)).toEqual([true, true, false, false]);
    expect(await editor.lua('return #vim.api.nvim_tabpage_list_wins(0)')).toBe(1);
  });

  it('goes with the file, and with another file in its place', async () => {
    await editor.command('Blame');
    await editor.shows(/A U Thor/);
    await editor.command('wincmd l | enew');
    await editor.hides(/A U Thor/);
    expect(await editor.lua('return #vim.api.nvim_tabpage_list_wins(0)')).toBe(1);
    expect(await editor.lua(ORIGIN_OPTIONS)).toEqual([true, true, false, false]);
  });
});
