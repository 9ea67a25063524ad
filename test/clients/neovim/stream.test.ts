/** A blame window whose answer takes its time: rows are filled as they become known, in place, and stay filled. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type GitRepository, scratchDirectory } from '../../support/gitRepository.ts';
import { createLongHistory, LONG_FILE } from '../../support/longHistory.ts';
import { type Neovim, startNeovim } from '../../support/neovim.ts';
import { describeInNeovim } from '../../support/neovimBinary.ts';
import { until } from '../../support/until.ts';

/** Notes after each change of the blame window: rows in all, filled ones, and the first rows of both windows. */
const WATCH = `
_G.seen = {}
local left, right = unpack(vim.api.nvim_tabpage_list_wins(0))
local buffer = vim.api.nvim_win_get_buf(left)
vim.api.nvim_buf_attach(buffer, false, {
  on_lines = vim.schedule_wrap(function()
    local lines = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
    local filled = #vim.tbl_filter(function(line) return line ~= '' end, lines)
    table.insert(_G.seen, { #lines, filled, vim.fn.line('w0', left), vim.fn.line('w0', right), vim.fn.line('.', right) })
  end),
})`;

describeInNeovim('a long blame', (binary) => {
  let repository: GitRepository;
  let home: string;
  let editor: Neovim;
  let lines: number;

  beforeAll(async () => {
    repository = createLongHistory();
    home = scratchDirectory('neovim');
    editor = await startNeovim({
      binary,
      home,
      directory: repository.directory,
      files: [LONG_FILE],
      // Nothing is known beforehand, neither from an index of history nor from the line of the cursor.
      setup:
        '{ line = { enabled = false }, settings = { blame = { historyIndex = false, keepBlames = false } } }',
    });
    await until(() => editor.lua("return require('blame_lsp.client').find(0) ~= nil"));
    lines = await editor.lua<number>('return vim.api.nvim_buf_line_count(0)');
  });
  afterAll(async () => {
    await editor.close();
    repository.remove();
    rmSync(home, { recursive: true, force: true });
  });

  const seen = () => editor.lua<[number, number, number, number, number][]>('return _G.seen');

  it('is shown in parts, each row beside its line, and ends whole', async () => {
    await editor.type('300Gzt');
    await editor.command('Blame');
    await editor.lua(WATCH);
    await until(async () => (await seen()).some(([, filled]) => filled === lines));
    const states = await seen();
    const filled = states.map(([, count]) => count);
    expect(filled.filter((count) => count > 0 && count < lines)).not.toEqual([]);
    expect(filled).toEqual(filled.toSorted((a, b) => a - b));
    for (const [rows, , left, right, cursor] of states) {
      expect(rows).toBe(lines);
      expect([left, right, cursor]).toEqual([300, 300, 300]);
    }
  });

  it('is not emptied to be filled again when it is asked anew', async () => {
    const before = (await seen()).length;
    await editor.lua("require('blame_lsp.window').refresh(function() return true end)");
    await until(async () => (await seen()).length > before);
    expect((await seen()).slice(before).map(([, filled]) => filled)).toEqual([lines]);
  });
});
