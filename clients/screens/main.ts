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
import { drawVscode, VSCODE_PICTURE } from './vscode.ts';

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

interface Place {
  readonly directory: string;
  readonly home: string;
  readonly top: string;
  readonly scratch: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Makes the demo, and removes it after use. */
async function inDemo(use: (place: Place) => Promise<void>): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'blame-picture-'));
  const [directory, home] = [join(scratch, 'demo'), join(scratch, 'home')];
  mkdirSync(directory);
  mkdirSync(home);
  try {
    const environment = environmentOf(home);
    makeDemo(directory, environment);
    await use({ directory, home, top: process.cwd(), scratch, environment });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function draw(scene: Scene, place: Place): Promise<void> {
  const { columns, rows, title } = scene;
  const terminal = openTerminal({ ...place, command: scene.command(place), columns, rows });
  try {
    const screen = readScreen(await play(scene, terminal));
    writeFileSync(join(place.top, scene.file), drawScreen({ title, columns, rows: screen }));
    console.log(scene.file);
  } finally {
    terminal.close();
  }
}

async function drawBrowser(place: Place): Promise<void> {
  writeFileSync(join(place.top, VSCODE_PICTURE), await drawVscode(place));
  console.log(VSCODE_PICTURE);
}

const wanted = process.argv.slice(2);
const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name);
for (const scene of scenes) if (isWanted(scene.name)) await inDemo((place) => draw(scene, place));
if (isWanted('vscode')) await inDemo(drawBrowser);
