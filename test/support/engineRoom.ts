/** A repository as there are many: two people, a pull request, a rename, a fork with remotes, work that is not pushed. */
import { createRepository, type GitRepository } from './gitRepository.ts';
import { lines } from './story.ts';

export interface EngineRoom {
  readonly made: GitRepository;
  /** Ids by what the commit did. */
  readonly ids: Readonly<Record<'first' | 'request' | 'renamed' | 'unpushed', string>>;
  /** The file it is about, in the last commit. */
  readonly path: string;
  /** Its text there, but for one more line that is not committed. */
  readonly text: string;
}

/** The remote is a fork on GitHub that has all commits but the last. */
export function buildEngineRoom(): EngineRoom {
  const made = createRepository();
  let day = 0;
  const as = (name: string, mail: string, message: string) => {
    made.git('add', '--all');
    const environment = {
      GIT_AUTHOR_NAME: name,
      GIT_AUTHOR_EMAIL: mail,
      GIT_COMMITTER_NAME: name,
      GIT_COMMITTER_EMAIL: mail,
    };
    const date = 1_700_000_000 + 86_400 * day++;
    const dates = { GIT_AUTHOR_DATE: `${date} +0100`, GIT_COMMITTER_DATE: `${date} +0100` };
    const { status, stderr } = made.run(['commit', '--quiet', '--message', message], {
      environment: { ...environment, ...dates },
    });
    if (status !== 0) throw new Error(stderr);
    return made.git('rev-parse', 'HEAD');
  };
  const ada = (message: string) => as('Ada Lovelace', 'ada@example.com', message);
  const grace = (message: string) => as('Grace Hopper', 'grace@example.com', message);
  made.write(
    'src/notes.c',
    lines('#include "engine.h"', '', 'int count_notes(void)', '{', '\treturn 0;', '}'),
  );
  const first = ada('Begin the analytical engine');
  made.write(
    'src/notes.c',
    lines('#include "engine.h"', '', 'int count_notes(void)', '{', '\treturn all();', '}'),
  );
  const request = grace(
    'Count notes that are not there yet (#12)\n\nThe engine weaves *algebraic* patterns.\n\nFixes: #7\n',
  );
  made.git('mv', 'src/notes.c', 'src/count.c');
  made.write(
    'src/count.c',
    lines('#include "engine.h"', '', 'int count_notes(void)', '{', '\treturn all() + 1;', '}'),
  );
  const renamed = ada('Move counting to a file of its own');
  made.git('remote', 'add', 'origin', 'git@github.com:ada/engine.git');
  made.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  const committed = lines(
    '#include "engine.h"',
    '#include "notes.h"',
    '',
    'int count_notes(void)',
    '{',
    '\treturn all() + 1;',
    '}',
  );
  made.write('src/count.c', committed);
  const unpushed = grace('Include what is used');
  const text = committed.replace('int count', '/* mill */\nint count');
  return { made, ids: { first, request, renamed, unpushed }, path: 'src/count.c', text };
}
