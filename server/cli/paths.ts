/** File names on the command line and in the configuration. */
import { fileUnder } from '../git/configValue.ts';
import type { Session } from './session.ts';

/** git changes to the top of the work tree before it opens files named by options; `~` is the home directory. */
export function atTop({ repository, io }: Pick<Session, 'repository' | 'io'>, name: string): string {
  return fileUnder(repository.workTree ?? io.cwd, name, io.environment);
}
