/** The reader on repositories that git made, in every layout; isomorphic-git gives a second opinion on each object. */
import fs, { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readObject } from 'isomorphic-git';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Cancelled } from '../../../server/base/cancel.ts';
import type { ObjectReader, ReaderOptions } from '../../../server/git/reader.ts';
import { findPath } from '../../../server/git/treePath.ts';
import { describeWithGit, needsGit } from '../../support/gitBinary.ts';
import { createRepository, type GitRepository, runGit } from '../../support/gitRepository.ts';
import { objectId } from '../../support/packFixture.ts';
import { openRepository } from '../../support/repositoryReader.ts';
import { useScratch } from '../../support/scratch.ts';

interface Listed {
  readonly oid: string;
  readonly type: string;
  readonly size: number;
}

function listObjects(directory: string): Listed[] {
  const format = '--batch-check=%(objectname) %(objecttype) %(objectsize)';
  const { stdout } = runGit(directory, ['cat-file', '--batch-all-objects', format]);
  return stdout
    .toString()
    .trim()
    .split('\n')
    .map((line) => {
      const [oid = '', type = '', size] = line.split(' ');
      return { oid, type, size: Number(size) };
    });
}

/** Enough history for deltas, a tag, a merge, binary and empty files. */
function grow(repository: GitRepository): void {
  const lines = Array.from({ length: 300 }, (_, i) => `line ${i}`);
  for (let i = 0; i < 12; i++) {
    lines[i * 20] = `changed ${i}`;
    repository.write('text', `${lines.join('\n')}\n`);
    repository.write(`dir/sub/file${i % 4}`, `${i}\n`);
    repository.write('empty', '');
    repository.write('binary', Buffer.from(Array.from({ length: 3000 }, (_, n) => (n * n * i) & 255)));
    repository.commit(`commit ${i}`);
  }
  repository.git('checkout', '-q', '-b', 'side', 'HEAD~3');
  repository.write('side', 'side\n');
  repository.commit('side');
  repository.git('checkout', '-q', 'main');
  repository.git('merge', '-q', '--no-ff', '-m', 'merge', 'side');
  repository.git('tag', '-a', '-m', 'tagged', 'v1');
}

function withReader<T>(gitDir: string, use: (reader: ObjectReader) => T, options: ReaderOptions = {}): T {
  const { reader, close } = openRepository(gitDir, options);
  try {
    return use(reader);
  } finally {
    close();
  }
}

/** isomorphic-git does not know it. */
const OLD_INDEX = 'an index of version 1';

const layouts: Readonly<Record<string, (repository: GitRepository) => void>> = {
  'loose objects': () => {},
  'one pack with deltas': (repository) => repository.git('repack', '-adfq', '--depth=50', '--window=50'),
  'deltas by id': (repository) =>
    repository.git('-c', 'repack.useDeltaBaseOffset=false', 'repack', '-adfq', '--depth=20'),
  [OLD_INDEX]: (repository) => repository.git('-c', 'pack.indexVersion=1', 'repack', '-adfq'),
  'several packs and loose objects': (repository) => {
    repository.git('repack', '-dq');
    repository.write('later', 'later\n');
    repository.commit('later');
    repository.git('repack', '-dq');
    repository.write('last', 'last\n');
    repository.commit('last');
  },
  'a multi-pack-index, with a pack that came later': (repository) => {
    repository.git('repack', '-dq');
    repository.write('later', 'later\n');
    repository.commit('later');
    repository.git('repack', '-dq');
    repository.git('multi-pack-index', 'write');
    repository.write('last', 'last\n');
    repository.commit('last');
    repository.git('repack', '-dq');
  },
  'a commit-graph with filters': (repository) =>
    repository.git('commit-graph', 'write', '--reachable', '--changed-paths'),
};

describeWithGit(needsGit('openReader'), () => {
  for (const [layout, arrange] of Object.entries(layouts)) {
    it(`reads all objects as git and isomorphic-git do: ${layout}`, async () => {
      const repository = createRepository();
      try {
        grow(repository);
        arrange(repository);
        expectAllObjects(repository);
        if (layout !== OLD_INDEX) await expectSecondOpinion(repository);
        expectAllCommits(repository);
      } finally {
        repository.remove();
      }
    });
  }

  it('reads repositories of SHA-256', () => {
    const repository = createRepository({ objectFormat: 'sha256' });
    try {
      grow(repository);
      const commits = repository.git('rev-list', '--all').split('\n');
      for (const pack of [false, true]) {
        if (pack) repository.git('repack', '-adfq');
        const { reader, close } = openRepository(repository.gitDir, { format: 'sha256' });
        for (const { oid, type, size } of listObjects(repository.directory)) {
          const object = reader.object(oid);
          expect([object?.type, object?.data.length, reader.header(oid)?.size]).toEqual([type, size, size]);
          expect(objectId(type as 'blob', object?.data as Buffer, 'sha256')).toBe(oid);
        }
        for (const oid of commits)
          expect(reader.commit(oid).tree).toBe(repository.git('rev-parse', `${oid}^{tree}`));
        expect(
          findPath(reader, reader.commit(commits[0] as string).tree, 'dir/sub/file1', null)?.oids.at(-1),
        ).toBe(repository.git('rev-parse', 'HEAD:dir/sub/file1'));
        close();
      }
    } finally {
      repository.remove();
    }
  });
});

function expectAllObjects(repository: GitRepository): void {
  const { reader, close } = openRepository(repository.gitDir);
  const listed = listObjects(repository.directory);
  for (const { oid, type, size } of listed) {
    expect(reader.header(oid)).toEqual({ type, size });
    const object = reader.object(oid);
    expect([object?.type, object?.data.length]).toEqual([type, size]);
    expect(objectId(type as 'blob', object?.data as Buffer)).toBe(oid);
    expect(reader.oidsWithPrefix(oid.slice(0, 12), 3)).toEqual([oid]);
  }
  expect(new Set(reader.oidsWithPrefix('', 10_000))).toEqual(new Set(listed.map(({ oid }) => oid)));
  const counted = /^in-pack: (\d+)$/m.exec(repository.git('count-objects', '-v'));
  expect(reader.packedObjectCount()).toBe(Number(counted?.[1]));
  expect(reader.warnings).toEqual([]);
  close();
}

async function expectSecondOpinion(repository: GitRepository): Promise<void> {
  const { reader, close } = openRepository(repository.gitDir);
  const gitdir = repository.gitDir;
  const cache = {};
  for (const { oid } of listObjects(repository.directory)) {
    const { type, object } = await readObject({ fs, gitdir, dir: gitdir, oid, format: 'content', cache });
    expect(reader.object(oid)?.type).toBe(type);
    expect(reader.object(oid)?.data.equals(object as Uint8Array)).toBe(true);
  }
  close();
}

function expectAllCommits(repository: GitRepository): void {
  for (const useCommitGraph of [true, false]) {
    const { reader, close } = openRepository(repository.gitDir, { useCommitGraph });
    for (const line of repository.git('log', '--all', '--format=%H %T %ct %P').split('\n')) {
      const [oid = '', tree, date, ...parents] = line.trim().split(' ');
      expect(reader.commit(oid)).toMatchObject({ oid, tree, date: Number(date), parents });
    }
    close();
  }
}

describeWithGit(needsGit('what changes history'), () => {
  let repository: GitRepository;
  let commits: string[];
  beforeAll(() => {
    repository = createRepository();
    grow(repository);
    repository.git('commit-graph', 'write', '--reachable');
    commits = repository.git('rev-list', '--first-parent', 'HEAD').split('\n');
  });
  afterAll(() => repository.remove());

  const [head, second, third] = [0, 1, 2];
  const parentsOf = (reader: ObjectReader, n: number) => reader.commit(commits[n] as string).parents;

  it('a graft', () => {
    const path = join(repository.gitDir, 'info', 'grafts');
    mkdirSync(join(repository.gitDir, 'info'), { recursive: true });
    writeFileSync(path, `${commits[second]} ${commits[5]}\n`);
    withReader(repository.gitDir, (reader) => {
      expect(parentsOf(reader, second)).toEqual([commits[5]]);
      expect(parentsOf(reader, third)).toEqual([commits[3]]);
      rmSync(path);
      reader.refresh();
      expect(parentsOf(reader, second)).toEqual([commits[third]]);
    });
  });

  it('the cut of a shallow clone', () => {
    const path = join(repository.gitDir, 'shallow');
    writeFileSync(path, `${commits[second]}\n`);
    withReader(repository.gitDir, (reader) => expect(parentsOf(reader, second)).toEqual([]));
    rmSync(path);
  });

  it('a replaced commit and a replaced blob', () => {
    const [one, two] = [commits[second] as string, commits[7] as string];
    const blob = repository.git('rev-parse', 'HEAD:text');
    const other = repository.git('rev-parse', 'HEAD:side');
    repository.git('replace', one, two);
    repository.git('replace', '-f', blob, other);
    withReader(repository.gitDir, (reader) => {
      expect(reader.commit(one)).toMatchObject({ oid: one, parents: reader.commit(two).parents });
      expect(reader.data(blob, 'blob').toString()).toBe('side\n');
      expect(reader.header(blob)?.size).toBe(5);
    });
    withReader(repository.gitDir, (reader) => expect(parentsOf(reader, second)).toEqual([commits[third]]), {
      useReplaceRefs: false,
    });
    repository.git('replace', '-d', one, blob);
    withReader(repository.gitDir, (reader) => expect(parentsOf(reader, head)).toHaveLength(2));
  });
});

describeWithGit(needsGit('a reader that is kept open'), () => {
  const scratch = useScratch('reader');
  let repository: GitRepository;
  beforeAll(() => {
    repository = createRepository();
    grow(repository);
  });
  afterAll(() => repository.remove());

  it('follows repacking and new commits', () => {
    withReader(repository.gitDir, (reader) => {
      const before = listObjects(repository.directory);
      reader.commit(repository.git('rev-parse', 'HEAD'));
      repository.git('repack', '-adfq');
      for (const { oid } of before) expect(reader.object(oid)).not.toBeNull();
      repository.write('new', 'new\n');
      const commit = repository.commit('new');
      repository.git('repack', '-adfq', '--depth=10');
      expect(reader.commit(commit).parents).toHaveLength(1);
      for (const { oid } of before) expect(reader.object(oid)).not.toBeNull();
    });
  });

  it('says what is missing, and how to get it', () => {
    const clone = join(scratch.path, 'partial.git');
    repository.git('config', 'uploadpack.allowFilter', 'true');
    repository.git('clone', '-q', '--bare', '--filter=blob:none', `file://${repository.directory}`, clone);
    const blob = repository.git('rev-parse', 'HEAD:text');
    withReader(clone, (reader) => {
      const tree = reader.commit(repository.git('rev-parse', 'HEAD')).tree;
      expect(findPath(reader, tree, 'text', null)?.oids.at(-1)).toBe(blob);
      expect(reader.object(blob)).toBeNull();
      expect(() => reader.data(blob, 'blob')).toThrow(
        expect.objectContaining({
          code: 'missingObject',
          message: expect.stringContaining(blob),
          subject: { hint: expect.stringContaining(`git cat-file -t ${blob}`) },
        }),
      );
      expect(() => reader.commit('0'.repeat(40))).toThrow(expect.objectContaining({ code: 'missingObject' }));
    });
  });

  it('refuses an object of another type', () => {
    const commit = repository.git('rev-parse', 'HEAD');
    withReader(repository.gitDir, (reader) => {
      expect(() => reader.data(commit, 'tree')).toThrow(`object ${commit} is a commit, not a tree`);
      expect(() => reader.treeEntry(commit, 'dir')).toThrow('not a tree');
      expect(() => reader.commit(reader.commit(commit).tree)).toThrow('is a tree, not a commit');
    });
  });

  it('counts objects by type, and none twice that it still has', () => {
    withReader(repository.gitDir, (reader) => {
      const { tree } = reader.commit(repository.git('rev-parse', 'HEAD'));
      for (let turn = 0; turn < 2; turn++) {
        findPath(reader, tree, 'dir/sub/file1', null);
        reader.data(repository.git('rev-parse', 'HEAD:text'), 'blob');
        expect(reader.stats).toMatchObject({ commitsRead: 1, treesRead: 3, blobsRead: 1 });
      }
      expect(reader.cacheBytes().objects).toBeGreaterThan(0);
    });
  });

  it('stops when nobody waits any more', () => {
    withReader(repository.gitDir, (reader) => {
      reader.cancel = {
        check() {
          throw new Cancelled();
        },
      };
      expect(() => reader.commit(repository.git('rev-parse', 'HEAD'))).toThrow(Cancelled);
      expect(() => reader.header(repository.git('rev-parse', 'HEAD:text'))).toThrow(Cancelled);
    });
  });

  it('asks changed-path filters only where they are wanted and can be trusted', () => {
    repository.git('commit-graph', 'write', '--reachable', '--changed-paths');
    const [commit = '', parent = ''] = repository.git('rev-list', '-2', 'HEAD').split('\n');
    withReader(repository.gitDir, (reader) => {
      const [changed, same] = [reader.pathKey('new'), reader.pathKey('dir/sub/file1')].map(
        (key) => key ?? { path: '' },
      );
      expect(reader.mayHaveChanged(commit, changed as { path: string })).toBe(true);
      expect(reader.mayHaveChanged(commit, same as { path: string })).toBe(false);
      expect(reader.stats).toMatchObject({ filtersAsked: 2, filtersUnchanged: 1 });
      expect(reader.untouchedUntil(commit, changed as { path: string })).toBe(commit);
      const touch = repository.git('rev-list', '-1', 'HEAD', '--', 'dir/sub/file1');
      expect(reader.untouchedUntil(commit, same as { path: string })).toBe(touch);
    });
    for (const options of [{ useCommitGraph: false }, { changedPathsVersion: 0 }] satisfies ReaderOptions[]) {
      withReader(repository.gitDir, (reader) => expect(reader.pathKey('new')).toBeNull(), options);
    }
    writeFileSync(join(repository.gitDir, 'shallow'), `${parent}\n`);
    withReader(repository.gitDir, (reader) => {
      expect(reader.pathKey('new')).toBeNull();
      expect(reader.commit(parent).parents).toEqual([]);
    });
    rmSync(join(repository.gitDir, 'shallow'));
  });
});

describe('an empty place', () => {
  const scratch = useScratch('empty');
  it('has no objects', () => {
    withReader(scratch.path, (reader) => {
      expect(reader.object('0'.repeat(40))).toBeNull();
      expect(reader.packedObjectCount()).toBe(0);
      expect(reader.oidsWithPrefix('', 10)).toEqual([]);
      expect(reader.oidsWithPrefix('../', 10)).toEqual([]);
    });
    expect(existsSync(scratch.path) && readdirSync(scratch.path)).toEqual([]);
  });
});
