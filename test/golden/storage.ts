/** The forms in which a scenario's history is stored: the same commits, laid out on disk in every way git has. */
import { appendFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gitAtLeast, gitVersion } from '../support/gitBinary.ts';
import { runGit } from '../support/gitRepository.ts';
import { type CommitIds, writeHistory } from '../support/history.ts';
import type { Scenario } from './scenario.ts';

export interface Storage {
  readonly name: string;
  /** An index of history is made beside it, commit by commit. */
  readonly indexed?: true;
  /** Builds the repository in an empty directory. */
  readonly build: (directory: string, scenario: Scenario) => CommitIds;
}

/** Turns a repository of loose objects into another form. */
type Conversion = (directory: string, ids: CommitIds) => void;

/** Loose objects need no git to be written. */
export const loose: Storage = {
  name: 'loose objects',
  build: (directory, scenario) => write(directory, scenario, 'sha1'),
};

/** Every form that the git at hand can write; without git, only loose objects in both hash formats. */
export function storageForms(): readonly Storage[] {
  const forms = [
    loose,
    {
      name: 'SHA-256',
      build: (directory, scenario) => write(directory, scenario, 'sha256'),
    } satisfies Storage,
  ];
  const indexed: Storage = { name: 'history index', indexed: true, build: loose.build };
  if (gitVersion() === null) return [...forms, indexed];
  const conversions: Record<string, Conversion> = {
    pack: packAll,
    'several packs with deltas by id': severalPacks,
    'multi-pack-index': multiPackIndex,
    alternates,
    'commit-graph': (directory) => commitGraph(directory),
    'commit-graph with filters': (directory) => commitGraph(directory, '--changed-paths'),
    'split commit-graph': splitCommitGraph,
  };
  if (gitAtLeast(2, 46)) conversions['commit-graph with filters of version 2'] = filtersOfVersion2;
  for (const [name, convert] of Object.entries(conversions)) forms.push({ name, build: converted(convert) });
  const build = converted((directory) => commitGraph(directory, '--changed-paths'));
  return [...forms, indexed, { name: 'history index beside filters', indexed: true, build }];
}

function write(directory: string, scenario: Scenario, objectFormat: 'sha1' | 'sha256'): CommitIds {
  const ids = writeHistory(directory, scenario.commits, { objectFormat });
  const cut = scenario.shallow?.map((name) => `${ids.get(name)}\n`);
  if (cut) writeFileSync(join(directory, 'shallow'), cut.join(''));
  appendFileSync(join(directory, 'config'), scenario.config ?? '');
  for (const [name, content] of Object.entries(scenario.place ?? {})) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), content(ids));
  }
  return ids;
}

function converted(convert: Conversion): Storage['build'] {
  return (directory, scenario) => {
    const ids = write(directory, scenario, 'sha1');
    if (ids.size > 0) convert(directory, ids);
    return ids;
  };
}

function git(directory: string, args: readonly string[], input = ''): void {
  const { status, stderr } = runGit(directory, args, { input });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
}

function packAll(directory: string): void {
  git(directory, ['repack', '-a', '-d', '-q', '-f', '--depth=50', '--window=50']);
}

/** The commits in up to three groups, oldest first. */
function groups(ids: CommitIds): string[][] {
  const all = [...ids.values()];
  const size = Math.ceil(all.length / 3);
  return [all.slice(0, size), all.slice(size, 2 * size), all.slice(2 * size)].filter(
    (group) => group.length > 0,
  );
}

function severalPacks(directory: string, ids: CommitIds): void {
  const packed: string[] = [];
  for (const group of groups(ids)) {
    const revisions = [...group, ...packed.map((id) => `^${id}`)].join('\n');
    git(
      directory,
      ['pack-objects', '-q', '--revs', '--no-reuse-delta', 'objects/pack/pack'],
      `${revisions}\n`,
    );
    packed.push(...group);
  }
  git(directory, ['prune-packed', '-q']);
}

function multiPackIndex(directory: string, ids: CommitIds): void {
  severalPacks(directory, ids);
  git(directory, ['multi-pack-index', 'write']);
}

/** The objects lie in the alternate of an alternate, one named by a relative path and one by an absolute. */
function alternates(directory: string): void {
  packAll(directory);
  const middle = join(directory, 'middle');
  const far = join(directory, 'far');
  renameSync(join(directory, 'objects'), far);
  for (const [objects, next] of [
    [join(directory, 'objects'), '../middle'],
    [middle, far],
  ] as const) {
    mkdirSync(join(objects, 'info'), { recursive: true });
    mkdirSync(join(objects, 'pack'));
    writeFileSync(join(objects, 'info/alternates'), `# where the objects are\n${next}\n`);
  }
}

function commitGraph(directory: string, ...options: readonly string[]): void {
  packAll(directory);
  git(directory, ['commit-graph', 'write', '--reachable', '--no-progress', ...options]);
}

function filtersOfVersion2(directory: string): void {
  git(directory, ['config', 'commitGraph.changedPathsVersion', '2']);
  commitGraph(directory, '--changed-paths');
}

/** A chain of layers, of which only every other one has filters. */
function splitCommitGraph(directory: string, ids: CommitIds): void {
  packAll(directory);
  for (const [index, group] of groups(ids).entries()) {
    const filters = index % 2 === 0 ? '--changed-paths' : '--no-changed-paths';
    const args = ['commit-graph', 'write', '--split=no-merge', '--stdin-commits', '--no-progress', filters];
    git(directory, args, `${group.join('\n')}\n`);
  }
}
