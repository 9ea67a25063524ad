/** `soak`: minutes of random work on a live repository, after which nothing may be left, grown or wrong. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../report.ts';
import type { Scenario, ScenarioOptions } from '../scenario.ts';
import { figure } from '../statistics.ts';
import { cacheDirectory, cachedRepository, cloneRepository, syntheticPath } from '../syntheticRepository.ts';
import { runSoak, type SoakResult } from './soak.ts';

const shape = { files: 4200, commits: 20_000, seed: 1 };
/** Few enough that the same ones come again. */
const FILES = 150;

export const soak: Scenario = {
  name: 'soak',
  summary: 'random open, edit, ask, cancel, close, commit; --minutes=<n> (10), --seed=<n>',
  async run(options: ScenarioOptions): Promise<Report> {
    const bare = await cachedRepository(shape);
    const directory = mkdtempSync(join(cacheDirectory(), 'soak-'));
    const minutes = options.number('minutes', 10);
    const until = performance.now() + minutes * 60_000;
    try {
      cloneRepository(bare, directory);
      const result = await runSoak({
        directory,
        paths: Array.from({ length: FILES }, (_, index) => syntheticPath(index * 7 + 3)),
        seed: options.number('seed', 1),
        goesOn: () => performance.now() < until,
        compareEvery: 100,
      });
      for (const difference of result.different) options.say(difference);
      return reportOf(result, minutes);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  },
};

function reportOf(
  { steps, done, compared, different, errors, rss, course, most, stats }: SoakResult,
  minutes: number,
): Report {
  const counts = Object.entries(done).map(([kind, count]) => `${count} ${kind}`);
  const failures = Object.entries(errors).map(([code, count]) => `${count} x ${code}`);
  const held = Object.entries(most).filter(([name]) => name !== 'historyIndex');
  const caches = held.map(([name, bytes]) => `${name} ${(bytes / 2 ** 20).toFixed(1)}`);
  const inMegabytes = (bytes: number) => figure(Math.round(bytes / 2 ** 20));
  const megabytes = rss.map(inMegabytes);
  return {
    about: [
      `- ${shape.files} files, ${shape.commits} commits (synthetic); ${minutes} minutes`,
      `- Steps: ${counts.join(', ')}`,
    ],
    tables: [
      {
        title: 'One soak',
        columns: ['', ''],
        rows: [
          ['steps', figure(steps)],
          ['answers compared with `git blame --contents`', figure(compared)],
          ['that differed', figure(different.length)],
          ['unexpected errors', failures.join(', ') || '0'],
          ['in flight at the end', figure(stats.inFlight)],
          ['blames asked for', figure(stats.requests)],
          ['computed', figure(stats.computed)],
          ['coalesced', figure(stats.coalesced)],
          ['answered from a cache', figure(stats.cacheHits)],
          ['cancelled', figure(stats.cancelled)],
          ['superseded', figure(stats.superseded)],
          ['failed', figure(stats.failed)],
          ['work after the last waiter left, longest (ms)', figure(stats.abandonedMs.max)],
          ['memory (RSS) at the start, in the middle, at the end (MiB)', megabytes.join(', ')],
          ['each cache at most (MiB)', caches.join(', ')],
        ],
      },
      {
        title: 'Memory in each tenth of the time (MiB, medians)',
        columns: ['', ...course.map((_, tenth) => `${tenth + 1}`)],
        rows: [
          ['process (RSS)', ...course.map((each) => inMegabytes(each.rss))],
          ['of that all caches', ...course.map((each) => inMegabytes(each.caches))],
        ],
      },
    ],
  };
}
