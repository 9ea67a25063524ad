/**
 * Repositories with one damaged file: every answer is the right one, a GitError, or null, it comes soon, and it
 * takes no memory that the file could not account for. Whatever git wrote is cut off and has bits flipped in many
 * places, from a fixed seed.
 */
import { chmodSync, cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { GitError } from '../../server/git/errors.ts';
import type { ObjectReader } from '../../server/git/reader.ts';
import { diffTrees } from '../../server/git/treeDiff.ts';
import { findPath } from '../../server/git/treePath.ts';
import { describeWithGit, needsGit } from '../support/gitBinary.ts';
import { createRepository, type GitRepository } from '../support/gitRepository.ts';
import { objectId, randomNumbers } from '../support/packFixture.ts';
import { openRepository } from '../support/repositoryReader.ts';
import { useScratch } from '../support/scratch.ts';

/** Limits small enough that an object that claims too much is noticed. */
const LIMITS = {
  windowBytes: 1 << 20,
  tableBytes: 1 << 20,
  objectBytes: 1 << 20,
  commitBytes: 1 << 20,
  maxObjectBytes: 1 << 22,
};

/** Damages per kind of file. */
const CUTS = 12;
const FLIPS = 60;

interface Kind {
  readonly name: string;
  /** Path of the file to be damaged, from the git directory. */
  readonly find: (gitDir: string) => string;
  readonly prepare: (repository: GitRepository) => void;
  /** True when every object has another copy, or the file only makes things faster: nothing may fail then. */
  readonly survives?: boolean;
}

const packFile = (suffix: string) => (gitDir: string) => {
  const dir = join(gitDir, 'objects', 'pack');
  return join(
    dir,
    readdirSync(dir)
      .filter((name) => name.endsWith(suffix))
      .sort()[0] as string,
  );
};
const repack = (repository: GitRepository) => repository.git('repack', '-adfq', '--depth=30');
const graphFile = (gitDir: string) => join(gitDir, 'objects', 'info', 'commit-graph');

const kinds: readonly Kind[] = [
  { name: 'pack', find: packFile('.pack'), prepare: repack },
  { name: 'index', find: packFile('.idx'), prepare: repack },
  {
    name: 'index of version 1',
    find: packFile('.idx'),
    prepare: (repository) => repository.git('-c', 'pack.indexVersion=1', 'repack', '-adfq'),
  },
  {
    name: 'multi-pack-index',
    find: (gitDir) => join(gitDir, 'objects', 'pack', 'multi-pack-index'),
    prepare: (repository) => {
      repack(repository);
      repository.git('multi-pack-index', 'write');
    },
  },
  {
    name: 'commit-graph',
    find: graphFile,
    prepare: (repository) => repository.git('commit-graph', 'write', '--reachable', '--changed-paths'),
  },
  {
    name: 'pack beside loose objects',
    find: packFile('.pack'),
    prepare: (repository) => repository.git('repack', '-aq'),
    survives: true,
  },
  {
    name: 'loose tree',
    find: (gitDir) => loosePath(gitDir, 'tree'),
    prepare: () => {},
  },
  {
    name: 'loose commit',
    find: (gitDir) => loosePath(gitDir, 'commit'),
    prepare: () => {},
  },
];

let head: { readonly commit: string; readonly tree: string };

function loosePath(gitDir: string, type: 'commit' | 'tree'): string {
  const oid = head[type];
  return join(gitDir, 'objects', oid.slice(0, 2), oid.slice(2));
}

describeWithGit(needsGit('damaged files'), () => {
  const scratch = useScratch('damaged');
  let repository: GitRepository;
  let oids: string[];

  beforeAll(() => {
    repository = createRepository();
    for (let i = 0; i < 10; i++) {
      repository.write(
        'text',
        `${Array.from({ length: 100 }, (_, n) => `line ${n % (i + 3)}`).join('\n')}\n`,
      );
      repository.write(`dir/file${i % 3}`, `${i}\n`);
      repository.commit(`commit ${i}`);
    }
    head = { commit: repository.git('rev-parse', 'HEAD'), tree: repository.git('rev-parse', 'HEAD^{tree}') };
    oids = repository.git('cat-file', '--batch-all-objects', '--batch-check=%(objectname)').split('\n');
  });
  afterAll(() => repository.remove());

  it.each(kinds)('$name', ({ name, find, prepare, survives }) => {
    const gitDir = join(scratch.path, name.replaceAll(' ', '-'));
    const copy = { ...repository };
    cpSync(repository.directory, gitDir, { recursive: true });
    prepare({ ...copy, git: (...args) => repository.git('-C', gitDir, ...args) });
    const path = find(join(gitDir, '.git'));
    const whole = readFileSync(path);
    chmodSync(path, 0o644);
    const before = process.memoryUsage();
    let failures = 0;
    for (const damaged of damages(whole)) {
      writeFileSync(path, damaged);
      const outcome = readEverything(join(gitDir, '.git'), oids);
      failures += outcome.failures;
      if (survives) expect(outcome).toEqual({ failures: 0, missing: 0 });
    }
    if (!survives && name !== 'commit-graph') expect(failures).toBeGreaterThan(0);
    expect(process.memoryUsage().arrayBuffers - before.arrayBuffers).toBeLessThan(200 << 20);
    rmSync(gitDir, { recursive: true });
    expect(statSync(scratch.path).isDirectory()).toBe(true);
  });
});

function* damages(whole: Buffer): Generator<Buffer> {
  const random = randomNumbers(whole.length);
  for (let i = 0; i < CUTS; i++) yield whole.subarray(0, random() % whole.length);
  yield Buffer.alloc(0);
  yield Buffer.alloc(whole.length);
  yield Buffer.alloc(whole.length, 0xff);
  for (let i = 0; i < FLIPS; i++) {
    const damaged = Buffer.from(whole);
    // Heads and tables, where a bit matters most, lie in front.
    const at = i % 3 === 0 ? random() % Math.min(64, whole.length) : random() % whole.length;
    damaged[at] = (damaged[at] as number) ^ (1 << (random() % 8));
    yield damaged;
  }
}

/** Asks for everything in every way; throws what is no GitError. */
function readEverything(gitDir: string, oids: readonly string[]): { failures: number; missing: number } {
  const { reader, close } = openRepository(gitDir, { limits: LIMITS });
  const outcome = { failures: 0, missing: 0 };
  const attempt = (ask: () => unknown) => {
    try {
      if (ask() === null) outcome.missing++;
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      outcome.failures++;
    }
  };
  for (const oid of oids) {
    attempt(() => reader.header(oid));
    attempt(() => checkedObject(reader, oid));
  }
  attempt(() => walk(reader));
  attempt(() => reader.packedObjectCount());
  attempt(() => reader.oidsWithPrefix('a', 100));
  close();
  return outcome;
}

/** Nothing in a pack says of which object an entry is: a damaged index may lead to a whole object of another id. */
function checkedObject(reader: ObjectReader, oid: string): unknown {
  const object = reader.object(oid);
  return object === null ? null : objectId(object.type, object.data);
}

function walk(reader: ObjectReader): number {
  let count = 0;
  const key = reader.pathKey('dir/file1');
  for (let at: string | undefined = head.commit; at !== undefined && count < 1000; count++) {
    const commit = reader.commit(at);
    const parent: string | undefined = commit.parents[0];
    if (key !== null) {
      reader.mayHaveChanged(at, key);
      reader.untouchedUntil(at, key);
    }
    findPath(reader, commit.tree, 'dir/file1', null);
    const before = parent === undefined ? null : reader.commit(parent).tree;
    diffTrees(reader, { before, after: commit.tree }, () => {});
    at = parent;
  }
  return count;
}
