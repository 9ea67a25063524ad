/** Runs the `blame` command of this project inside the test process. */
import { join } from 'node:path';
import { runBlameCommand } from '../../server/cli/command.ts';
import type { CommandIo } from '../../server/cli/session.ts';
import { gitEnvironment } from './gitRepository.ts';

export interface BlameRun {
  readonly status: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface BlameRunOptions {
  readonly input?: string | Uint8Array;
  /** Relative to the repository's directory. */
  readonly cwd?: string;
  readonly history?: CommandIo['history'];
  /** Seconds since the epoch; what is not committed yet gets this date. */
  readonly now?: number;
  /** On top of the usual one. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** `args` is what follows the word `blame`; runs in `directory` with the environment that git has in tests. */
export async function runBlame(
  directory: string,
  args: readonly string[],
  options: BlameRunOptions = {},
): Promise<BlameRun> {
  const stdout: Uint8Array[] = [];
  let stderr = '';
  const status = await runBlameCommand(args, {
    cwd: join(directory, options.cwd ?? ''),
    environment: { ...gitEnvironment(directory), ...options.environment },
    stdin: () => Promise.resolve(Buffer.from(options.input ?? '')),
    // The command may reuse its buffer once it has handed it over.
    stdout: (chunk) => void stdout.push(Buffer.from(chunk)),
    stderr: (text) => {
      stderr += text;
    },
    now: () => (options.now ?? 1_800_000_000) * 1000,
    terminal: false,
    history: options.history ?? (() => null),
    errorTerminal: false,
  });
  return { status, stdout: Buffer.concat(stdout), stderr };
}
