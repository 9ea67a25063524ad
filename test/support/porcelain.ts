/** What git itself says of each line of a file, in the shape in which blame hunks can be compared with it. */
import type { BlameHunk } from '../../server/lsp/protocol.ts';
import { type GitResult, runGit } from './gitRepository.ts';

/** `commit path line` for each line, with `boundary` and `previous` where git says so. */
export type LineOwners = readonly string[];

/** Owners by `git blame --line-porcelain` with these arguments, which end in the path. */
export function gitOwners(directory: string, args: readonly string[], input?: string): LineOwners {
  const result: GitResult = runGit(
    directory,
    ['-c', 'core.quotePath=false', 'blame', '--line-porcelain', ...args],
    input === undefined ? {} : { input },
  );
  if (result.status !== 0) throw new Error(`git blame ${args.join(' ')}: ${result.stderr}`);
  return ownersOf(result.stdout.toString());
}

function ownersOf(porcelain: string): string[] {
  const owners: string[] = [];
  let head = '';
  let facts: Record<string, string> = {};
  for (const line of porcelain.split('\n')) {
    const [, commit, source] = /^([0-9a-f]{40}|[0-9a-f]{64}) (\d+) \d+/.exec(line) ?? [];
    if (line.startsWith('\t')) {
      const marks = [facts['boundary'] === undefined ? '' : 'boundary', facts['previous'] ?? ''];
      owners.push([head, facts['filename'], ...marks].join(' ').trim());
      facts = {};
    } else if (commit !== undefined) head = `${commit}:${source}`;
    else facts[line.split(' ', 1)[0] ?? ''] = line.slice(line.indexOf(' ') + 1);
  }
  return owners;
}

/** The same of an answer to `blame/file`. */
export function hunkOwners(hunks: readonly BlameHunk[]): LineOwners {
  return hunks.flatMap((hunk) =>
    Array.from({ length: hunk.endLine - hunk.startLine }, (_, index) => {
      const { commit, originalPath, previous, boundary } = hunk;
      const marks = [boundary ? 'boundary' : '', previous ? `${previous.commit} ${previous.path}` : ''];
      return [`${commit}:${hunk.originalLine + index + 1}`, originalPath, ...marks].join(' ').trim();
    }),
  );
}
