/** A small storm: whatever opens, changes, closes and moves, nothing is done twice and nothing is left over. */
import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { runStorm } from '../../bench/storm/storm.ts';
import { cloneRepository, makeRepository, syntheticPath } from '../../bench/syntheticRepository.ts';
import { describeWithGit, needsGit } from '../support/gitBinary.ts';
import { useScratch } from '../support/scratch.ts';

const shape = { files: 240, commits: 600, seed: 3, longest: 600 };
/** As the server does by default. */
const THREADS = Math.max(1, Math.min(4, availableParallelism() - 1));
const SPARE = 4;
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
    expect(result).toMatchObject({ twice: 0, children: 0, startedByNoise: 0, left: 0, unaccounted: 0 });
    expect(stats.computed).toBeGreaterThan(0);
    expect(stats.computed).toBeLessThanOrEqual(result.finished);
    expect(result.finished).toBeLessThanOrEqual(wanted);
    expect(stats.failed).toBe(0);
    // Each request ended: with something to show, or with nothing because it was given up.
    expect(endings).toMatchObject({ failed: 0, open: 0 });
    expect(result.drainedAfter).not.toBeNull();
    expect(result.visibleAfter).not.toBeNull();
    expect(result.workersBusy).toBeLessThanOrEqual(THREADS);
    expect(result.alive).toBeLessThanOrEqual(THREADS + SPARE);
    // Node's own pool for files has four, and lenses want symbols, which have a thread of their own.
    expect(result.threads).toBeLessThanOrEqual(THREADS + SPARE + 4 + 1);
    // Far more than it takes, for machines with other work; a thread that is not told goes on for longer.
    expect(stats.abandonedMs.max).toBeLessThan(2000);
    expect(cancels ? stats.cancelled : stats.superseded).toBeGreaterThan(0);
  });
});
