/** Which files of a repository are blamed: some with long histories, some with short ones, as many of each length. */
import { git } from '../git.ts';

export interface ChosenFile {
  readonly path: string;
  /** Commits along all branches that name it; merges not counted. */
  readonly commits: number;
}

/** `count` files of HEAD, ranked by how many commits name them and taken at ranks that grow evenly in their logarithm. */
export function chooseFiles(directory: string, count: number): ChosenFile[] {
  const listed = git(directory, ['-c', 'core.quotePath=false', 'ls-tree', '-r', 'HEAD']).split('\n');
  const files = new Set(
    listed.filter((line) => line.startsWith('100')).map((line) => line.split('\t')[1] ?? ''),
  );
  const named = git(directory, [
    '-c',
    'core.quotePath=false',
    'log',
    '--no-merges',
    '--format=',
    '--name-only',
    'HEAD',
  ]);
  const commits = new Map<string, number>();
  for (const path of named.split('\n')) {
    if (files.has(path)) commits.set(path, (commits.get(path) ?? 0) + 1);
  }
  const ranked = [...commits].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
  return ranksOf(ranked.length, count).flatMap((rank) => {
    const [path, number] = ranked[rank] ?? [];
    return path === undefined ? [] : [{ path, commits: number ?? 0 }];
  });
}

/** At most `count` different ranks from 0 on, the first ones close together, each later step longer by the same factor. */
function ranksOf(length: number, count: number): number[] {
  const ranks = new Set<number>();
  for (let i = 0; i < count && ranks.size < length; i++) {
    let rank = Math.floor(length ** (i / Math.max(1, count - 1))) - 1;
    while (ranks.has(rank)) rank++;
    ranks.add(Math.min(rank, length - 1));
  }
  return [...ranks].sort((a, b) => a - b);
}
