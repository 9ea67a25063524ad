/** The parts that real engines are made of: the blame engine, the line diff, and what git keeps on disk. */
import { blame } from '../blame/run.ts';
import type { Uncommitted } from '../blame/types.ts';
import { lineDiff } from '../diff/lineDiff.ts';
import { decodePerson, parseCommitText } from '../git/commitText.ts';
import { type Environment, loadConfig } from '../git/config.ts';
import { bytesToText } from '../git/files.ts';
import { loadMailmap, mapPerson } from '../git/mailmap.ts';
import type { Oid } from '../git/oid.ts';
import type { ObjectReader } from '../git/reader.ts';
import { openReader } from '../git/reader.ts';
import type { Repository } from '../git/repository.ts';
import { resolveRevision } from '../git/revision.ts';
import { findPath } from '../git/treePath.ts';
import { readIndex } from '../git/workTreeIndex.ts';
import type { CommitContent, EngineParts } from './engine.ts';
import type { BlameJob, UncommittedText } from './messages.ts';

const LINE_FEED = 0x0a;
const TYPE_MASK = 0o170000;
const REGULAR_FILE = 0o100000;
const SYMBOLIC_LINK = 0o120000;

/** `environment` tells where the user's configuration lies. */
export function engineParts(environment: Environment): EngineParts {
  return {
    openReader,
    blame,
    lineDiff: (before, after, options) =>
      lineDiff(before, after, {
        algorithm: options.diffAlgorithm,
        indentHeuristic: options.indentHeuristic,
        ignoreWhitespace: options.ignoreWhitespace,
      }),
    lineCount,
    findBlob,
    isIndexed: async (repository, path) =>
      (await readIndex(repository)).some((entry) => entry.path === path && isFile(entry.mode)),
    uncommitted,
    resolveRevision,
    commitTexts: (repository, reader) => commitTexts(repository, reader, environment),
    now: () => performance.now(),
  };
}

/** Lines as git counts them: a last line without a line feed is one too. */
export function lineCount(content: Uint8Array): number {
  let count = 0;
  for (let at = content.indexOf(LINE_FEED); at >= 0; at = content.indexOf(LINE_FEED, at + 1)) count++;
  return content.length > 0 && content.at(-1) !== LINE_FEED ? count + 1 : count;
}

function findBlob(reader: ObjectReader, commit: Oid, path: string): Oid | null {
  const trail = findPath(reader, reader.commit(commit).tree, path, null);
  return trail && isFile(trail.mode) ? (trail.oids.at(-1) ?? null) : null;
}

/** Links count: their target is their content. Directories and submodules do not. */
function isFile(mode: number): boolean {
  const type = mode & TYPE_MASK;
  return type === REGULAR_FILE || type === SYMBOLIC_LINK;
}

async function uncommitted(job: BlameJob, text: UncommittedText): Promise<Uncommitted> {
  const index = (await readIndex(job.repository)).map(({ path, oid, mode }) => ({ path, oid, mode }));
  const own = index.find(({ path }) => path === job.path);
  return { ...text, mode: own?.mode ?? 0o100644, index };
}

async function commitTexts(
  repository: Repository,
  reader: ObjectReader,
  environment: Environment,
): Promise<(commit: Oid) => CommitContent> {
  const config = await loadConfig(repository, environment);
  const mailmap = await loadMailmap(repository, config, async () => null);
  return (commit) => {
    const { author, committer, summary, message } = parseCommitText(reader.data(commit, 'commit'), 'UTF-8');
    return {
      author: decodePerson(mapPerson(mailmap, author)),
      committer: decodePerson(mapPerson(mailmap, committer)),
      summary: summary === null ? `(${commit})` : bytesToText(summary),
      message: bytesToText(message),
    };
  };
}
