/** Commit-graphs written by git: the same commits as their objects say, in one file and in chains. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPath } from '../../../../server/git/graph/bloom.ts';
import { type CommitGraph, openCommitGraph } from '../../../../server/git/graph/commitGraph.ts';
import { WindowCache } from '../../../../server/git/odb/windows.ts';
import { describeWithGit, needsGit } from '../../../support/gitBinary.ts';
import { createRepository, type GitRepository } from '../../../support/gitRepository.ts';
import { encodeChunks, encodeFanOut, uint32, writeDeep } from '../../../support/packFixture.ts';
import { useScratch } from '../../../support/scratch.ts';

function open(objects: readonly string[], idBytes = 20) {
  const warnings: string[] = [];
  const graph = openCommitGraph(objects, { windows: new WindowCache(1 << 20, 4096), idBytes, warnings });
  return { graph, warnings };
}

/** What git says of all commits: id, tree, parents, date. */
function commitsOf(repository: GitRepository) {
  const lines = repository.git('log', '--all', '--format=%H %T %ct %P').split('\n');
  return lines.map((line) => {
    const [oid, tree, date, ...parents] = line.trim().split(' ');
    return { oid, tree, parents, date: Number(date) };
  });
}

function expectAll(graph: CommitGraph | null, repository: GitRepository): void {
  const commits = commitsOf(repository);
  expect(graph?.count).toBe(commits.length);
  for (const commit of [...commits, ...commits]) {
    expect(graph?.node(commit.oid as string)).toMatchObject(commit);
    expect(graph?.recent(commit.oid as string)).toMatchObject(commit);
  }
  const stranger = '0'.repeat(repository.git('rev-parse', 'HEAD').length);
  expect(graph?.node(stranger)).toBeNull();
  expect(graph?.recent(stranger)).toBeNull();
}

/** Branches, merges of two and of five, roots, dates beyond 32 bits. */
function grow(repository: GitRepository, format: string): void {
  repository.write('a', format);
  repository.commit('root');
  for (const name of ['b1', 'b2', 'b3', 'b4']) {
    repository.git('checkout', '-q', '-b', name, 'main');
    repository.write(`dir/${name}`, name);
    repository.commit(name);
  }
  repository.git('checkout', '-q', 'main');
  repository.git('merge', '-q', '-m', 'two', '--no-ff', 'b1');
  repository.git('merge', '-q', '-m', 'octopus', 'b2', 'b3', 'b4');
  repository.write('été', 'x');
  repository.commit('last');
  const text = repository
    .git('cat-file', 'commit', 'HEAD')
    .replace(/^(committer .*>) \d+/m, `$1 ${2 ** 33 + 5}`);
  const far = repository.run(['hash-object', '-t', 'commit', '-w', '--stdin'], { input: `${text}\n` });
  repository.git('update-ref', 'refs/heads/far', far.stdout.toString().trim());
}

describeWithGit(needsGit('openCommitGraph'), () => {
  const repositories: GitRepository[] = [];
  let repository: GitRepository;
  let objects: string;

  function create(format: 'sha1' | 'sha256'): GitRepository {
    const made = createRepository({ objectFormat: format });
    repositories.push(made);
    grow(made, format);
    return made;
  }
  beforeAll(() => {
    repository = create('sha1');
    objects = join(repository.gitDir, 'objects');
  });
  afterAll(() => {
    for (const made of repositories) made.remove();
  });

  it('is null where there is none', () => {
    expect(open([objects])).toEqual({ graph: null, warnings: [] });
  });

  it('reads all commits of a single file', () => {
    repository.git('commit-graph', 'write', '--reachable');
    const { graph, warnings } = open([objects]);
    expectAll(graph, repository);
    expect([graph?.hasFilters, warnings]).toEqual([false, []]);
    expect(graph?.mayHaveChanged(0, hashPath('a'))).toBeNull();
    graph?.close();
  });

  it('reads ids of 32 bytes', () => {
    const other = create('sha256');
    other.git('commit-graph', 'write', '--reachable');
    expectAll(open([join(other.gitDir, 'objects')], 32).graph, other);
    expect(open([join(other.gitDir, 'objects')], 20).warnings).toHaveLength(1);
  });

  it('asks filters: never "unchanged" for what changed, mostly "unchanged" for the rest', () => {
    repository.git('commit-graph', 'write', '--reachable', '--changed-paths');
    const { graph } = open([objects]);
    expect(graph?.hasFilters).toBe(true);
    const paths = ['a', 'dir/b1', 'dir/b2', 'dir/b4', 'nowhere', Buffer.from('été').toString('latin1')];
    let unchanged = 0;
    for (const { oid, parents } of commitsOf(repository)) {
      const base = parents[0] ?? '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
      const changed = repository.git(
        '-c',
        'core.quotePath=false',
        'diff',
        '--name-only',
        base,
        oid as string,
      );
      const files = Buffer.from(changed).toString('latin1').split('\n');
      const position = graph?.node(oid as string)?.position as number;
      for (const path of paths) {
        const may = graph?.mayHaveChanged(position, hashPath(path));
        if (files.includes(path)) expect(may).toBe(true);
        else if (may === false) unchanged++;
      }
    }
    expect(unchanged).toBeGreaterThan(20);
  });

  it('reads chains of files, also where a part lies in another directory', () => {
    rmSync(join(objects, 'info', 'commit-graph'), { force: true });
    const tips = repository.git('rev-list', '--reverse', '--topo-order', '--all').split('\n');
    for (const tip of [tips[2], tips[5], tips.at(-1)]) {
      const args = ['commit-graph', 'write', '--stdin-commits', '--split=no-merge'];
      repository.run(args, { input: `${tip}\n` });
    }
    repository.git('commit-graph', 'write', '--reachable', '--split=no-merge', '--changed-paths');
    const dir = join(objects, 'info', 'commit-graphs');
    expect(readdirSync(dir).length).toBeGreaterThan(2);
    expectAll(open([objects]).graph, repository);

    const [first] = readFileSync(join(dir, 'commit-graph-chain'), 'latin1').split('\n');
    const elsewhere = `${repository.directory}-elsewhere`;
    const name = `graph-${first}.graph`;
    writeDeep(join(elsewhere, 'info', 'commit-graphs', name), readFileSync(join(dir, name)));
    rmSync(join(dir, name));
    expectAll(open([objects, elsewhere]).graph, repository);
    rmSync(elsewhere, { recursive: true });
    expect(open([objects])).toEqual({
      graph: null,
      warnings: [expect.stringContaining('commit-graph left out')],
    });
    writeFileSync(join(dir, 'commit-graph-chain'), '../../../etc/passwd\n');
    expect(open([objects]).warnings[0]).toContain('unreadable');
    expect(existsSync(join(dir, 'commit-graph-chain'))).toBe(true);
  });
});

describe('records that make no sense', () => {
  const scratch = useScratch('records');
  const oid = '11'.repeat(20);
  const id = Buffer.from(oid, 'hex');

  function graphWith(parents: readonly [number, number], edges: Buffer, name: string): CommitGraph {
    const record = Buffer.concat([id, ...parents.map(uint32), Buffer.alloc(8)]);
    const head = Buffer.from('CGPH\x01\x01\x04\x00', 'latin1');
    const chunks = { OIDF: encodeFanOut([id]), OIDL: id, CDAT: record, EDGE: edges };
    writeDeep(join(scratch.path, name, 'info', 'commit-graph'), encodeChunks(head, chunks));
    return open([join(scratch.path, name)]).graph as CommitGraph;
  }

  const none = 0x70000000;
  const cases: readonly (readonly [what: string, parents: readonly [number, number], edges: Buffer])[] = [
    ['a parent that is not there', [1, none], Buffer.alloc(0)],
    ['a second parent that is not there', [0, 99], Buffer.alloc(0)],
    ['further parents without a list', [0, 0x80000000], Buffer.alloc(0)],
    ['further parents without an end', [0, 0x80000000], Buffer.concat([uint32(0), uint32(0)])],
    ['further parents that are not there', [0, 0x80000000], uint32(0x80000007)],
  ];
  it.each(cases)('%s', (what, parents, edges) => {
    const graph = graphWith(parents, edges, what);
    expect(() => graph.node(oid)).toThrow(expect.objectContaining({ code: 'corruptObject' }));
  });

  it('reads a commit that is its own parent, which is the walk’s affair', () => {
    const graph = graphWith([0, none], Buffer.alloc(0), 'self');
    expect(graph.node(oid)?.parents).toEqual([oid]);
  });
});
