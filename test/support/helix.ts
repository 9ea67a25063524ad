/** A real Helix in a terminal, configured by what the `config` command prints for it. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { hasTmux, type Terminal } from '../../clients/screens/terminal.ts';
import { describeInEditor, editorVersion } from './editorBinary.ts';
import { startEditor } from './editorTerminal.ts';
import { builtServer } from './lspClient.ts';
import { editorEnvironment } from './neovim.ts';
import { isAlive } from './processes.ts';
import { until } from './until.ts';

/** `BLAME_TEST_HX`, else `hx` on the PATH. */
export const helixBinary: string = process.env['BLAME_TEST_HX'] ?? 'hx';

const version = editorVersion({ binary: helixBinary, words: ['--version'], version: /^helix (\S+)/ });

/** A `describe` for tests in Helix, under the rules of `describeInEditor`. */
export function describeInHelix(title: string, suite: () => void): void {
  const lacking =
    version === null
      ? `no ${helixBinary} binary on this machine`
      : hasTmux()
        ? null
        : 'no tmux on this machine';
  describeInEditor(version === null ? title : `${title} (Helix ${version})`, suite, { lacking });
}

export interface Helix {
  readonly terminal: Terminal;
  /** Waits until the screen fits. */
  shows(pattern: RegExp): Promise<string>;
  /** Types what has no effect while the server starts, until the screen fits. */
  insist(keys: string, pattern: RegExp): Promise<void>;
  /** Back to normal mode, whatever is open. */
  escape(): Promise<void>;
  /** Waits until all servers it has started are gone. */
  quit(): Promise<void>;
  close(): void;
}

/** The environment of a Helix whose home is `home`; `hx` and the server are on its PATH. */
export function helixEnvironment(home: string): Record<string, string> {
  const commands = join(home, 'commands');
  if (!existsSync(commands)) {
    mkdirSync(commands, { recursive: true });
    writeCommand(join(commands, 'hx'), `exec '${helixBinary}' "$@"`);
    writeCommand(
      join(commands, 'blame-language-server'),
      `echo $$ >>'${join(home, 'servers')}'\nexec '${process.execPath}' '${builtServer}' "$@"`,
    );
  }
  const path = [commands, dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter);
  return { ...editorEnvironment(home), XDG_CACHE_HOME: join(home, 'cache'), PATH: path };
}

/** What the `config` command prints. Throws when it fails. */
export function printedConfiguration(home: string, name: string): { text: string; remarks: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [builtServer, 'config', name], {
    encoding: 'utf8',
    cwd: home,
    env: helixEnvironment(home),
  });
  if (status !== 0) throw new Error(`config ${name}: ${stderr}`);
  return { text: stdout, remarks: stderr };
}

/** Writes `config.toml` and `languages.toml` as printed, with what else is wanted at their ends. */
export function configureHelix(home: string, more: { config?: string; languages?: string } = {}): void {
  const directory = join(home, 'helix');
  mkdirSync(directory, { recursive: true });
  const languages = printedConfiguration(home, 'helix').text;
  const keys = printedConfiguration(home, 'helix-keys').text;
  writeFileSync(join(directory, 'languages.toml'), languages + (more.languages ?? ''));
  writeFileSync(join(directory, 'config.toml'), keys + (more.config ?? ''));
}

/** Starts it with the files; the caller closes it. */
export function startHelix(home: string, directory: string, files: readonly string[]): Helix {
  const { terminal, shows, insist } = startEditor({
    command: [join(home, 'commands', 'hx'), ...files],
    directory,
    environment: helixEnvironment(home),
    home,
  });
  const screen = () => terminal.screen();
  const leave = async () => {
    terminal.press('Escape');
    // A terminal tells that key from the beginning of a sequence by the pause after it alone.
    await new Promise((resolve) => setTimeout(resolve, 100));
    await until(() => / NOR /.test(screen()) && !/[┌│]/.test(screen()), screen);
  };
  return {
    terminal,
    shows,
    escape: leave,
    async insist(keys, pattern) {
      await insist(async () => {
        await leave();
        terminal.type(keys);
      }, pattern);
    },
    async quit() {
      terminal.type(':q!');
      terminal.press('Enter');
      await until(() => terminal.over(), screen);
      await until(() => serversOf(home).every((id) => !isAlive(id)));
    },
    close: () => terminal.close(),
  };
}

/** Process ids of all servers that were started from this home. */
export function serversOf(home: string): number[] {
  const file = join(home, 'servers');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').trim().split('\n').map(Number);
}

function writeCommand(path: string, text: string): void {
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
}
