/** Whether ignore rules apply to a path: isomorphic-git's reading of them, completed by the user's own file. */
import { readdir, readlink, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PromiseFsClient } from 'isomorphic-git';
import type { Config } from './config.ts';
import { bytesToText, readSmallFile } from './files.ts';
import type { Repository } from './repository.ts';

const maxIgnoreBytes = 1024 * 1024;

/**
 * True when `.gitignore` files, `info/exclude` or `core.excludesFile` (default `$XDG_CONFIG_HOME/git/ignore`) say that an
 * untracked path (latin1 bytes) be ignored. Of tracked paths git does not ask. False in a bare repository. Patterns
 * are compared without regard to case, whatever `core.ignoreCase` says.
 */
export async function isIgnored(repository: Repository, config: Config, path: string): Promise<boolean> {
  if (repository.workTree === null) return false;
  const { default: git } = await import('isomorphic-git');
  return git.isIgnored({
    fs: fileSystem(repository, config),
    dir: repository.workTree,
    gitdir: repository.commonDir,
    filepath: bytesToText(path),
  });
}

/** Reads rules and nothing else; the user's own rules come in front of those of `info/exclude`, which win. */
function fileSystem(repository: Repository, config: Config): PromiseFsClient {
  const excludeFile = join(repository.commonDir, 'info', 'exclude').replaceAll('\\', '/');
  const own = config.path('core.excludesFile') ?? config.userFile('ignore');
  const readText = async (path: string) =>
    (await readSmallFile(path, maxIgnoreBytes))?.toString('utf8') ?? '';
  const refuse = async (): Promise<never> => {
    throw Object.assign(new Error('read only'), { code: 'EROFS' });
  };
  return {
    promises: {
      readFile: async (path: string) =>
        path === excludeFile ? `${await readText(own)}\n${await readText(path)}` : readText(path),
      // Its own file may be missing while the user's is there: say that both are.
      stat: async (path: string) => stat(path === excludeFile ? repository.commonDir : path),
      lstat: stat,
      readdir,
      readlink,
      writeFile: refuse,
      unlink: refuse,
      mkdir: refuse,
      rmdir: refuse,
      symlink: refuse,
    },
  };
}
