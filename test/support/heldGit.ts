/** A `git` whose blames wait until they are let go, for tests that must find one at work however fast the machine is. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface HeldGit {
  /** To be put before the others of PATH. */
  readonly directory: string;
  /** The blames that wait go on, and later ones do not wait. */
  release(): void;
  /** Later blames wait again. */
  hold(): void;
}

/** Holds from the start. What it writes lies in `home`, and so do the command lines of what it starts. */
export function holdGit(home: string): HeldGit {
  const directory = join(home, 'held-git');
  const gate = join(directory, 'gate');
  const command = join(directory, 'git');
  const git = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  mkdirSync(directory);
  writeFileSync(
    command,
    `#!/bin/sh\nfor word; do\n  if [ "$word" = blame ]; then while [ -e '${gate}' ]; do sleep 0.05; done; fi\ndone\nexec '${git}' "$@"\n`,
  );
  chmodSync(command, 0o755);
  const hold = () => writeFileSync(gate, '');
  hold();
  return { directory, hold, release: () => rmSync(gate, { force: true }) };
}
