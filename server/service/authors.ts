/** Who wrote the lines of a blame, the one with most lines first. */
import type { AuthorShare } from '../present/authors.ts';
import { isCommitted } from './annotations.ts';
import { type FileBlame, hunksOf, type LineSpan } from './fileBlame.ts';

/** People are told apart by name and mail. */
export function authorsOf(
  { rows, origins, commits }: FileBlame,
  span: LineSpan,
): { shares: AuthorShare[]; uncommitted: number } {
  const shares = new Map<string, { name: string; lines: number; commits: Set<string> }>();
  let uncommitted = 0;
  for (const { start, end, origin } of hunksOf(rows, origins, span)) {
    const author = commits[origin.commit]?.author;
    if (!isCommitted(origin.commit) || !author) {
      uncommitted += end - start;
      continue;
    }
    const key = `${author.name}\0${author.email}`;
    const share = shares.get(key) ?? { name: author.name, lines: 0, commits: new Set() };
    shares.set(key, share);
    share.lines += end - start;
    share.commits.add(origin.commit);
  }
  const inOrder = [...shares.values()].sort((a, b) => b.lines - a.lines);
  return { shares: inOrder.map((share) => ({ ...share, commits: share.commits.size })), uncommitted };
}
