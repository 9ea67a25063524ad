/** The plugin beside another one that has a module and a command called blame. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRepository, type GitRepository, scratchDirectory } from '../../support/gitRepository.ts';
import { type Neovim, startNeovim } from '../../support/neovim.ts';
import { describeInNeovim } from '../../support/neovimBinary.ts';
import { until } from '../../support/until.ts';

describeInNeovim('beside another plugin', (binary) => {
  let repository: GitRepository;
  let home: string;
  let editor: Neovim;

  beforeAll(async () => {
    repository = createRepository();
    repository.write('a.txt', 'a\n');
    repository.commit('First');
    home = scratchDirectory('neovim');
    const other = join(home, 'other');
    for (const folder of ['lua/blame', 'plugin']) mkdirSync(join(other, folder), { recursive: true });
    writeFileSync(join(other, 'lua', 'blame.lua'), "return { whose = 'other' }\n");
    writeFileSync(join(other, 'lua', 'blame', 'highlights.lua'), "return { whose = 'other' }\n");
    const command = "vim.api.nvim_create_user_command('Blame', function() vim.g.other = 1 end, {})\n";
    writeFileSync(join(other, 'plugin', 'other.lua'), `${command}vim.g.loaded_blame = 1\n`);
    const setup = `(function() vim.opt.runtimepath:prepend('${other}') return {} end)()`;
    editor = await startNeovim({ binary, home, directory: repository.directory, files: ['a.txt'], setup });
    await until(() => editor.lua("return require('blame_lsp.client').find(0) ~= nil"));
  });
  afterAll(async () => {
    await editor.close();
    repository.remove();
    rmSync(home, { recursive: true, force: true });
  });

  it('leaves it its modules and its command', async () => {
    const modules = "return { require('blame').whose, require('blame.highlights').whose }";
    expect(await editor.lua(modules)).toEqual(['other', 'other']);
    await editor.command('Blame');
    expect(await editor.lua('return vim.g.other')).toBe(1);
  });

  it('has its command where nobody has looked for plugins', async () => {
    const setup = '(function() vim.go.loadplugins = false return {} end)()';
    const own = { binary, home: join(home, 'own'), directory: repository.directory, files: ['a.txt'], setup };
    const alone = await startNeovim(own);
    try {
      await until(() => alone.lua("return vim.fn.exists(':Blame') == 2"));
    } finally {
      await alone.close();
    }
  });

  it('works, with a command of another name', async () => {
    await editor.shows(/A U Thor/);
    await editor.command('BlameLsp');
    await editor.shows(/^▎\S+ A U Thor/);
    expect(await editor.lua("return vim.fn.getcompletion('BlameLsp co', 'cmdline')")).toEqual([
      'commit',
      'copy',
    ]);
  });
});
