/** What figures were measured on: without it they say nothing. */
import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';
import { gitBinary } from './git.ts';

/** The project's commit, git's version and the load at this moment: for figures that were not all measured in one run. */
export function describeMoment(top: string): string {
  const git = run(gitBinary, ['--version'], top).replace(/^git version /, 'git ');
  return `${commitOf(top)}, ${git}, load ${loadavg()[0]?.toFixed(1)}`;
}

/** One line each; to be asked when the measuring is over, so that others at work on the machine show. `top` is this project's folder. */
export function describeMachine(top: string): string[] {
  const processors = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const model = processors[0]?.model.trim() || 'unknown processor';
  return [
    `- Machine: ${processors.length} x ${model}, ${memory} GiB, ${process.platform} ${process.arch}, Node ${process.version}`,
    `- Load average at the end: ${loadavg()[0]?.toFixed(1)}`,
    `- ${run(gitBinary, ['--version'], top)}; this project at ${commitOf(top)}`,
  ];
}

function commitOf(top: string): string {
  const commit = run('git', ['rev-parse', '--short', 'HEAD'], top);
  const changed = run('git', ['status', '--porcelain', '--untracked-files=no', '--', 'server'], top);
  return changed === '' ? commit : `${commit} with changes`;
}

function run(command: string, args: readonly string[], cwd: string): string {
  try {
    return execFileSync(command, args, { cwd, encoding: 'utf8' }).trim();
  } catch {
    return `${command}: unknown`;
  }
}
