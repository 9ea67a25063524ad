/** What the doctor says, and with which exit code. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type DoctorQuestion, runDoctor } from '../../../server/cli/doctor.ts';
import { openHistory } from '../../../server/worker/historyUpkeep.ts';
import { describeWithGit, needsGit } from '../../support/gitBinary.ts';
import { runGit } from '../../support/gitRepository.ts';
import { writeHistory } from '../../support/history.ts';
import { openRepository } from '../../support/repositoryReader.ts';
import { useScratch } from '../../support/scratch.ts';

const scratch = useScratch('doctor');
const setup = () => ({ cacheDirectory: join(scratch.path, 'caches'), cacheBytes: 1 << 20 });

async function doctor(question: Partial<DoctorQuestion>): Promise<{ status: number; text: string }> {
  let text = '';
  const status = await runDoctor(
    { path: null, clearCaches: false, ...question },
    {
      cwd: scratch.path,
      write: (more) => {
        text += more;
      },
      program: 'blame 1.0',
      gitVersion: null,
      cacheRoot: setup().cacheDirectory,
      history: (repository, reader) => openHistory(repository, setup())?.history(reader) ?? null,
    },
  );
  return { status, text };
}

function repositoryAt(name: string): { directory: string; tip: string } {
  const directory = join(scratch.path, name);
  mkdirSync(directory);
  const ids = writeHistory(directory, [
    { id: 'a', files: { f: '1\n' } },
    { id: 'b', files: { f: '2\n' } },
  ]);
  return { directory, tip: ids.get('b') ?? '' };
}

describe('the doctor', () => {
  it('finds no repository, or none that can be read', async () => {
    const none = await doctor({});
    expect(none.status).toBe(1);
    expect(none.text).toMatch(/^program: +blame 1.0\ngit: +none .*\nrepository: +none at/);
    const { directory } = repositoryAt('odd');
    writeFileSync(join(directory, 'config'), '[core]\n\trepositoryformatversion = 99\n');
    const odd = await doctor({ path: 'odd' });
    expect(odd.status).toBe(1);
    expect(odd.text).toContain("can't be read");
  });

  it('tells of the index, and clears the caches', async () => {
    const { directory, tip } = repositoryAt('indexed');
    const before = await doctor({ path: 'indexed' });
    expect(before.status).toBe(0);
    expect(before.text).toContain('history index: none\n');
    expect(before.text).toContain('"git gc" mends it');
    const { reader, close } = openRepository(directory);
    const repository = { gitDir: directory, commonDir: directory, workTree: null };
    const upkeep = openHistory({ ...repository, objectFormat: 'sha1', refFormat: 'files' }, setup());
    upkeep?.update(reader, tip);
    upkeep?.close();
    close();
    const after = await doctor({ path: 'indexed' });
    expect(after.text).toMatch(/history index: 2 commits in 1 file, 0\.0 MB, up to HEAD\n/);
    expect(after.text).toMatch(/blame here: +fast/);
    expect(after.text).toMatch(/caches: .*: 1 repository, 0\.0 MB\n +0\.0 MB of history index, used 20/);
    const cleared = await doctor({ path: 'indexed', clearCaches: true });
    expect(cleared.text).toMatch(/removed: +1 cache, /);
    expect(cleared.text).toContain('history index: none\n');
    expect(existsSync(join(setup().cacheDirectory, 'history'))).toBe(false);
  });
});

describeWithGit(needsGit('packs and commit-graphs'), () => {
  it('tells what to do about a missing commit-graph', async () => {
    const { directory } = repositoryAt('packed');
    const say = async () => (await doctor({ path: 'packed' })).text;
    runGit(directory, ['repack', '-adq']);
    expect(await say()).toMatch(
      /packed: +6 objects\ncommit-graph: +none in use\n[\s\S]*visits every commit: "git commit-graph/,
    );
    runGit(directory, ['commit-graph', 'write', '--reachable']);
    expect(await say()).toMatch(
      /commit-graph: +2 commits, without changed paths\n[\s\S]*reads a tree for every commit/,
    );
    runGit(directory, ['commit-graph', 'write', '--reachable', '--changed-paths']);
    expect(await say()).toMatch(
      /commit-graph: +2 commits, with changed paths\n[\s\S]*visits every commit\. /,
    );
  });
});
