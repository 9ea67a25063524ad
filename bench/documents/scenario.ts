/** `documents`: how much memory the server takes when hundreds of documents are opened and blamed at once, by number of threads. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startClient } from '../../test/support/lspClient.ts';
import { git, gitEnvironment } from '../git.ts';
import { largeRepository } from '../history/largeRepository.ts';
import { untilIdle } from '../interactive/editing.ts';
import { peakMemory, processorSeconds } from '../processWatch.ts';
import type { Report } from '../report.ts';
import type { Scenario, ScenarioOptions } from '../scenario.ts';
import { figure } from '../statistics.ts';
import { cacheDirectory, timeOfCommit } from '../syntheticRepository.ts';

const COUNT = 200;
const THREADS = [1, 2, 4];
/** A history that grew so long, of one that is kept for other scenarios. */
const COMMITS = 100_000;
const LARGE = { files: 20_000, commits: 500_000 };
/** Longer files are few, and would make the rest of no account. */
const LONGEST = 1 << 20;
const MEGABYTE = 1024 * 1024;

export const documents: Scenario = {
  name: 'documents',
  summary: `memory with many documents; --count=${COUNT} --threads=<n>..., --repository=<path>... (made: ${COMMITS} commits)`,
  async run(options: ScenarioOptions): Promise<Report> {
    const place = mkdtempSync(join(cacheDirectory(), 'documents-'));
    try {
      return await measureAll(place, options);
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  },
};

async function measureAll(place: string, options: ScenarioOptions): Promise<Report> {
  const given = options.texts('repository');
  const threads = options.texts('threads').map(Number);
  const count = options.number('count', COUNT);
  const rows: string[][] = [];
  for (const [index, repository] of (given.length > 0 ? given : [null]).entries()) {
    const directory = join(place, `repository-${index}`);
    if (repository === null) await cloneOfLength(directory);
    else git(place, ['clone', '--quiet', '--shared', '--single-branch', '--no-tags', repository, directory]);
    const commits = Number(git(directory, ['rev-list', '--count', 'HEAD']));
    const name = repository === null ? 'made' : basename(repository);
    for (const each of threads.length > 0 ? threads : THREADS) {
      options.say(`${name}, threads: ${each}`);
      const caches = join(place, `caches-${index}-${each}`);
      for (const from of ['empty', 'warm']) {
        const { megabytes, seconds, processor } = await openAll({ directory, caches, count, threads: each });
        rows.push([
          name,
          figure(commits),
          figure(each),
          from,
          ...[megabytes, seconds, processor].map(figure),
        ]);
      }
    }
  }
  return {
    about: [
      `- ${count} documents opened, and the whole blame of each asked for, at once; memory is the most that the process ever held (VmHWM).`,
      '- Seconds until the last answer, and of processor time until everything was quiet.',
    ],
    tables: [
      {
        title: 'Memory, with settings as they are but for the threads',
        columns: ['', 'commits', 'threads', 'caches', 'at most MB', 'seconds', 'processor s'],
        rows,
      },
    ],
  };
}

/** A clone of the first so many commits of a longer history. */
async function cloneOfLength(directory: string): Promise<void> {
  const bare = await largeRepository(LARGE);
  mkdirSync(directory);
  git(directory, ['clone', '--quiet', '--shared', '--no-checkout', bare, '.']);
  const before = `--before=${timeOfCommit(COMMITS)}`;
  const commit = git(directory, ['rev-list', '-1', before, 'HEAD']).trim();
  git(directory, ['checkout', '--quiet', '--detach', commit]);
}

interface Opening {
  readonly directory: string;
  readonly caches: string;
  readonly count: number;
  readonly threads: number;
}

interface Held {
  readonly megabytes: number;
  readonly seconds: number;
  readonly processor: number;
}

async function openAll({ directory, caches, count, threads }: Opening): Promise<Held> {
  const client = startClient(['--stdio'], { ...gitEnvironment(), XDG_CACHE_HOME: caches });
  const id = client.process.pid ?? 0;
  try {
    await client.initialize({ initializationOptions: { threads } });
    const texts = textsOf(directory, count);
    const start = performance.now();
    const uris = texts.map(([path, text]) => client.open(join(directory, path), text));
    await Promise.all(uris.map((uri) => client.blame({ textDocument: { uri } })));
    const seconds = (performance.now() - start) / 1000;
    await untilIdle(client);
    // What is kept for the next time is written when it is quiet.
    await wait(3000);
    await untilIdle(client);
    const held = { seconds, megabytes: peakMemory(id) / MEGABYTE, processor: processorSeconds(id) };
    await client.stop();
    return held;
  } finally {
    client.kill();
  }
}

/** Files from all over the work tree, with their texts. */
function textsOf(directory: string, count: number): [path: string, text: string][] {
  const listed = git(directory, ['ls-files', '-z', '--stage'])
    .split('\0')
    .flatMap((line) => (line.startsWith('100') ? [line.slice(line.indexOf('\t') + 1)] : []));
  const step = Math.max(1, listed.length / count);
  const chosen = Array.from(
    { length: Math.min(count, listed.length) },
    (_, index) => listed[Math.floor(index * step)] ?? '',
  );
  return chosen
    .map((path): [string, Buffer] => [path, readFileSync(join(directory, path))])
    .flatMap(([path, bytes]) => (bytes.length <= LONGEST ? [[path, bytes.toString('utf8')]] : []));
}
