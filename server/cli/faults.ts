/** How the command fails: git's words and exit codes. */

import { RangeFault, RangeUsage } from '../blame/linePattern.ts';
import { GitError } from '../git/errors.ts';
import { DateFault } from '../present/timezones.ts';
import type { CommandName } from './arguments.ts';
import { OptionFault, UsageError } from './optionParser.ts';

/** A failure that git reports as `fatal:`. */
export class Fatal extends Error {
  override name = 'Fatal';
}

const FATAL_EXIT = 128;
const USAGE_EXIT = 129;

const OPTIONS = `
    <rev-opts> are those of git rev-list

    -L <range>            blame only these lines: start,end  start,+count  start,  ,end
    -p, --porcelain       a format for programs
    --line-porcelain      the same, every line complete in itself
    --incremental         entries as they are found
    -c                    the columns of git annotate
    -l, -s, -f, -n, -e, -t, -b, --abbrev=<n>, --date=<format>, --encoding=<name>
                          what the columns show
    --score-debug, --show-stats, --[no-]progress
                          how the work went
    -w                    lines that differ only in space are equal
    -M[<score>], -C[<score>]
                          find lines moved within the file, copied from other files
    --ignore-rev=<rev>, --ignore-revs-file=<file>
                          look through these commits
    -S <file>             grafts: lines of a commit and its parents
    --first-parent, --reverse, --root, --no-follow, --since=<date>
    --diff-algorithm=<name>, --minimal, --no-indent-heuristic
    --contents=<file>     blame this text in place of the work tree's
`;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'No such file or directory',
  ENOTDIR: 'Not a directory',
  EISDIR: 'Is a directory',
  EACCES: 'Permission denied',
  ELOOP: 'Too many levels of symbolic links',
};

/** What the system says, in the C library's words. */
export function systemReason(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return REASONS[code ?? ''] ?? String(code);
}

export interface Failure {
  readonly exitCode: number;
  /** For standard error, newline included. */
  readonly message: string;
  /** For standard output: the usage where it was asked for. */
  readonly answer: string;
}

/** What to print and exit with; null for an error that is no fault of the input: a bug of ours, to be thrown on. */
export function describeFailure(error: unknown, command: CommandName): Failure | null {
  if (error instanceof UsageError) {
    const line = error.message === '' ? '' : `error: ${error.message}\n`;
    const usage = usageLine(command) + OPTIONS;
    return {
      exitCode: USAGE_EXIT,
      message: error.usage === 'stderr' ? line + usage : line,
      answer: error.usage === 'stdout' ? usage : '',
    };
  }
  if (error instanceof RangeUsage) return { exitCode: USAGE_EXIT, message: usageLine(command), answer: '' };
  const isFault =
    error instanceof Fatal ||
    error instanceof GitError ||
    error instanceof OptionFault ||
    error instanceof RangeFault ||
    error instanceof DateFault;
  return isFault ? { exitCode: FATAL_EXIT, message: `fatal: ${error.message}\n`, answer: '' } : null;
}

/** The synopsis is git's: the command stands in for it. */
function usageLine(command: CommandName): string {
  return `usage: git ${command} [<options>] [<rev-opts>] [<rev>] [--] <file>\n`;
}
