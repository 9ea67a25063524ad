/** The engine's questions that need references, answered by the `git` program: for repositories whose references we can't read. */
import { Cancelled } from '../base/cancel.ts';
import { piecesOf } from '../base/sharedText.ts';
import { clock } from '../base/trace.ts';
import type { BlameOptions } from '../blame/types.ts';
import type { Environment } from '../git/config.ts';
import { GitError } from '../git/errors.ts';
import type { Oid } from '../git/oid.ts';
import type { Repository } from '../git/repository.ts';
import { type GroupedChild, startChild } from './childProcess.ts';
import { IncrementalOutput } from './incrementalOutput.ts';
import type { BlameJob, BlameOutcome, CallOptions } from './messages.ts';
import { notRanges } from './rangesOf.ts';

export interface GitEngineOptions {
  readonly command: string;
  readonly environment: Environment;
}

/** Entries of a batch, and the most output that a question other than a blame may have, in bytes. */
const BATCH = 1024;
const MAX_OUTPUT = 16 * 1024 * 1024;
const MAX_ERROR = 4096;

/** One at a time asks git; the process that works can be held up. */
export class GitEngine {
  private readonly options: GitEngineOptions;
  private child: GroupedChild | null = null;
  private held = false;
  /** To be called when a child is held up. */
  private onHeld: () => void = () => undefined;

  constructor(options: GitEngineOptions) {
    this.options = options;
  }

  /** The commit that HEAD names; null before the first commit. GitError in git's words where it can't read the repository. */
  async head(repository: Repository): Promise<Oid | null> {
    const { signal } = new AbortController();
    const words = ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'];
    const { code, output, error } = await this.run(repository, words, { signal });
    if (code === 0) return output.trim();
    if (code === NO_SUCH_NAME) return null;
    throw new GitError('unsupportedRepository', firstLine(error), { path: repository.gitDir });
  }

  /** Whether the index has the path. */
  async isTracked(repository: Repository, path: string, waiting: CallOptions): Promise<boolean> {
    const name = Buffer.from(path, 'latin1').toString();
    const words = ['--literal-pathspecs', 'ls-files', '--error-unmatch', '--', name];
    const { code } = await this.run(repository, words, waiting);
    return code === 0;
  }

  /** The commit that a revision names; GitError 'badRevision' when there is none. */
  async revision(repository: Repository, revision: string, waiting: CallOptions): Promise<Oid> {
    const words = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
    const { code, output } = await this.run(repository, words, waiting);
    if (code === 0) return output.trim();
    throw new GitError('badRevision', `bad revision '${revision}'`, { commit: revision });
  }

  /** As `BlameJob` says; what git makes of it comes in batches. */
  async blame(job: BlameJob, waiting: CallOptions): Promise<BlameOutcome> {
    const parsed = new IncrementalOutput();
    const send = () => {
      const batch = parsed.takeBatch();
      if (batch) waiting.onBatch?.(batch);
    };
    const onOutput = (bytes: Buffer) => {
      parsed.add(bytes.toString('latin1'));
      if (parsed.pending >= BATCH) send();
    };
    const input = job.content && piecesOf(job.content.data);
    const { code, error } = await this.run(job.repository, blameWords(job), { ...waiting, onOutput, input });
    if (code !== 0) throw faultOf(error, job);
    send();
    return { lineCount: parsed.lineCount, stats: noStats, anchor: null };
  }

  /** Resolves when a child stands still; the next one if there is none now. */
  pause(): Promise<void> {
    this.held = true;
    return new Promise((resolve) => {
      this.onHeld = resolve;
      if (this.child) this.hold(this.child);
    });
  }

  resume(): void {
    this.held = false;
    this.child?.resume();
  }

  close(): void {
    this.child?.kill();
  }

  private hold(child: GroupedChild): void {
    child.pause();
    this.onHeld();
  }

  private async run(repository: Repository, words: readonly string[], talk: Talk): Promise<Ending> {
    talk.signal.throwIfAborted();
    const start = clock();
    // Not told by GIT_DIR where the repository is: then git would not ask whose it is (`safe.directory`).
    const child = startChild({
      command: this.options.command,
      args: ['-c', 'core.quotePath=false', '-c', 'core.fsmonitor=false', '--no-pager', ...words],
      cwd: repository.workTree ?? repository.gitDir,
      environment: {
        ...this.options.environment,
        GIT_OPTIONAL_LOCKS: '0',
        GIT_TERMINAL_PROMPT: '0',
        LC_ALL: 'C',
      },
    });
    this.child = child;
    if (this.held) this.hold(child);
    const kill = () => child.kill();
    talk.signal.addEventListener('abort', kill);
    try {
      const ending = await listen(child, talk);
      if (talk.signal.aborted) throw new Cancelled();
      return ending;
    } finally {
      talk.signal.removeEventListener('abort', kill);
      this.child = null;
      talk.onWorked?.({ thread: child.process.pid ?? 0, start, end: clock(), stood: [] });
    }
  }
}

interface Talk extends CallOptions {
  readonly onOutput?: (bytes: Buffer) => void;
  readonly input?: Iterable<Uint8Array> | null;
}

interface Ending {
  readonly code: number | null;
  readonly output: string;
  readonly error: string;
}

/** How `rev-parse --quiet` ends when there is nothing of that name. */
const NO_SUCH_NAME = 1;

const noStats = {
  commitsVisited: 0,
  treesRead: 0,
  blobsRead: 0,
  diffs: 0,
  hunksKnown: 0,
  bytesInflated: 0,
  originsRead: 0,
  patches: 0,
  originsExamined: 0,
};

function listen(child: GroupedChild, { onOutput, input = null, signal }: Talk): Promise<Ending> {
  const { process } = child;
  let output = '';
  let error = '';
  process.stdout.on('data', (bytes: Buffer) => {
    if (onOutput) onOutput(bytes);
    else if (output.length < MAX_OUTPUT) output += bytes.toString('latin1');
  });
  process.stderr.on('data', (bytes: Buffer) => {
    if (error.length < MAX_ERROR) error += bytes.toString();
  });
  for (const piece of input ?? []) process.stdin.write(piece);
  process.stdin.end();
  return new Promise((resolve, reject) => {
    process.once('close', (code) => resolve({ code, output, error }));
    // A descendant that left the group may keep the pipes open: nobody waits for it.
    process.once('exit', (code) => {
      if (signal.aborted) resolve({ code, output, error });
    });
    process.once('error', (cause) => reject(notRunnable(cause)));
  });
}

function notRunnable(cause: Error): GitError {
  const hint = 'Install git, or set blame.engine to "native" if the repository needs no git.';
  return new GitError('unsupportedRepository', `git can't be run: ${cause.message}`, { hint }, cause);
}

/** The words of `git blame` for a job, the program's own excluded. */
export function blameWords({ commit, path, content, options, textconv, grafts, lines }: BlameJob): string[] {
  const range = options.reverseTo === null ? [commit] : [`${commit}..${options.reverseTo}`];
  // With textconv the text is the file on disk, which git reads by itself. A text lies on HEAD, which git takes by itself: versions before 2.41 refuse to be told.
  const start = content === null ? range : textconv === null ? ['--contents', '-'] : [];
  return [
    '-c',
    `diff.algorithm=${options.diffAlgorithm}`,
    'blame',
    '--incremental',
    '--encoding=UTF-8',
    textconv === null ? '--no-textconv' : '--textconv',
    ...(grafts === null ? [] : ['-S', grafts.path]),
    ...(lines ?? []).flatMap((range) => ['-L', range]),
    ...switches(options),
    ...start,
    ...options.exclude.map((oid) => `^${oid}`),
    '--',
    Buffer.from(path, 'latin1').toString(),
  ];
}

function switches(options: BlameOptions): string[] {
  const on = (set: boolean, ...words: string[]) => (set ? words : []);
  const { moveScore, detectCopies, copyScore, since } = options;
  return [
    ...on(options.ignoreWhitespace, '-w'),
    ...on(options.diffAlgorithm === 'minimal', '--minimal'),
    options.indentHeuristic ? '--indent-heuristic' : '--no-indent-heuristic',
    ...on(options.firstParent, '--first-parent'),
    ...on(options.showRoot, '--root'),
    ...on(!options.followRenames, '--no-follow'),
    ...on(moveScore !== null, `-M${moveScore}`),
    ...Array.from({ length: detectCopies }, () => `-C${copyScore}`),
    ...on(since !== null, `--since=${since}`),
    ...on(options.reverseTo !== null, '--reverse'),
    // Nothing from the configuration beside what the options say already.
    '--ignore-revs-file=',
    ...[...options.ignoreRevs].flatMap((oid) => ['--ignore-rev', oid]),
  ];
}

function firstLine(error: string): string {
  return error.split('\n', 1)[0]?.replace(/^fatal: /, '') || 'git failed';
}

function faultOf(error: string, { path, commit, lines }: BlameJob): Error {
  const message = firstLine(error);
  if (lines !== null && message.startsWith('usage:')) return notRanges(lines);
  if (/^-L |^file .* has only /.test(message)) return new RangeError(message);
  const subject = { path: Buffer.from(path, 'latin1').toString(), commit };
  if (/no such path/.test(message)) return new GitError('noSuchPath', message, subject);
  if (/bad revision|bad object|unknown revision/.test(message))
    return new GitError('badRevision', message, subject);
  if (/unable to read|missing|could not/.test(message))
    return new GitError('missingObject', message, subject);
  return new GitError('unsupportedRepository', message, subject);
}
