/** Ends the children of a process that was killed without a word: another process waits for that and knows whom to end. */
import type { ChildProcess } from 'node:child_process';

/**
 * Reads lines `+ <id>` and `- <id>` of process groups that begin and end. The end of its input is the end of the process that
 * wrote them, however it came about; then the groups that are left are killed. `git` itself would go on until it next writes, which
 * may be never. A shell, because it is there wherever process groups are and takes a hundredth of node's memory.
 */
const script = `
groups=
while read -r sign id; do
  case $sign in
    +) groups="$groups $id" ;;
    *) left=
       for each in $groups; do [ "$each" = "$id" ] || left="$left $each"; done
       groups=$left ;;
  esac
done
for id in $groups; do kill -s KILL -- "-$id" 2>/dev/null; done`;

/** Started with the first group. Without a shell nobody watches, which matters only if this process is killed. */
export class Guardian {
  private watcher: ChildProcess | null = null;

  began(group: number): void {
    this.watcher ??= start();
    this.watcher.stdin?.write(`+ ${group}\n`);
  }

  ended(group: number): void {
    this.watcher?.stdin?.write(`- ${group}\n`);
  }
}

/** The module is loaded with the first child: most sessions start none, and sockets and datagrams come with it. */
export function childProcesses(): typeof import('node:child_process') {
  return process.getBuiltinModule('node:child_process');
}

function start(): ChildProcess {
  // In a group of its own: what ends this process's group must not end it first.
  const watcher = childProcesses().spawn('/bin/sh', ['-c', script], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watcher.on('error', () => undefined);
  watcher.stdin.on('error', () => undefined);
  // It ends with this process, which does not wait for it.
  watcher.unref();
  (watcher.stdin as unknown as { unref(): void }).unref();
  return watcher;
}
