/** Runs the commands that the configuration names for making text of files (`diff.<driver>.textconv`). */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoredFile, Textconv } from '../blame/types.ts';
import type { AttributeSource } from '../git/attributes.ts';
import type { Environment } from '../git/config.ts';
import { hasTextconv, textconvOf } from '../git/diffDriver.ts';
import { GitError } from '../git/errors.ts';
import type { Repository } from '../git/repository.ts';

/** What can be converted: files of commits, and files on disk by their name. */
export interface TextconvRunner {
  readonly ofStored: Textconv;
  /** A regular file; `name` is as the command gets it, relative to the top of the work tree. */
  readonly ofFile: (name: string, mode: number) => Uint8Array | null;
}

export interface Command {
  /** The program and its arguments. */
  readonly words: readonly string[];
  readonly cwd: string;
  readonly environment: Environment;
}

export interface CommandEnding {
  /** Null when it did not end by itself. */
  readonly status: number | null;
  readonly stdout: Uint8Array;
  /** Why it could not be run. */
  readonly error: Error | null;
}

export interface TextconvSetting {
  /** Attributes say which file has which driver, the configuration which command that is. */
  readonly source: AttributeSource;
  readonly environment: Environment;
  /** Where commands run when there is no work tree. */
  readonly cwd: string;
  readonly execute: (command: Command) => CommandEnding;
  /** Told of a command that can't be run. */
  readonly complain: (command: string, error: Error) => void;
}

const MAX_TEXT_BYTES = 1 << 30;

/**
 * Null where nothing is to be run: no command configured, or a repository of another user, whose configuration may name
 * anything. What it gives throws GitError: 'unsupportedRepository' for a command that fails.
 */
export function textconvRunner(setting: TextconvSetting): TextconvRunner | null {
  const { source } = setting;
  if (!hasTextconv(source.config) || !isOwn(source.repository)) return null;
  return {
    ofStored: (file) => convertStored(setting, file),
    ofFile: (name, mode) => {
      const command = textconvOf(source, Buffer.from(name).toString('latin1'), mode);
      return command === null ? null : run(setting, command, name);
    },
  };
}

function isOwn({ gitDir }: Repository): boolean {
  return process.getuid === undefined || statSync(gitDir).uid === process.getuid();
}

/** The command gets a copy, whose name ends like the file's own. */
function convertStored(setting: TextconvSetting, { path, mode, data }: StoredFile): Uint8Array | null {
  const command = textconvOf(setting.source, path, mode);
  if (command === null) return null;
  const directory = mkdtempSync(join(tmpdir(), 'blame-blob-'));
  try {
    const copy = Buffer.from(join(directory, path.slice(path.lastIndexOf('/') + 1)), 'latin1');
    writeFileSync(copy, data);
    return run(setting, command, copy.toString());
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** As git does it: through the shell where the command holds characters that mean something to it, the name last. */
function run(setting: TextconvSetting, command: string, name: string): Uint8Array {
  const { source, environment } = setting;
  const needsShell = /[|&;<>()$`\\"' \t\n*?[#~=%]/.test(command);
  const words = needsShell ? ['sh', '-c', `${command} "$@"`, command, name] : [command, name];
  const cwd = source.repository.workTree ?? setting.cwd;
  const { status, stdout, error } = setting.execute({ words, cwd, environment });
  if (error !== null) setting.complain(command, error);
  if (status !== 0) {
    const hint = `The command that diff.<driver>.textconv names failed: ${command}`;
    throw new GitError('unsupportedRepository', 'unable to read files to diff', { path: name, hint });
  }
  return stdout;
}

/** Runs a command with the caller's input and error stream, and waits for it however long it takes. */
export function runHere({ words, cwd, environment }: Command): CommandEnding {
  const [program = '', ...args] = words;
  const { status, stdout, error } = spawnSync(program, args, {
    cwd,
    env: { ...environment },
    maxBuffer: MAX_TEXT_BYTES,
    stdio: ['inherit', 'pipe', 'inherit'],
  });
  return { status, stdout, error: error ?? null };
}
