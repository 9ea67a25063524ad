/** A small storm: whatever opens, changes, closes and moves, nothing is done twice and nothing is left over. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { runStorm } from '../../bench/storm/storm.ts';
import { cloneRepository, makeRepository, syntheticPath } from '../../bench/syntheticRepository.ts';
import { describeWithGit, needsGit } from '../support/gitBinary.ts';
import { useScratch } from '../support/scratch.ts';

const shape = { files: 240, commits: 600, seed: 3, longest: 600 };
const generations = [2, 15, 60, 120];

describeWithGit(needsGit('a storm of documents'), () => {
  const scratch = useScratch('storm');
  const bare = () => join(scratch.path, 'bare.git');

  beforeAll(async () => {
    mkdirSync(bare());
    await makeRepository(bare(), shape);
  });

  it.each([
    ['a client that cancels', true],
    ['a client that never cancels', false],
  ])('made by %s', { timeout: 60_000 }, async (_, cancels) => {
    const directory = join(scratch.path, `work-${cancels}`);
    mkdirSync(directory);
    cloneRepository(bare(), directory);
    const result = await runStorm({
      directory,
      generations,
      cancels,
      script: null,
      args: [],
      paths: Array.from({ length: shape.files }, (__, index) => syntheticPath(index)),
      pause: 150,
      traceFile: join(scratch.path, `trace-${cancels}.json`),
      patience: 40_000,
    });
    const { stats, wanted, endings } = result;
    expect(result).toMatchObject({ twice: 0, children: 0, startedByNoise: 0, inFlight: 0 });
    expect(stats.computed).toBeGreaterThan(0);
    expect(stats.computed).toBeLessThanOrEqual(result.finished);
    expect(result.finished).toBeLessThanOrEqual(wanted);
    expect(stats.failed).toBe(0);
    // Each question ended: by work of its own, somebody else's, the cache, or by being given up.
    expect(endings).toMatchObject({ failed: 0, open: 0 });
    expect(result.drainedAfter).not.toBeNull();
    expect(result.visibleAfter).not.toBeNull();
    expect(result.workersBusy).toBeLessThanOrEqual(4);
    expect(cancels ? stats.cancelled : stats.superseded).toBeGreaterThan(0);
  });
});
