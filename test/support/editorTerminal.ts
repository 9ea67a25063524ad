/** An editor in a terminal whose home has what tests put there: looked at until it shows what it must. */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { openTerminal, type Terminal } from '../../clients/screens/terminal.ts';
import { until } from './until.ts';

export interface EditorTerminal {
  readonly terminal: Terminal;
  /** Waits until the screen fits. */
  readonly shows: (pattern: RegExp) => Promise<string>;
  /** Does what has no effect while a server starts, until the screen fits. */
  readonly insist: (act: () => void | Promise<void>, pattern: RegExp) => Promise<void>;
}

interface EditorStart {
  readonly command: readonly string[];
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly home: string;
}

const PATIENCE = 18_000;

/** Starts it; the caller closes the terminal. */
export function startEditor({ command, directory, environment, home }: EditorStart): EditorTerminal {
  // One directory for each: the terminal of an editor that was here before may still be on its way out.
  const scratch = mkdtempSync(join(home, 'tmux-'));
  const terminal = openTerminal({ command, directory, environment, columns: 100, rows: 24, scratch });
  const screen = () => terminal.screen();
  return {
    terminal,
    shows: (pattern) => until(() => (pattern.test(screen()) ? screen() : null), screen, PATIENCE),
    async insist(act, pattern) {
      const attempt = async () => {
        await act();
        return until(() => pattern.test(screen()), screen, 1_500).catch(() => false);
      };
      await until(attempt, screen, PATIENCE);
    },
  };
}
