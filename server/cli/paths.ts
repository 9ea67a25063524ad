/** File names on the command line and in the configuration. */
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { Session } from './session.ts';

/** git changes to the top of the work tree before it opens files named by options; `~` is the home directory. */
export function atTop({ repository, io }: Pick<Session, 'repository' | 'io'>, name: string): string {
  const home = io.environment['HOME'] ?? homedir();
  const expanded = name === '~' || name.startsWith('~/') ? join(home, name.slice(1)) : name;
  return isAbsolute(expanded) ? expanded : join(repository.workTree ?? io.cwd, expanded);
}
