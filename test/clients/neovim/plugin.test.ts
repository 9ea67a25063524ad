/** The plugin for Neovim as a whole: what it offers, what it says of itself, and where it keeps still. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRepository, type GitRepository, scratchDirectory } from '../../support/gitRepository.ts';
import { type Neovim, plugin, startNeovim } from '../../support/neovim.ts';
import { describeInNeovim } from '../../support/neovimBinary.ts';
import { until } from '../../support/until.ts';

const read = (path: string) => readFileSync(join(plugin, path), 'utf8');

describe('files of the plugin', () => {
  const files = readdirSync(plugin, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.lua'),
  );

  it('say what they are for, and are short', () => {
    expect(files.length).toBeGreaterThan(10);
    expect(files.filter((file) => !/^-- [A-Z:].*[.:\w]\n/.test(read(file)))).toEqual([]);
    expect(files.filter((file) => read(file).split('\n').length > 300)).toEqual([]);
  });

  it('do nothing when they are loaded but to define', () => {
    expect(read('lua/blame_lsp/init.lua')).not.toMatch(/^local .*require/m);
  });
});

describeInNeovim('the plugin', (binary) => {
  let repository: GitRepository;
  let home: string;
  let editor: Neovim;

  beforeAll(async () => {
    repository = createRepository();
    repository.write('a.txt', 'a\n');
    repository.commit('First');
    home = scratchDirectory('neovim');
    const setup = "{ line = { format = '{author}' } }";
    editor = await startNeovim({ binary, home, directory: repository.directory, files: ['a.txt'], setup });
    await until(() => editor.lua("return require('blame_lsp.client').find(0) ~= nil"));
  });
  afterAll(async () => {
    await editor.close();
    repository.remove();
    rmSync(home, { recursive: true, force: true });
  });

  const complete = (line: string) =>
    editor.lua<string[]>("return vim.fn.getcompletion(..., 'cmdline')", line);

  it('completes its command', async () => {
    expect(await complete('Blame ')).toEqual([
      'commit',
      'copy',
      'health',
      'history',
      'line',
      'open',
      'summary',
      'window',
    ]);
    expect(await complete('Blame co')).toEqual(['commit', 'copy']);
    expect(await complete('Blame line ')).toEqual(['off', 'on']);
    expect(await complete('Blame window ')).toEqual([]);
  });

  it('describes every option, command and function in its help', async () => {
    const names = await editor.lua<string[]>(`
      local names = {}
      local function add(options, prefix)
        for name, value in pairs(options) do
          if type(value) == 'table' and name ~= 'settings' then
            add(value, prefix .. name .. '.')
          else
            table.insert(names, prefix .. name)
          end
        end
      end
      add(require('blame_lsp.config').defaults, '')
      for name in pairs(require('blame_lsp.command').commands) do table.insert(names, ':Blame-' .. name) end
      for name in pairs(require('blame_lsp')) do table.insert(names, 'blame.' .. name .. '()') end
      return names`);
    expect(names.length).toBeGreaterThan(30);
    expect(names.filter((name) => !read('doc/blame.txt').includes(name))).toEqual([]);
    expect(
      names.filter(
        (name) => !name.includes('()') && !read('README.md').includes(name.replace(/^.*[.-]/, '')),
      ),
    ).toEqual([]);
  });

  it('has help that Neovim understands', async () => {
    await editor.lua("vim.fn.mkdir(... .. '/doc', 'p')", home);
    writeFileSync(join(home, 'doc', 'blame.txt'), read('doc/blame.txt'));
    await editor.lua("vim.opt.runtimepath:append(...) vim.cmd.helptags(... .. '/doc')", home);
    await editor.command('help blame-options');
    await editor.shows(/5\. Options/);
    await editor.command('helpclose');
  });

  it.each([
    ['{ lines = {} }', 'there is no option lines'],
    ["{ line = { delay = 'long' } }", 'line.delay must be a number'],
    ['{ window = { keys = { parent = 1 } } }', 'window.keys.parent must be a string or boolean'],
  ])('refuses options that can not be meant: %s', async (options, complaint) => {
    const said = await editor.lua(`return select(2, pcall(require('blame_lsp').setup, ${options}))`);
    expect(said).toBe(`blame.setup: ${complaint}`);
  });

  it('puts author and age into a statusline', async () => {
    await editor.command("set laststatus=2 statusline=<%{v:lua.require'blame_lsp'.statusline()}>");
    await editor.shows(/^<A U Thor, \d+ years? ago>$/);
    await editor.command('set statusline&');
  });

  it('opens the page of a commit where there is one', async () => {
    await editor.lua('vim.ui.open = function(page) Opened = page end');
    await editor.command('Blame open');
    await editor.shows(/the repository has no remote/);
    repository.git('remote', 'add', 'origin', 'git@github.com:someone/something.git');
    await editor.command('Blame open');
    await editor.shows(/no remote is known to have the commit/);
    repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    await editor.command('Blame open');
    const page = await until(() => editor.lua<string | null>('return Opened'));
    expect(page).toBe(`https://github.com/someone/something/commit/${repository.git('rev-parse', 'HEAD')}`);
  });

  it('is in good health', async () => {
    await editor.command('Blame health');
    const report = (await editor.lua<string[]>('return vim.api.nvim_buf_get_lines(0, 0, -1, false)')).join(
      '\n',
    );
    expect(report).toMatch(/OK.* enabled/);
    expect(report).toContain(`${repository.directory}: 1 buffers`);
    expect(report).toMatch(/it answers blame\/file, blame\/line/);
    await editor.command('bwipeout!');
  });

  it('leaves alone what is in no repository, and what is no file', async () => {
    for (const open of [
      `edit ${home}/outside.txt`,
      'enew',
      'help',
      `edit ${repository.directory}/.git/config`,
    ]) {
      await editor.command(open);
      expect(await editor.lua('return #vim.lsp.get_clients({ bufnr = 0 })')).toBe(0);
      await editor.hides(/A U Thor/);
    }
    await editor.command('silent! only | edit a.txt');
    await editor.shows(/^a {2,}A U Thor$/);
  });

  it('says so where nothing can be blamed', async () => {
    writeFileSync(join(repository.directory, 'untracked.txt'), 'x\n');
    await editor.command('edit untracked.txt');
    await until(() => editor.lua("return require('blame_lsp.client').find(0) ~= nil"));
    await editor.command('Blame');
    await editor.shows(/nothing to blame here/);
    await until(async () => (await editor.lua('return #vim.api.nvim_tabpage_list_wins(0)')) === 1);
  });
});
