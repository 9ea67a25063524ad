/** The picture of Kakoune with kakoune-lsp: authors after lines and the hover of one. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_FILE } from './demo.ts';
import type { Scene } from './scene.ts';

export const kakoune: Scene = {
  name: 'kakoune',
  title: `kak ${DEMO_FILE}  :lsp-hover`,
  file: 'clients/kakoune/picture.svg',
  columns: 110,
  rows: 30,
  command({ home, top }) {
    mkdirSync(join(home, 'kak'));
    writeFileSync(
      join(home, 'kak', 'kakrc'),
      [
        'eval %sh{kak-lsp}',
        'hook -group blame global BufCreate [^*].* %{ set-option -add buffer lsp_servers %{',
        '[blame]',
        `command = "${process.execPath}"`,
        `args = ["${join(top, 'dist', 'main.js')}", "--stdio"]`,
        'root_globs = [".git"]',
        'settings_section = "blame"',
        '[blame.settings.blame]',
        'codeLens = "off"',
        '} }',
        'lsp-enable',
        'lsp-inlay-hints-enable global',
        'set-option global ui_options terminal_assistant=none',
      ].join('\n'),
    );
    return [process.env['BLAME_PICTURE_KAK'] ?? 'kak', DEMO_FILE];
  },
  steps: [
    [/Grace Hopper, \d+ \w+ ago/, (terminal) => terminal.type('22g')],
    [/22:1/, (terminal) => terminal.type(':lsp-hover\r')],
    [/Name the unit of the bound[\s\S]*-.*this\.max\)/, () => {}],
  ],
};
