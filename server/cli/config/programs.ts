/** Finds programs of the user's, never of a repository, and runs them for a limited time. */
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, realpathSync, statSync } from 'node:fs';
import { basename, delimiter, dirname, isAbsolute, join, relative } from 'node:path';

export interface Surroundings {
  readonly cwd: string;
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly windows: boolean;
}

/** More than any answer we ask for. */
const MAX_OUTPUT = 4 * 1024 * 1024;

/**
 * Paths of programs with one of the names, in the order of the PATH. What lies in the repository around the current directory is
 * none of the user's, nor are relative entries.
 */
export function findPrograms(names: readonly string[], surroundings: Surroundings): string[] {
  const { environment, windows } = surroundings;
  const foreign = repositoryAround(surroundings);
  const endings = windows ? ['.exe', '.cmd'] : [''];
  const directories = (environment['PATH'] ?? environment['Path'] ?? '').split(delimiter).filter(isAbsolute);
  return directories
    .flatMap((directory) => names.flatMap((name) => endings.map((ending) => join(directory, name + ending))))
    .filter((path) => isProgram(path) && (foreign === null || !isBelow(foreign, path)));
}

/**
 * What the program prints, errors after the rest; null when it can't be run, fails, prints too much or goes on for longer than
 * `milliseconds`: then it is killed with all it has started. It has no terminal and nothing to read.
 */
export function runFor(
  milliseconds: number,
  [program, ...args]: readonly [string, ...string[]],
  cwd: string,
): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    const printed: [string, string] = ['', ''];
    const end = (answer: string | null) => {
      clearTimeout(timer);
      if (answer === null) killGroup(child.pid);
      resolve(answer);
    };
    const timer = setTimeout(() => end(null), milliseconds);
    for (const [index, stream] of [child.stdout, child.stderr].entries()) {
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => {
        printed[index as 0 | 1] += text;
        if (printed[0].length + printed[1].length > MAX_OUTPUT) end(null);
      });
    }
    child.once('error', () => end(null));
    child.once('close', (code) => end(code === 0 ? printed.join('\n') : null));
  });
}

function killGroup(id: number | undefined): void {
  if (id === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? id : -id, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The top of the work tree; null where there is none, and when it is the user's home or around it. */
function repositoryAround({ cwd, home }: Surroundings): string | null {
  for (let directory = cwd; ; directory = dirname(directory)) {
    if (existsSync(join(directory, '.git'))) return isBelow(directory, home) ? null : directory;
    if (directory === dirname(directory)) return null;
  }
}

/** Wherever links lead. */
function isBelow(directory: string, path: string): boolean {
  return [join(real(dirname(path)), basename(path)), real(path)].some((place) => {
    const way = relative(real(directory), place);
    return !way.startsWith('..') && !isAbsolute(way);
  });
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
