/** Where caches on disk are. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface CachePlace {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  /** The user's home directory. */
  readonly home: string;
}

/** Where this user's caches go on this system. */
export function cacheRoot({ environment, platform, home }: CachePlace): string {
  return join(cachesOf({ environment, platform, home }), 'blame-language-server');
}

/** Whether any process has kept answers there that are asked for first when a file is opened again. */
export function hasAnswers(root: string): boolean {
  return existsSync(join(root, 'answers'));
}

function cachesOf({ environment, platform, home }: CachePlace): string {
  const wanted = environment['XDG_CACHE_HOME'];
  if (wanted?.startsWith('/')) return wanted;
  if (platform === 'win32') return environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local');
  if (platform === 'darwin') return join(home, 'Library', 'Caches');
  return join(home, '.cache');
}
