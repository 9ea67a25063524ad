/** Composition root: from the command line to a server or a one-shot command. It wires parts together and decides nothing. */
import { readFileSync, writeSync } from 'node:fs';
import { homedir } from 'node:os';
import type { PartLoader } from './cache/partLoader.ts';
import type { DoctorIo } from './cli/doctor.ts';
import type { CommandIo } from './cli/session.ts';
import { type CommandLine, parseCommandLine, usage } from './lsp/commandLine.ts';

/** By number: merely touching node's streams would make a pipe non-blocking. */
const STDOUT = 1;
const STDERR = 2;

/** What the program is told of itself. */
export interface Installation {
  /** The directory of the package. */
  readonly top: URL;
  /** That of this user's caches, and what of it is for the program's code. */
  readonly caches: string;
  readonly code: string;
  readonly parts: PartLoader;
}

/** Does what the command line says. */
export async function run(args: readonly string[], here: Installation): Promise<void> {
  const command = parseCommandLine(args);
  switch (command.kind) {
    case 'serve': {
      // A turn by itself, as all steps of loading.
      await new Promise((resolve) => void setImmediate(resolve));
      const { beginServing } = await import('./beginServing.ts');
      await beginServing(command, { ...here, version: version(here), write: writeAll });
      break;
    }
    case 'blame':
      process.exitCode = await blame(command, here);
      break;
    case 'doctor':
      process.exitCode = await doctor(command, here);
      break;
    case 'config':
      process.exitCode = await config(command, here);
      break;
    case 'version':
      process.stdout.write(`${version(here)}\n`);
      break;
    case 'help':
      process.stdout.write(usage);
      break;
    case 'mistake':
      process.stderr.write(`blame-language-server: ${command.message}\n${usage}`);
      process.exitCode = 2;
      break;
  }
}

type Command<Kind> = Extract<CommandLine, { kind: Kind }>;

async function blame({ args, command }: Command<'blame'>, here: Installation): Promise<number> {
  const { runBlameCommand } = await import('./cli/command.ts');
  const { isatty } = await import('node:tty');
  const io: CommandIo = {
    cwd: process.cwd(),
    environment: process.env,
    stdout: (chunk) => writeAll(STDOUT, chunk),
    stderr: (text) => writeAll(STDERR, Buffer.from(text)),
    stdin: async () => (await import('node:stream/consumers')).buffer(process.stdin),
    now: () => Date.now(),
    runGit: await gitRunner(),
    terminal: isatty(STDOUT),
    history: await historyReader(here),
    errorTerminal: isatty(STDERR),
  };
  return runBlameCommand(args, io, command);
}

async function doctor(question: Command<'doctor'>, here: Installation): Promise<number> {
  const { runDoctor } = await import('./cli/doctor.ts');
  return runDoctor(question, {
    cwd: process.cwd(),
    write: (text) => writeAll(STDOUT, Buffer.from(text)),
    program: `blame-language-server ${version(here)}, Node.js ${process.version}, ${process.platform} ${process.arch}`,
    gitVersion: await gitVersion(),
    cacheRoot: here.caches,
    history: await historyReader(here),
  });
}

async function config({ editor }: Command<'config'>, { top }: Installation): Promise<number> {
  const { runConfig } = await import('./cli/config/configCommand.ts');
  const { fileURLToPath } = await import('node:url');
  return runConfig(editor, {
    cwd: process.cwd(),
    home: homedir(),
    environment: process.env,
    windows: process.platform === 'win32',
    stdout: (text) => writeAll(STDOUT, Buffer.from(text)),
    stderr: (text) => writeAll(STDERR, Buffer.from(text)),
    top: fileURLToPath(top).replace(/[\\/]$/, ''),
    runtime: process.execPath,
    now: () => Date.now(),
  });
}

/** What the git at hand says of itself; null without one. */
async function gitVersion(): Promise<string | null> {
  const { spawnSync } = await import('node:child_process');
  const { status, stdout } = spawnSync('git', ['--version'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

/** The index of a repository's history as it was last kept; null without one. */
async function historyReader({ caches }: Installation): Promise<DoctorIo['history']> {
  const { openHistory } = await import('./worker/historyUpkeep.ts');
  return (repository, reader) =>
    openHistory(repository, { cacheDirectory: caches, cacheBytes: 0 })?.history(reader) ?? null;
}

/** What it says goes where our own errors go. */
async function gitRunner(): Promise<NonNullable<CommandIo['runGit']>> {
  const { spawnSync } = await import('node:child_process');
  return (args, input) =>
    spawnSync('git', args, { input, stdio: ['pipe', 'ignore', 'inherit'] }).status === 0;
}

/** Writes may be cut short, and are refused when the reader is slow and the pipe does not block. */
function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Nobody reads any more: nothing is left to do, as for any command in a pipeline.
      if (code === 'EPIPE') process.exit(141);
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

function version({ top }: Installation): string {
  const text = readFileSync(new URL('package.json', top), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
