/** The picture of the plugin for Neovim: line, blame window and commit at once. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_FILE } from './demo.ts';
import type { Scene } from './scene.ts';

export const neovim: Scene = {
  name: 'neovim',
  title: `nvim ${DEMO_FILE}  :Blame, :Blame commit`,
  file: 'clients/neovim/picture.svg',
  columns: 120,
  rows: 29,
  command({ home, top }) {
    const init = join(home, 'init.lua');
    writeFileSync(
      init,
      [
        `vim.opt.runtimepath:prepend('${join(top, 'clients', 'neovim')}')`,
        'vim.o.termguicolors = true',
        'vim.o.number = true',
        'vim.o.ruler = false',
        "vim.o.shortmess = vim.o.shortmess .. 'I'",
        "require('blame_lsp').setup({})",
      ].join('\n'),
    );
    return [
      process.env['BLAME_PICTURE_NVIM'] ?? 'nvim',
      '--clean',
      '-n',
      '-i',
      'NONE',
      '-u',
      init,
      DEMO_FILE,
    ];
  },
  steps: [
    [/Linus T\., 1 year ago/, (terminal) => terminal.type(':Blame\r')],
    [/▎\w{8} Mary Shaw|▎\w{8} Grace Hopper/, (terminal) => terminal.press('C-w', 'l')],
    [/./, (terminal) => terminal.type('4G')],
    [/Bound the cache in bytes/, (terminal) => terminal.type(':Blame commit\r')],
    [/Entries differ in size/, () => {}],
  ],
};
