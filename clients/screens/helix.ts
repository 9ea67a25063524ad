/** The picture of Helix: authors after lines and the hover of one. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_FILE } from './demo.ts';
import type { Scene } from './scene.ts';

export const helix: Scene = {
  name: 'helix',
  title: `hx ${DEMO_FILE}  space k`,
  file: 'clients/helix/picture.svg',
  columns: 110,
  rows: 30,
  command({ home, top }) {
    const directory = join(home, 'helix');
    mkdirSync(directory);
    const server = `command = "${process.execPath}"\nargs = ["${join(top, 'dist', 'main.js')}", "--stdio"]`;
    const language = '[[language]]\nname = "typescript"\nlanguage-servers = ["blame"]';
    writeFileSync(join(directory, 'languages.toml'), `[language-server.blame]\n${server}\n${language}\n`);
    writeFileSync(
      join(directory, 'config.toml'),
      'theme = "catppuccin_mocha"\n[editor]\ntrue-color = true\nidle-timeout = 3000\n[editor.lsp]\ndisplay-inlay-hints = true\n',
    );
    return [process.env['BLAME_PICTURE_HX'] ?? 'hx', DEMO_FILE];
  },
  steps: [
    [/forgetOldest/, (terminal) => terminal.type('8ggl')],
    [/Grace Hopper, \d+ \w+ ago/, (terminal) => terminal.type(' k')],
    [/Name the unit of the bound[\s\S]*-.*readonly max:/, () => {}],
  ],
};
