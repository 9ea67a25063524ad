/** Random life of a repository under a running service: after each step blame is git's, and only what is new is walked. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ChunkedText } from '../../server/base/chunkedText.ts';
import { KeptFiles } from '../../server/cache/keptFiles.ts';
import { hunksOf } from '../../server/service/fileBlame.ts';
import { describeWithGit, needsGit } from '../support/gitBinary.ts';
import { createRepository, type GitRepository, scratchDirectory } from '../support/gitRepository.ts';
import { type LiveService, liveService } from '../support/liveService.ts';
import { gitOwners, type LineOwners } from '../support/porcelain.ts';
import { propertyRuns, propertySeconds } from '../support/propertyRuns.ts';

const kinds = [
  'commit',
  'commit',
  'commit',
  'aside',
  'amend',
  'branch',
  'switch',
  'merge',
  'rename',
  'reset',
  'back',
  'repack',
  'restart',
  'ignore',
  'edit',
] as const;

interface Step {
  readonly kind: (typeof kinds)[number];
  readonly at: number;
  readonly lines: readonly string[];
}

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(...kinds),
    at: fc.nat({ max: 1000 }),
    lines: fc.array(fc.constantFrom('', '}', '{', 'one', 'two', 'some longer line'), { maxLength: 3 }),
  }),
  { minLength: 4, maxLength: 14 },
);

describeWithGit(needsGit('a living repository'), () => {
  it(
    'is blamed as git does after each step, and nothing is walked twice',
    async () => {
      await fc.assert(fc.asyncProperty(steps, fc.boolean(), live), propertyRuns(propertySeconds));
    },
    (propertySeconds + 90) * 1000,
  );
});

interface Life {
  readonly repository: GitRepository;
  readonly start: () => LiveService;
  live: LiveService;
  path: string;
  number: number;
  /** Where git looks for the commits to look through. */
  readonly ignored: string;
  /** What editors have shown, by content. */
  readonly texts: Map<string, ChunkedText>;
  /** Whether a merge is looked through: what met one is not kept. */
  throughMerge: boolean;
}

async function live(all: readonly Step[], indexed: boolean): Promise<void> {
  const repository = createRepository();
  const caches = scratchDirectory('living-caches');
  const start = () => {
    const now = () => Date.now();
    const store = new KeptFiles({ root: caches, kind: 'blames', maxBytes: 1 << 30, warn: fail, now });
    return liveService({ home: repository.directory, caches: indexed ? caches : null, store });
  };
  const ignored = join(repository.directory, '.git', 'ignored');
  const life: Life = {
    repository,
    start,
    live: start(),
    path: 'f',
    number: 0,
    ignored,
    texts: new Map(),
    throughMerge: false,
  };
  try {
    writeFileSync(ignored, '');
    repository.git('config', 'blame.ignoreRevsFile', ignored);
    const first = Array.from({ length: 30 }, (_, number) => `line ${number}\n`).join('');
    repository.write('f', first);
    repository.write('other', 'x\n');
    repository.commit('first');
    for (const lines of [['a'], ['b', 'c'], ['d']])
      changeAndCommit(life, { kind: 'commit', at: lines.length * 7, lines });
    await compare(life);
    for (const step of all) {
      const before = life.live.service.stats().engine;
      take(life, step);
      await compare(life);
      const after = life.live.service.stats().engine;
      if (life.throughMerge) continue;
      if (step.kind === 'commit' || step.kind === 'aside' || step.kind === 'amend') {
        // The commit itself, and what it stands on, which is known.
        expect(after.commitsVisited - before.commitsVisited).toBeLessThanOrEqual(2);
        expect(after.diffs - before.diffs).toBeLessThanOrEqual(1);
      }
    }
  } finally {
    life.live.close();
    repository.remove();
    rmSync(caches, { recursive: true, force: true });
  }
}

function fail(message: string): never {
  throw new Error(message);
}

function take(life: Life, step: Step): void {
  const { repository } = life;
  const branches = repository.git('for-each-ref', '--format=%(refname:short)', 'refs/heads').split('\n');
  const branch = branches[step.at % branches.length] ?? 'main';
  switch (step.kind) {
    case 'commit':
      changeAndCommit(life, step);
      return;
    case 'aside':
      repository.write('other', `${life.number++}\n`);
      return void repository.commit('aside');
    case 'amend':
      return void repository.git(
        'commit',
        '-q',
        '--amend',
        '--allow-empty',
        '-m',
        `amended ${life.number++}`,
      );
    case 'branch':
      // Which there is not, where history is too short.
      return void repository.run(['checkout', '-q', '-f', '-b', `b${life.number++}`, `HEAD~${step.at % 2}`]);
    case 'switch':
      return void repository.git('checkout', '-q', '-f', branch);
    case 'merge':
      repository.run(['merge', '-q', '-X', 'ours', '--no-edit', branch]);
      // Where names were changed on both sides there are conflicts all the same.
      return void repository.run(['reset', '-q', '--hard']);
    case 'rename':
      if (repository.run(['ls-files', '--error-unmatch', life.path]).status !== 0) return;
      repository.git('mv', life.path, `f${life.number}`);
      life.path = `f${life.number++}`;
      return void repository.commit('renamed');
    case 'reset':
      return void repository.run(['reset', '-q', '--hard', `HEAD~${step.at % 3}`]);
    case 'back':
      return void repository.run(['reset', '-q', '--hard', 'HEAD@{1}']);
    case 'repack':
      return void repository.git('gc', '-q', '--prune=now');
    case 'restart':
      life.live.close();
      life.live = life.start();
      return;
    case 'ignore': {
      // One commit or none: now that one, now another.
      const { stdout, status } = repository.run(['rev-parse', '--verify', '-q', `HEAD~${step.at % 4}`]);
      const chosen = status === 0 && step.at % 5 > 0 ? stdout.toString() : '';
      writeFileSync(life.ignored, chosen);
      const second = ['rev-parse', '--verify', '-q', `${chosen.trim() || 'none'}^2`];
      life.throughMerge = repository.run(second).status === 0;
      return;
    }
    case 'edit': {
      const path = pathsOf(repository)[0];
      if (path !== undefined) writeFileSync(join(repository.directory, path), edited(life, path, step));
    }
  }
}

function pathsOf(repository: GitRepository): string[] {
  return repository
    .git('ls-tree', '--name-only', 'HEAD')
    .split('\n')
    .filter((path) => path.startsWith('f'));
}

function edited({ repository }: Life, path: string, { at, lines }: Step): string {
  const text = repository.git('show', `HEAD:${path}`).split('\n');
  text.splice(at % text.length, at % 3, ...lines);
  return `${text.join('\n')}\n`;
}

/** The file is what it was in HEAD but for these lines, so that one diff is all there is to it. */
function changeAndCommit(life: Life, step: Step): void {
  const path = pathsOf(life.repository)[0];
  if (path !== undefined) life.repository.write(path, edited(life, path, step));
  life.repository.commit(`change ${life.number++}`);
}

/** Of whatever has a name like that in HEAD, by the service that has lived through it all. */
async function compare({ repository, texts, live: { service, warned } }: Life): Promise<void> {
  for (const path of pathsOf(repository)) {
    const theirs = gitOwners(repository.directory, [path]).map(forget);
    expect({ path, owners: await ownersIn(service, repository, { path }) }).toEqual({ path, owners: theirs });
    const committed = gitOwners(repository.directory, ['HEAD', '--', path]).map(forget);
    const text = shownText(texts, readFileSync(join(repository.directory, path), 'utf8'));
    // What is asked once more may be answered from what was said before.
    for (let time = 0; time < 2; time++) {
      const ofHead = await ownersIn(service, repository, { path, revision: 'HEAD' });
      expect({ path, owners: ofHead }).toEqual({ path, owners: committed });
      expect({ path, owners: await ownersIn(service, repository, { path, text }) }).toEqual({
        path,
        owners: theirs,
      });
    }
  }
  expect(warned).toEqual([]);
}

/** Equal texts, the same object: an editor that shows what it has shown before. */
function shownText(texts: Life['texts'], content: string): ChunkedText {
  const text = texts.get(content) ?? ChunkedText.of(content);
  texts.set(content, text);
  return text;
}

interface About {
  readonly path: string;
  readonly text?: ChunkedText;
  readonly revision?: string;
}

async function ownersIn(
  service: LiveService['service'],
  { directory }: GitRepository,
  { path, text, revision }: About,
): Promise<LineOwners> {
  const options = revision === undefined ? {} : { revision };
  const { blame } = await service.blameFile(
    { fsPath: join(directory, path), text: text ?? null, options },
    { signal: new AbortController().signal, priority: () => 'cursor' },
  );
  const hunks = hunksOf(blame.rows, blame.origins, { start: 0, end: blame.lineCount });
  return hunks.flatMap(({ start, end, sourceLine, origin }) => {
    const { commit, path: from, previous, boundary } = origin;
    const marks = [boundary ? 'boundary' : '', previous ? `${previous.commit} ${previous.path}` : ''];
    return Array.from({ length: end - start }, (_, index) =>
      forget([`${commit}:${sourceLine + index + 1}`, from, ...marks].join(' ').trim()),
    );
  });
}

/** Lines that are not committed are their own source, whichever way they are counted. */
function forget(owner: string): string {
  return /^0+:/.test(owner) ? 'not committed' : owner;
}
