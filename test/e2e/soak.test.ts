/** A short soak: random work on a repository that goes on meanwhile ends with nothing in flight and git's answers. */
import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runSoak, type SoakResult } from '../../bench/soak/soak.ts';
import { cloneRepository, makeRepository, syntheticPath } from '../../bench/syntheticRepository.ts';
import { planMemory } from '../../server/service/kept/memoryPlan.ts';
import { defaultSettings } from '../../server/service/settings/settings.ts';
import { describeWithGit, needsGit } from '../support/gitBinary.ts';
import { useScratch } from '../support/scratch.ts';

const THREADS = Math.max(1, Math.min(4, availableParallelism() - 1));
/** Threads that were started to put others aside. */
const SPARES = 4;

/** What every cache has had at most is within its part of the plan, and closed documents hold nothing. */
function expectBounded({ most, stats }: SoakResult): void {
  const { finished, thread, spare } = planMemory(defaultSettings(null), THREADS);
  const { blames = 0, keptBlames = 0, commits = 0, engineObjects = 0, engineTexts = 0, texts = 0 } = most;
  expect(blames + keptBlames + commits).toBeLessThanOrEqual(finished);
  expect(engineObjects).toBeLessThanOrEqual(THREADS * thread.objects + SPARES * spare.objects);
  expect(engineTexts).toBeLessThanOrEqual(THREADS * thread.texts + SPARES * spare.texts);
  // They were counted at all.
  expect(Math.min(blames, engineObjects, engineTexts, texts)).toBeGreaterThan(0);
  expect(stats.memory.caches['texts']).toBe(0);
}

const STEPS = 1000;
const FILES = 60;

describeWithGit(needsGit('a soak'), () => {
  const scratch = useScratch('soak');

  it('ends with nothing left to do and nothing wrong', { timeout: 90_000 }, async () => {
    const [bare, directory] = [join(scratch.path, 'bare.git'), join(scratch.path, 'work')];
    mkdirSync(bare);
    mkdirSync(directory);
    await makeRepository(bare, { files: FILES, commits: 500, seed: 5, longest: 600 });
    cloneRepository(bare, directory);
    const result = await runSoak({
      directory,
      paths: Array.from({ length: FILES }, (_, index) => syntheticPath(index)),
      seed: 9,
      goesOn: (steps) => steps < STEPS,
      compareEvery: 25,
    });
    expect(result.different).toEqual([]);
    expect(result.compared).toBe(STEPS / 25);
    expect(result.errors).toEqual({});
    expect(result.stats).toMatchObject({ inFlight: 0, queued: 0, workersBusy: 0, failed: 0 });
    expect(result.stats.computed).toBeGreaterThan(FILES);
    expectBounded(result);
    // Twice what it was at the start would be growth, not warming up.
    expect(result.rss[2]).toBeLessThan(2 * result.rss[1]);
  });
});
