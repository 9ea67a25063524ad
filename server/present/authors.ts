/** Who wrote some lines, in one line of text. */
import { countOf } from './dates.ts';
import { plainLine } from './plainText.ts';

/** Lines of one person. */
export interface AuthorShare {
  readonly name: string;
  readonly lines: number;
  readonly commits: number;
}

const MOST_NAMED = 5;

/** `10 lines: Ada 7 (2 commits), Grace 2 (1 commit), not committed 1`. */
export function authorsLine(shares: readonly AuthorShare[], uncommitted: number): string {
  const lines = shares.reduce((sum, share) => sum + share.lines, uncommitted);
  const named = shares
    .slice(0, MOST_NAMED)
    .map((share) => `${plainLine(share.name, 40)} ${share.lines} (${countOf(share.commits, 'commit')})`);
  const others = shares.length - named.length;
  const parts = [
    ...named,
    ...(others > 0 ? [`${countOf(others, 'other')}`] : []),
    ...(uncommitted > 0 ? [`not committed ${uncommitted}`] : []),
  ];
  return `${countOf(lines, 'line')}: ${parts.join(', ')}`;
}
