/** A real VS Code in a headless browser: code-server's workbench and extension host, in folders of its own. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';

export interface CodeServerOptions {
  /** `lib/vscode/out/server-main.js` of code-server. Nothing that must be compiled is needed. */
  readonly program: string;
  /** The browser's binary. */
  readonly chromium: string;
  /** Everything that is written goes here. */
  readonly home: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Files to be installed. */
  readonly extensions: readonly string[];
  readonly settings: object;
  /** What is opened: a folder, and a file in it. */
  readonly folder: string;
  readonly file: string;
  readonly width?: number;
  readonly height?: number;
  /** Pixels of the screen for each of the page. */
  readonly scale?: number;
}

export interface CodeServer {
  readonly process: ChildProcess;
  readonly page: Page;
  /** What the server has said so far. */
  readonly said: () => string;
  /** Opens another folder and file in the same window. */
  visit(folder: string, file: string): Promise<void>;
  /** Resolves when nothing of it runs any more. */
  close(): Promise<void>;
}

const PATIENCE = 60_000;
/** Nothing is asked of the network. */
const flags: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const quietSettings = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'files.autoSave': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'chat.commandCenter.enabled': false,
  'editor.minimap.enabled': false,
};

/** Installs the extensions, starts both, and waits until the file can be edited; the caller closes it. */
export async function openCodeServer(options: CodeServerOptions): Promise<CodeServer> {
  const places = layOut(options);
  for (const extension of options.extensions) install(extension, options, places);
  const server = await startServer(options, places);
  try {
    const browser = await chromium.launch({
      executablePath: programPath(options.chromium),
      args: [...flags],
    });
    const { width = 1000, height = 600, scale = 1 } = options;
    try {
      const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: scale });
      const visit = async (folder: string, file: string) => {
        await page.goto(addressOf({ folder, file }, server.port));
        await page.locator('.monaco-editor .view-line').first().waitFor({ timeout: PATIENCE });
      };
      await visit(options.folder, options.file);
      return { ...server, page, visit, close: () => closeBoth(browser, server.process) };
    } catch (error) {
      await browser.close();
      throw error;
    }
  } catch (error) {
    server.process.kill();
    throw new Error(`${String(error)}\n${server.said()}`);
  }
}

/** The browser's driver looks for nothing on the PATH. A name that is not there is left as it is, for the error to name. */
function programPath(name: string): string {
  const directories = (process.env['PATH'] ?? '').split(delimiter);
  return directories.map((directory) => join(directory, name)).find(existsSync) ?? name;
}

/** Words of its command line that say where what lies. */
function layOut({ home, settings }: CodeServerOptions): readonly string[] {
  const [data, extensions] = [join(home, 'data'), join(home, 'extensions')];
  const machine = join(home, 'server', 'data', 'Machine');
  for (const directory of [join(data, 'User'), machine, extensions])
    mkdirSync(directory, { recursive: true });
  const text = JSON.stringify({ ...quietSettings, ...settings });
  writeFileSync(join(data, 'User', 'settings.json'), text);
  // Paths of programs are taken from the machine's settings alone.
  writeFileSync(join(machine, 'settings.json'), text);
  const places = {
    'server-data-dir': join(home, 'server'),
    'user-data-dir': data,
    'extensions-dir': extensions,
  };
  return [
    '--accept-server-license-terms',
    '--telemetry-level=off',
    ...Object.entries(places).map(([name, directory]) => `--${name}=${directory}`),
  ];
}

function install(extension: string, options: CodeServerOptions, places: readonly string[]): void {
  const words = [options.program, ...places, '--install-extension', extension, '--force'];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    encoding: 'utf8',
    env: options.environment,
  });
  if (status !== 0 || !/successfully installed/.test(stdout))
    throw new Error(`${extension} is not installed: ${stdout}\n${stderr}`);
}

async function startServer(
  { program, environment }: CodeServerOptions,
  places: readonly string[],
): Promise<{ process: ChildProcess; port: string; said: () => string }> {
  const words = [program, ...places, '--host', '127.0.0.1', '--port', '0', '--without-connection-token'];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'], env: environment });
  let text = '';
  const listening = new Promise<string>((resolve, reject) => {
    const hear = (part: Buffer) => {
      text += part.toString();
      const port = /listening on (\d+)/i.exec(text)?.[1];
      if (port !== undefined) resolve(port);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', () => reject(new Error(`code-server has ended: ${text}`)));
  });
  return { process: child, port: await listening, said: () => text };
}

function addressOf({ folder, file }: { folder: string; file: string }, port: string): string {
  const path = pathToFileURL(join(folder, file)).pathname;
  const payload = JSON.stringify([['openFile', `vscode-remote://127.0.0.1:${port}${path}`]]);
  const query = new URLSearchParams({ folder, payload });
  return `http://127.0.0.1:${port}/?${query.toString()}`;
}

async function closeBoth(browser: Browser, server: ChildProcess): Promise<void> {
  await browser.close();
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.kill();
  await gone;
}

/** A row of the editor as it is drawn: its text, and what decorations put before and after it. */
export interface EditorRow {
  readonly text: string;
  readonly before: string;
  readonly after: string;
}

/** Run in the page: generated text is nowhere in the document, only in computed styles. */
const READ_ROWS = `(() => {
  const generated = (line, pseudo) => [...line.querySelectorAll('span')]
    .map((span) => getComputedStyle(span, pseudo).content)
    .filter((content) => /^"/.test(content))
    .map((content) => JSON.parse(content))
    .join('');
  return [...document.querySelectorAll('.editor-instance .view-lines .view-line')]
    .map((line) => ({ top: line.getBoundingClientRect().top, text: line.textContent, before: generated(line, '::before'), after: generated(line, '::after') }))
    .sort((one, other) => one.top - other.top);
})()`;

/** The rows of the editors that are on the screen, from top to bottom, with ordinary blanks. */
export async function editorRows(page: Page): Promise<readonly EditorRow[]> {
  const rows = await page.evaluate<readonly EditorRow[]>(READ_ROWS);
  const plain = (text: string) => text.replaceAll('\u00a0', ' ');
  return rows.map(({ text, before, after }) => ({
    text: plain(text),
    before: plain(before),
    after: plain(after),
  }));
}
