/** Child processes that leave nobody behind: each in a process group of its own, stopped, continued and killed as a whole. */
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { childProcesses, Guardian } from './guardian.ts';

export interface ChildSetup {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface GroupedChild {
  readonly process: ChildProcessWithoutNullStreams;
  /** Lets all of the group stand still, and go on. Does nothing where the system has no such signals. */
  pause(): void;
  resume(): void;
  /** Ends the child and all its descendants at once. */
  kill(): void;
}

/** Those that still run: whoever ends this process must not leave them behind. */
const alive = new Set<GroupedChild>();
process.on('exit', () => {
  for (const child of alive) child.kill();
});
/** For those that are left behind by a process that could not look after them any more. */
const guardian = new Guardian();

export function startChild({ command, args, cwd, environment }: ChildSetup): GroupedChild {
  const options = { cwd, env: environment, detached: !isWindows, windowsHide: true };
  const child = childProcesses().spawn(command, [...args], { ...options, stdio: 'pipe' });
  // What is written to a child that has gone is not missed.
  child.stdin.on('error', () => undefined);
  const grouped: GroupedChild = {
    process: child,
    pause: () => signalGroup(child.pid, 'SIGSTOP'),
    resume: () => signalGroup(child.pid, 'SIGCONT'),
    kill: () => (isWindows ? killTree(child) : signalGroup(child.pid, 'SIGKILL')),
  };
  alive.add(grouped);
  const { pid } = child;
  if (pid !== undefined && !isWindows) {
    guardian.began(pid);
    child.once('close', () => guardian.ended(pid));
  }
  child.once('close', () => alive.delete(grouped));
  child.once('error', () => alive.delete(grouped));
  return grouped;
}

const isWindows: boolean = process.platform === 'win32';

function signalGroup(id: number | undefined, signal: NodeJS.Signals): void {
  if (id === undefined || isWindows) return;
  try {
    process.kill(-id, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function killTree(child: ChildProcessWithoutNullStreams): void {
  if (child.pid !== undefined)
    childProcesses().spawn('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' });
}
