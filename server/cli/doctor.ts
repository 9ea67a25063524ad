/** The `doctor` command: what the server sees of a repository and of its own caches, and what would make blame faster. */
import { basename, resolve } from 'node:path';
import { inOneGo } from '../base/nextTurn.ts';
import { type CacheGroup, clearCaches, listCaches } from '../cache/cacheDirectory.ts';
import { GitError } from '../git/errors.ts';
import type { HistoryIndex } from '../git/history/historyIndex.ts';
import type { Oid } from '../git/oid.ts';
import { type ObjectReader, openReader } from '../git/reader.ts';
import { readHead } from '../git/refs.ts';
import { discoverRepository, type Repository } from '../git/repository.ts';

export interface DoctorIo {
  readonly cwd: string;
  readonly write: (text: string) => void;
  /** What is running, and on what. */
  readonly program: string;
  /** What git says of itself; null when there is none. */
  readonly gitVersion: string | null;
  /** Where caches are kept on disk. */
  readonly cacheRoot: string;
  readonly history: (repository: Repository, reader: ObjectReader) => HistoryIndex | null;
}

export interface DoctorQuestion {
  /** A file or directory, as the user wrote it; null for the current directory. */
  readonly path: string | null;
  readonly clearCaches: boolean;
}

/** What was found out about a repository. */
interface Findings {
  readonly repository: Repository;
  readonly head: Oid | null;
  readonly reader: ObjectReader;
  readonly index: HistoryIndex | null;
  readonly hasFilters: boolean;
}

/** Exit code 0; 1 when there is no repository, or one that can't be read. */
export async function runDoctor(question: DoctorQuestion, io: DoctorIo): Promise<number> {
  const say = (name: string, text: string) =>
    io.write(`${(name === '' ? '' : `${name}:`).padEnd(14)} ${text}\n`);
  say('program', io.program);
  say('git', `${io.gitVersion ?? 'none'} (the server needs none)`);
  const removed = question.clearCaches ? inOneGo(clearCaches(io.cacheRoot)) : null;
  const healthy = await examine(resolve(io.cwd, question.path ?? '.'), io, say);
  sayCaches(io.cacheRoot, say);
  if (removed !== null) say('removed', `${count(removed.length, 'cache')}, ${megabytes(bytesOf(removed))}`);
  return healthy ? 0 : 1;
}

type Say = (name: string, text: string) => void;

/** False when nothing can be blamed there. */
async function examine(place: string, io: DoctorIo, say: Say): Promise<boolean> {
  try {
    const repository = await discoverRepository(place);
    if (repository === null) {
      say('repository', `none at ${place}`);
      return false;
    }
    await describe(repository, io, say);
    return true;
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    say('repository', `can't be read: ${error.message}`);
    if (error.subject.hint) say('hint', error.subject.hint);
    return false;
  }
}

async function describe(repository: Repository, io: DoctorIo, say: Say): Promise<void> {
  say('repository', repository.gitDir);
  if (repository.commonDir !== repository.gitDir) say('shared', repository.commonDir);
  say('work tree', repository.workTree ?? 'none (a bare repository)');
  say('formats', `objects ${repository.objectFormat}, refs ${repository.refFormat}`);
  const reader = openReader(repository);
  try {
    const { commit: head } = await readHead(repository);
    const findings: Findings = {
      repository,
      head,
      reader,
      index: io.history(repository, reader),
      hasFilters: reader.pathKey('any') !== null,
    };
    sayFindings(findings, say);
    for (const warning of reader.warnings) say('warning', warning);
    say('blame here', verdict(findings));
  } finally {
    reader.close();
  }
}

function sayFindings({ head, reader, index, hasFilters }: Findings, say: Say): void {
  say('HEAD', head ?? 'no commit yet');
  say('packed', count(reader.packedObjectCount(), 'object'));
  if (reader.overrides !== '')
    say('overridden', 'parents or objects, by grafts, a shallow cut or replacement refs');
  const filters = hasFilters ? 'with changed paths' : 'without changed paths';
  say(
    'commit-graph',
    reader.graphCommits === 0 ? 'none in use' : `${count(reader.graphCommits, 'commit')}, ${filters}`,
  );
  say('history index', index === null ? 'none' : describeIndex(index, head));
}

function describeIndex(index: HistoryIndex, head: Oid | null): string {
  const size = `${count(index.commits, 'commit')} in ${count(index.layers.length, 'file')}, ${megabytes(index.bytes)}`;
  return head === null || index.has(head) ? `${size}, up to HEAD` : `${size}, HEAD not yet among them`;
}

/** What costs most, and the one thing to do about it. */
function verdict({ head, reader, index, hasFilters }: Findings): string {
  if (head === null) return 'nothing to blame yet';
  if (index !== null) return 'fast: only commits that touch a file are visited';
  const later =
    'The server makes an index of history after the first blame, unless blame.historyIndex is false.';
  if (reader.packedObjectCount() === 0)
    return `slow where history is long: every object is a file of its own; "git gc" mends it. ${later}`;
  if (reader.graphCommits === 0 && reader.overrides === '')
    return `visits every commit: "git commit-graph write --reachable --changed-paths" mends it. ${later}`;
  if (!hasFilters && reader.overrides === '')
    return `reads a tree for every commit: "git commit-graph write --reachable --changed-paths" mends it. ${later}`;
  return `visits every commit. ${later}`;
}

function sayCaches(root: string, say: Say): void {
  const groups = inOneGo(listCaches(root));
  const repositories = groups.filter(({ kind }) => kind !== 'code');
  const what =
    groups.length === 0
      ? 'empty'
      : `${count(new Set(repositories.map(({ directory }) => basename(directory))).size, 'repository', 'repositories')}, ${megabytes(bytesOf(groups))}`;
  say('caches', `${root}: ${what}`);
  for (const { kind, directory, bytes, lastUsed } of groups) {
    say(
      '',
      `${megabytes(bytes)}${contents[kind]}, used ${new Date(lastUsed).toISOString().slice(0, 10)}: ${directory}`,
    );
  }
}

const contents: Readonly<Record<CacheGroup['kind'], string>> = {
  history: ' of history index',
  comparisons: ' of comparisons of versions',
  blames: ' of finished blames',
  answers: ' of settings and open texts',
  views: ' of versions shown as files',
  code: ' of compiled code of the server',
};

function bytesOf(groups: readonly CacheGroup[]): number {
  return groups.reduce((sum, { bytes }) => sum + bytes, 0);
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
