/** Runs the `blame` command of this project inside the test process. */
import { gitEnvironment } from './gitRepository.ts';

export interface BlameRun {
  readonly status: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** `args` is what follows the word `blame`; runs in `directory` with the environment that git has in tests. */
export async function runBlame(directory: string, args: readonly string[], stdin = ''): Promise<BlameRun> {
  const specifier = '../../server/cli/command.ts';
  const { runBlameCommand } = await import(specifier);
  const stdout: Uint8Array[] = [];
  let stderr = '';
  const status = await runBlameCommand([...args], {
    cwd: directory,
    environment: gitEnvironment(directory),
    stdin,
    stdout: (chunk: Uint8Array) => void stdout.push(chunk),
    stderr: (text: string) => {
      stderr += text;
    },
    now: () => 1_800_000_000,
  });
  return { status, stdout: Buffer.concat(stdout), stderr };
}
