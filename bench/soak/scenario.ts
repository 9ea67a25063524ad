/** `soak`: minutes of random work on a live repository, after which nothing may be left, grown or wrong. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../report.ts';
import type { Scenario, ScenarioOptions } from '../scenario.ts';
import { figure } from '../statistics.ts';
import { cacheDirectory, cachedRepository, cloneRepository, syntheticPath } from '../syntheticRepository.ts';
import { turnTable } from '../turns/readTurns.ts';
import { runSoak, type SoakResult } from './soak.ts';

/** Few enough that the same ones come again. */
const OPENED = 150;
const FILES = 4200;
const COMMITS = 20_000;

export const soak: Scenario = {
  name: 'soak',
  summary: `random open, edit, ask, cancel, close, commit; --minutes=<n> (10), --seed=<n>, --files=<n> (${FILES}), --commits=<n> (${COMMITS})`,
  async run(options: ScenarioOptions): Promise<Report> {
    const shape = {
      files: options.number('files', FILES),
      commits: options.number('commits', COMMITS),
      seed: 1,
    };
    const bare = await cachedRepository(shape);
    const directory = mkdtempSync(join(cacheDirectory(), 'soak-'));
    const minutes = options.number('minutes', 10);
    const until = performance.now() + minutes * 60_000;
    try {
      cloneRepository(bare, directory);
      const result = await runSoak({
        directory,
        paths: Array.from({ length: Math.min(OPENED, shape.files) }, (_, index) =>
          syntheticPath((index * 7 + 3) % shape.files),
        ),
        seed: options.number('seed', 1),
        goesOn: () => performance.now() < until,
        compareEvery: 100,
        meterFile: join(directory, '.git', 'turns.jsonl'),
      });
      for (const difference of result.different) options.say(difference);
      return reportOf(
        result,
        `${shape.files} files, ${shape.commits} commits (synthetic); ${minutes} minutes`,
      );
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  },
};

function reportOf(
  { steps, done, compared, different, errors, rss, course, most, stats, turns }: SoakResult,
  about: string,
): Report {
  const counts = Object.entries(done).map(([kind, count]) => `${count} ${kind}`);
  const failures = Object.entries(errors).map(([code, count]) => `${count} x ${code}`);
  const held = Object.entries(most).filter(([name]) => name !== 'historyIndex');
  const caches = held.map(([name, bytes]) => `${name} ${(bytes / 2 ** 20).toFixed(1)}`);
  const inMegabytes = (bytes: number) => figure(Math.round(bytes / 2 ** 20));
  const megabytes = rss.map(inMegabytes);
  return {
    about: [`- ${about}`, `- Steps: ${counts.join(', ')}`],
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
      turnTable([['the soak', turns]]),
    ],
  };
}
