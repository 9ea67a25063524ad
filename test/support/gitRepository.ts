/** Scratch repositories built by the git binary, cut off from the user's and the machine's configuration. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gitBinary } from './gitBinary.ts';

export interface GitRepositoryOptions {
  readonly bare?: boolean;
  readonly objectFormat?: 'sha1' | 'sha256';
  /** Date of the first commit, seconds. */
  readonly start?: number;
  /** Seconds between one commit and the next; 0 gives them all the same date. */
  readonly step?: number;
}

export interface GitResult {
  readonly status: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface GitRunOptions {
  readonly input?: string | Uint8Array;
  /** Relative to the repository's directory. */
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** One scratch repository. Not safe for use by two tests at once; make one each. */
export interface GitRepository {
  /** Top of the work tree, or the bare repository itself; symlinks resolved. */
  readonly directory: string;
  readonly gitDir: string;
  /** Standard output without the final newline, decoded as UTF-8; throws when git fails. */
  git(...args: string[]): string;
  /** Runs git and reports, whatever the outcome. */
  run(args: readonly string[], options?: GitRunOptions): GitResult;
  /** Writes a work tree file, making its directories; a Buffer path may hold any bytes. */
  write(path: string | Buffer, content: string | Uint8Array): void;
  /** Adds everything and commits, with the next date; returns the new id. */
  commit(message: string): string;
  /** Feeds a fast-import stream; deltas and all end up in a pack or, for a few objects, loose. */
  fastImport(stream: string | Uint8Array): void;
  /** Deletes the directory. */
  remove(): void;
}

/** Nothing of the caller's environment but the PATH; `home` stands in for the home directory. */
export function gitEnvironment(home: string): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    XDG_CONFIG_HOME: home,
    TZ: 'UTC',
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_COUNT: '3',
    GIT_CONFIG_KEY_0: 'safe.directory',
    GIT_CONFIG_VALUE_0: '*',
    GIT_CONFIG_KEY_1: 'gc.auto',
    GIT_CONFIG_VALUE_1: '0',
    GIT_CONFIG_KEY_2: 'init.defaultBranch',
    GIT_CONFIG_VALUE_2: 'main',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_PAGER: 'cat',
    GIT_AUTHOR_NAME: 'A U Thor',
    GIT_AUTHOR_EMAIL: 'author@example.com',
    GIT_COMMITTER_NAME: 'C O Mitter',
    GIT_COMMITTER_EMAIL: 'committer@example.com',
  };
}

/** A directory of one's own under the system's temporary directory, symlinks resolved. */
export function scratchDirectory(purpose: string): string {
  return realpathSync(mkdtempSync(join(tmpdir(), `blame-${purpose}-`)));
}

/** Runs git in `directory`; `home` is where its configuration would be looked for. */
export function runGit(directory: string, args: readonly string[], options: GitRunOptions = {}): GitResult {
  const { status, stdout, stderr, error } = spawnSync(gitBinary, args, {
    cwd: join(directory, options.cwd ?? ''),
    env: { ...gitEnvironment(directory), ...options.environment },
    input: options.input ?? '',
    maxBuffer: 1 << 30,
  });
  if (error) throw error;
  return { status: status ?? 1, stdout, stderr: stderr.toString() };
}

/** Makes an empty repository; the caller removes it. */
export function createRepository(options: GitRepositoryOptions = {}): GitRepository {
  const directory = scratchDirectory('repository');
  const gitDir = options.bare ? directory : join(directory, '.git');
  const step = options.step ?? 60;
  let date = options.start ?? 1_700_000_000;

  const run: GitRepository['run'] = (args, runOptions = {}) => {
    const dates = { GIT_AUTHOR_DATE: `${date} +0000`, GIT_COMMITTER_DATE: `${date} +0000` };
    return runGit(directory, args, { ...runOptions, environment: { ...dates, ...runOptions.environment } });
  };
  const succeed = (args: readonly string[], runOptions?: GitRunOptions) => {
    const result = run(args, runOptions);
    if (result.status !== 0)
      throw new Error(`git ${args.join(' ')}: status ${result.status}\n${result.stderr}`);
    return result.stdout.toString().replace(/\n$/, '');
  };

  succeed([
    'init',
    '--quiet',
    `--object-format=${options.objectFormat ?? 'sha1'}`,
    ...(options.bare ? ['--bare'] : []),
  ]);
  return {
    directory,
    gitDir,
    run,
    git: (...args) => succeed(args),
    write(path, content) {
      const target = Buffer.concat([Buffer.from(`${directory}/`), Buffer.from(path)]);
      mkdirSync(Buffer.from(dirname(target.toString('latin1')), 'latin1'), { recursive: true });
      writeFileSync(target, content);
    },
    commit(message) {
      date += step;
      succeed(['add', '--all']);
      succeed(['commit', '--quiet', '--allow-empty', '--allow-empty-message', '--message', message]);
      return succeed(['rev-parse', 'HEAD']);
    },
    fastImport(stream) {
      succeed(['fast-import', '--quiet', '--force'], { input: stream });
    },
    remove() {
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
