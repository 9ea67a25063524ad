/** A terminal of one's own, with a program in it: typed into and looked at through tmux. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export interface TerminalOptions {
  readonly command: readonly string[];
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly columns: number;
  readonly rows: number;
  /** A directory for tmux's socket. */
  readonly scratch: string;
}

export interface Terminal {
  /** Types text as it is. */
  type(text: string): void;
  /** Presses keys by tmux's names: `Enter`, `Escape`, `C-w`. */
  press(...keys: string[]): void;
  /** The rows of the screen; with escape sequences for their styles, and blanks at their ends, if wanted. Empty when the program has ended. */
  screen(styled?: boolean): string;
  /** Whether the program has ended. */
  over(): boolean;
  close(): void;
}

/** Whether there is a tmux to do it with. */
export function hasTmux(): boolean {
  return spawnSync('tmux', ['-V']).status === 0;
}

/** Starts the program. Throws when the terminal can't be had; the caller closes it. */
export function openTerminal(options: TerminalOptions): Terminal {
  const server = ['-f', '/dev/null', '-S', join(options.scratch, 'tmux')];
  const tmux = (...args: string[]) =>
    spawnSync('tmux', [...server, ...args], { env: options.environment, encoding: 'utf8' });
  const size = ['-x', String(options.columns), '-y', String(options.rows)];
  const command = options.command.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  const { status, stderr } = tmux('new-session', '-d', ...size, '-c', options.directory, `exec ${command}`);
  if (status !== 0) throw new Error(`tmux: ${stderr}`);
  return {
    type: (text) => void tmux('send-keys', '-l', text),
    press: (...keys) => void tmux('send-keys', ...keys),
    screen: (styled = false) => tmux('capture-pane', '-p', ...(styled ? ['-e', '-N'] : [])).stdout,
    over: () => tmux('has-session').status !== 0,
    close: () => void tmux('kill-server'),
  };
}
