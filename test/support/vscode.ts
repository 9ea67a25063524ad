/** A real VS Code with the packaged extension, in a headless browser: typed into, clicked and read as by a user. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import {
  type CodeServer,
  type EditorRow,
  editorRows,
  openCodeServer,
} from '../../clients/screens/codeServer.ts';
import { makeVsix } from '../../clients/vscode/packaging/vsix.ts';
import { describeInEditor, editorVersion } from './editorBinary.ts';
import { builtServer } from './lspClient.ts';
import { editorEnvironment } from './neovim.ts';
import { until } from './until.ts';

const top = join(import.meta.dirname, '..', '..');
/** Two cores run several editors. */
const PATIENCE = 30_000;
const MAIN = join('lib', 'vscode', 'out', 'server-main.js');

/** `BLAME_TEST_CODE_SERVER`, else that of the `code-server` on the PATH: its `server-main.js`. */
const program = process.env['BLAME_TEST_CODE_SERVER'] ?? mainOnPath();
/** `BLAME_TEST_CHROMIUM`, else `chromium` on the PATH. */
const chromium = process.env['BLAME_TEST_CHROMIUM'] ?? 'chromium';

const version =
  program === null
    ? null
    : editorVersion({ binary: process.execPath, words: [program, '--version'], version: /^(\d+\.\d+\.\d+)/ });
const browser = editorVersion({ binary: chromium, words: ['--version'], version: /^(Chromium [\d.]+)/ });

/** A `describe` for tests in VS Code, under the rules of `describeInEditor`. */
export function describeInVscode(title: string, suite: () => void): void {
  const lacking =
    version === null
      ? 'no code-server on this machine'
      : browser === null
        ? `no ${chromium} on this machine`
        : null;
  describeInEditor(lacking === null ? `${title} (VS Code ${version}, ${browser})` : title, suite, {
    lacking,
  });
}

function mainOnPath(): string | null {
  for (const directory of (process.env['PATH'] ?? '').split(delimiter)) {
    const command = join(directory, 'code-server');
    if (!existsSync(command)) continue;
    for (let place = dirname(realpathSync(command)); place !== dirname(place); place = dirname(place))
      if (existsSync(join(place, MAIN))) return join(place, MAIN);
  }
  return null;
}

export interface Vscode {
  readonly code: CodeServer;
  /** The rows of the editor, from top to bottom. */
  rows(): Promise<readonly EditorRow[]>;
  /** Waits until the rows are as wanted, and gives them. */
  shows(look: (rows: readonly EditorRow[]) => boolean): Promise<readonly EditorRow[]>;
  /** Runs a command of the palette by its title. */
  run(title: string): Promise<void>;
  press(...keys: string[]): Promise<void>;
  /** Puts the cursor into the first line. While VS Code starts it may take the focus away again: only what the cursor does counts. */
  focus(): Promise<void>;
  /** Moves the cursor down by one line, and waits until it is there. */
  moveDown(): Promise<void>;
  /** Closes the editor that is seen. */
  closeEditor(): Promise<void>;
  /** The text of our item in the status bar; null where there is none. */
  status(): Promise<string | null>;
  /** The settings of the folder. */
  set(settings: object): void;
  /** Texts of messages that have popped up. */
  popups(): Promise<string[]>;
}

interface VscodeStage {
  readonly home: string;
  readonly folder: string;
  readonly file: string;
  readonly settings?: object;
}

/** Packs the extension, installs it and opens the file; the caller closes it. */
export async function startVscode({ home, folder, file, settings = {} }: VscodeStage): Promise<Vscode> {
  const { name, content } = await makeVsix(top);
  const vsix = join(home, name);
  writeFileSync(vsix, content);
  const environment = { ...editorEnvironment(home), PATH: process.env['PATH'] ?? '' };
  // Wide enough for two editors side by side.
  const more = { program: program ?? '', chromium, home, folder, file, settings, environment, width: 1400 };
  return controls(await openCodeServer({ ...more, extensions: [vsix] }), folder);
}

function controls(code: CodeServer, folder: string): Vscode {
  const { page } = code;
  const rows = () => editorRows(page);
  const describe = async () => JSON.stringify(await rows(), null, 1);
  const texts = (selector: string) => page.locator(selector).allInnerTexts();
  return {
    code,
    rows,
    async shows(look) {
      return await until(
        async () => {
          const found = await rows();
          return look(found) && found;
        },
        describe,
        PATIENCE,
      );
    },
    async run(title) {
      const input = page.locator('.quick-input-widget input');
      const found = page.locator('.quick-input-list .monaco-list-row.focused', { hasText: title });
      // Commands are listed as of the moment that the list is opened.
      await until(async () => {
        await page.keyboard.press('F1');
        await input.fill(`>${title}`);
        await page.waitForTimeout(300);
        if (await found.isVisible()) return true;
        await page.keyboard.press('Escape');
        return false;
      }, describe);
      await page.keyboard.press('Enter');
      await input.waitFor({ state: 'hidden' });
    },
    async press(...keys) {
      for (const key of keys) await page.keyboard.press(key);
    },
    async focus() {
      await until(async () => {
        await page.locator('.view-line').first().click();
        return (await cursorLine(page)) === 1;
      }, describe);
    },
    async moveDown() {
      const before = await cursorLine(page);
      await page.keyboard.press('ArrowDown');
      await until(async () => (await cursorLine(page)) === before + 1, describe);
    },
    async closeEditor() {
      const tab = page.locator('.tab.active');
      const name = await tab.getAttribute('data-resource-name');
      await tab.locator('.codicon-close').click();
      await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor({ state: 'hidden' });
    },
    async status() {
      const [text] = await texts('.statusbar-item[id$="blame.line"]:visible');
      return text?.trim() ?? null;
    },
    set(settings) {
      mkdirSync(join(folder, '.vscode'), { recursive: true });
      writeFileSync(join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
    },
    popups: () => texts('.notification-toast'),
  };
}

/** The line of the cursor, from 1, as the status bar tells it; 0 where it tells none. */
async function cursorLine(page: Page): Promise<number> {
  const [text] = await page.locator('.statusbar-item[id="status.editor.selection"]').allInnerTexts();
  return Number(/\d+/.exec(text ?? '')?.[0] ?? 0);
}

/** Ids of processes that have the text in their command line. */
export function processesNaming(text: string): number[] {
  return commandLines().flatMap(([id, words]) => (words.includes(text) ? [id] : []));
}

function commandLines(): (readonly [id: number, words: string])[] {
  if (process.platform !== 'linux') {
    const { stdout } = spawnSync('ps', ['-A', '-ww', '-o', 'pid=,args='], { encoding: 'utf8' });
    return stdout.split('\n').map((row) => [Number.parseInt(row, 10), row]);
  }
  return readdirSync('/proc').flatMap((id) => {
    try {
      return /^\d+$/.test(id) ? [[Number(id), readFileSync(`/proc/${id}/cmdline`, 'utf8')] as const] : [];
    } catch {
      // Gone since.
      return [];
    }
  });
}

/**
 * A command that starts the built server, and writes what goes to it and what comes from it into the files `wire` and `answers`. All that
 * it starts has the directory in its command line. What is in `before` it finds before what PATH has.
 */
export function recordingServer(home: string, before?: string): string {
  const command = join(home, 'recording-server');
  const [wire, answers, log] = ['wire', 'answers', 'log'].map((name) => join(home, name));
  const server = `'${process.execPath}' '${builtServer}' "$@" --log-file='${log}'`;
  const path = before === undefined ? '' : `export PATH='${before}':"$PATH"\n`;
  writeFileSync(command, `#!/bin/sh\n${path}tee -a '${wire}' | ${server} | tee -a '${answers}'\n`);
  chmodSync(command, 0o755);
  return command;
}
