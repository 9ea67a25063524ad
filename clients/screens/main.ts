/** `npm run pictures [-- <name>...]`: draws the pictures of the clients' READMEs anew, from real editors. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readScreen } from './ansi.ts';
import { makeDemo } from './demo.ts';
import { emacs } from './emacs.ts';
import { helix } from './helix.ts';
import { kakoune } from './kakoune.ts';
import { neovim } from './neovim.ts';
import { play, type Scene } from './scene.ts';
import { drawScreen } from './svg.ts';
import { openTerminal } from './terminal.ts';

const scenes: readonly Scene[] = [neovim, helix, emacs, kakoune];

/** Nothing of the user's configuration gets into a picture. */
function environmentOf(home: string): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    XDG_CONFIG_HOME: home,
    XDG_CACHE_HOME: home,
    XDG_DATA_HOME: home,
    XDG_STATE_HOME: home,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    TERM: 'xterm-256color',
    COLORTERM: 'truecolor',
    LC_ALL: 'C.UTF-8',
  };
}

async function draw(scene: Scene, top: string): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'blame-picture-'));
  const [directory, home] = [join(scratch, 'demo'), join(scratch, 'home')];
  mkdirSync(directory);
  mkdirSync(home);
  try {
    const environment = environmentOf(home);
    makeDemo(directory, environment);
    const { columns, rows, title } = scene;
    const command = scene.command({ directory, home, top });
    const terminal = openTerminal({ command, directory, environment, columns, rows, scratch });
    try {
      const screen = readScreen(await play(scene, terminal));
      writeFileSync(join(top, scene.file), drawScreen({ title, columns, rows: screen }));
      console.log(scene.file);
    } finally {
      terminal.close();
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const wanted = process.argv.slice(2);
for (const scene of scenes) {
  if (wanted.length === 0 || wanted.includes(scene.name)) await draw(scene, process.cwd());
}
