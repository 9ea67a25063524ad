/** A real Neovim with this project's plugin, driven over its msgpack RPC; its screen can be read as a user would. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gitEnvironment } from './gitRepository.ts';
import { builtServer } from './lspClient.ts';
import { Decoder, encode } from './messagePack.ts';
import { until } from './until.ts';

export const plugin: string = join(import.meta.dirname, '..', '..', 'clients', 'neovim');

const COLUMNS = 110;
const ROWS = 30;

export interface NeovimOptions {
  readonly binary: string;
  /** Where its configuration, and what it writes, go. */
  readonly home: string;
  readonly directory: string;
  /** Lua: the table for `setup()`, without `cmd`. */
  readonly setup?: string;
  readonly files?: readonly string[];
}

export interface Neovim {
  readonly process: ChildProcessWithoutNullStreams;
  readonly ended: Promise<void>;
  /** Runs Lua in the editor; arguments are in `...`, what it returns comes back. */
  lua<Result>(code: string, ...args: unknown[]): Promise<Result>;
  command(text: string): Promise<void>;
  /** Types, as from a keyboard: does not wait for what it leads to. */
  type(keys: string): Promise<void>;
  /** The rows of the screen. */
  screen(): Promise<string[]>;
  /** Waits until a row of the screen fits, and gives that row. */
  shows(pattern: RegExp): Promise<string>;
  /** Waits until no row of the screen fits. */
  hides(pattern: RegExp): Promise<void>;
  /** Everything it has written to the server so far, as messages. */
  wire(): Wire[];
  stats(): Promise<Record<string, number>>;
  close(): Promise<void>;
}

export interface Wire {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  /** Of answers that are errors. */
  readonly error?: { readonly code: number };
}

/** The user's init.lua. What goes to the server goes through `tee`, into the file `wire`. */
function configuration({ home, setup }: NeovimOptions): string {
  const pipe = `exec tee -a '${join(home, 'wire')}' | exec '${process.execPath}' '${builtServer}' --stdio`;
  return [
    `vim.opt.runtimepath:prepend('${plugin}')`,
    'vim.o.swapfile = false',
    "vim.o.shortmess = vim.o.shortmess .. 'I'",
    `local options = ${setup ?? '{}'}`,
    `options.cmd = options.cmd or { 'sh', '-c', [[${pipe}]] }`,
    "require('blame_lsp').setup(options)",
  ].join('\n');
}

/** The environment of an editor that finds nothing of the user's. */
export function editorEnvironment(home: string): Record<string, string> {
  return {
    ...gitEnvironment(home),
    TERM: 'xterm-256color',
    LC_ALL: 'C.UTF-8',
    XDG_CACHE_HOME: process.env['XDG_CACHE_HOME'] ?? home,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_STATE_HOME: join(home, 'state'),
    XDG_RUNTIME_DIR: home,
  };
}

/** Writes the configuration and gives the arguments that start the editor with it. */
export function editorArguments(options: NeovimOptions): string[] {
  mkdirSync(options.home, { recursive: true });
  const init = join(options.home, 'init.lua');
  writeFileSync(init, configuration(options));
  return ['--clean', '-n', '-i', 'NONE', '-u', init, ...(options.files ?? [])];
}

/** Starts it with a screen; the caller closes it. */
export async function startNeovim(options: NeovimOptions): Promise<Neovim> {
  const child = spawn(options.binary, ['--embed', ...editorArguments(options)], {
    cwd: options.directory,
    env: editorEnvironment(options.home),
  });
  const request = connect(child);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await request('nvim_ui_attach', [COLUMNS, ROWS, { ext_linegrid: true }]);

  const lua: Neovim['lua'] = (code, ...args) => request('nvim_exec_lua', [code, args]) as Promise<never>;
  const screen = () => lua<string[]>(READ_SCREEN);
  const looks = async () => (await screen()).join('\n');
  return {
    process: child,
    ended,
    lua,
    command: async (text) => void (await request('nvim_command', [text])),
    type: async (keys) => void (await request('nvim_input', [keys])),
    screen,
    shows: (pattern) => until(async () => (await screen()).find((row) => pattern.test(row)), looks),
    hides: async (pattern) =>
      void (await until(async () => !(await screen()).some((row) => pattern.test(row)), looks)),
    wire: () => readWire(join(options.home, 'wire')),
    stats: () => lua(ASK_STATS),
    async close() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

const READ_SCREEN = `
vim.cmd.redraw()
local rows = {}
for row = 1, vim.o.lines do
  local cells = {}
  for column = 1, vim.o.columns do
    cells[column] = vim.fn.screenstring(row, column)
  end
  rows[row] = table.concat(cells):gsub('%s+$', '')
end
return rows`;

const ASK_STATS = `
local client = vim.tbl_filter(require('blame_lsp.client').is_blame, vim.lsp.get_clients())[1]
local answer
local function take(_, result) answer = result end
if vim.fn.has('nvim-0.11') == 1 then client:request('blame/stats', {}, take) else client.request('blame/stats', {}, take) end
vim.wait(10000, function() return answer end, 5)
return vim.iter(answer):fold({}, function(figures, name, value)
  if type(value) == 'number' then
    figures[name] = value
  end
  return figures
end)`;

/** Requests by their answers; notifications (the drawing of the screen) are left alone. */
function connect(
  child: ChildProcessWithoutNullStreams,
): (method: string, args: unknown[]) => Promise<unknown> {
  const waiting = new Map<number, (error: unknown, result: unknown) => void>();
  const decoder = new Decoder();
  let last = 0;
  child.stdout.on('data', (piece: Buffer) => {
    for (const message of decoder.push(piece)) {
      const [kind, id, error, result] = message as [number, number, unknown, unknown];
      if (kind === 1) waiting.get(id)?.(error, result);
    }
  });
  // A request that ends the editor is not answered, and its pipe may be gone when the next one comes.
  child.stdin.on('error', () => {});
  child.once('exit', () => {
    for (const answer of waiting.values()) answer('the editor has ended', null);
  });
  return (method, args) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, (error, result) => {
        waiting.delete(id);
        if (error === null) resolve(result);
        else reject(new Error(`${method}: ${JSON.stringify(error)}`));
      });
      child.stdin.write(encode([0, id, method, args]));
    });
}

/** Messages as they went over the wire, headers and all. */
export function readWire(file: string): Wire[] {
  if (!existsSync(file)) return [];
  const bytes = readFileSync(file);
  const messages: Wire[] = [];
  let at = 0;
  for (;;) {
    const body = bytes.indexOf('\r\n\r\n', at);
    if (body < 0) return messages;
    const length = Number(/Content-Length: (\d+)/i.exec(bytes.toString('latin1', at, body))?.[1]);
    at = body + 4 + length;
    if (at > bytes.length) return messages;
    messages.push(JSON.parse(bytes.toString('utf8', body + 4, at)) as Wire);
  }
}
