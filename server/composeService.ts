/** The service put together: its scheduler, workspace, caches and disks, and what watches for it. It wires parts and decides nothing. */
import { homedir } from 'node:os';
import { afterSlices, threadTurns } from './base/nextTurn.ts';
import { groupDirectory, trimWithin } from './cache/cacheDirectory.ts';
import { KeptFiles } from './cache/keptFiles.ts';
import { type EngineLanes, gitOfPath, keepsComparisons, lanesAtWork } from './engineLanes.ts';
import { discoverRepository } from './git/repository.ts';
import { repositoryPath } from './git/repositoryPath.ts';
import { Scheduler } from './scheduler/scheduler.ts';
import { BlameService } from './service/blameService.ts';
import { Views } from './service/documents/views.ts';
import { LastingAnswers } from './service/kept/lastingAnswers.ts';
import { planMemory } from './service/kept/memoryPlan.ts';
import { Leisure } from './service/order/leisure.ts';
import { isNear } from './service/repository/farDisks.ts';
import { processorWaits } from './service/repository/processorWaits.ts';
import { type Glance, quickDisk, type Sight, sight } from './service/repository/quickDisk.ts';
import { QuickLooks } from './service/repository/quickLooks.ts';
import { Workspace } from './service/repository/workspace.ts';
import { WorkTreeFiles } from './service/repository/workTreeFiles.ts';
import type { Settings } from './service/settings/settings.ts';
import { type RepositoryReading, systemWatches, type WatchHooks } from './service/watch/systemWatches.ts';
import { gitChooser } from './worker/fallbackRunner.ts';
import type { Runner } from './worker/messages.ts';

const QUEUE_LIMIT = 256;
/** One repository's views may take so much of the room on disk: a quarter. */
const VIEWS_SHARE = 4;
/** Large files of the work tree that are asked for again and again may take so much of the memory, for seconds and beside what is planned: an eighth. */
const FILES_SHARE = 8;
const MEGABYTE = 1024 * 1024;

export interface ServiceFactoryParts {
  readonly version: string;
  /** The directory of this user's caches. */
  readonly caches: string;
  readonly lanes: EngineLanes;
  /** The first engine thread starts in so many milliseconds if nobody asks for it before. */
  readonly prepareAfter: number;
  readonly warn: (message: string) => void;
  /** Told of what the service of a new session does when nothing is asked. */
  readonly whenMade: (leisure: Leisure, settings: Settings) => void;
}

const now = () => performance.now();
const after = (ms: number, action: () => void) => void setTimeout(action, ms).unref();

/** Makes what a session needs when its settings are known. */
export class ServiceFactory {
  private readonly parts: ServiceFactoryParts;
  private readonly looks = new QuickLooks({
    now,
    isNear,
    nextTurn: (action) => void setImmediate(action),
    waited: processorWaits(),
  });
  private readonly disk = quickDisk(this.looks);
  private readWholeHead: RepositoryReading['head'] = this.disk.readHead;

  constructor(parts: ServiceFactoryParts) {
    this.parts = parts;
  }

  service(settings: Settings): BlameService {
    const { lanes, warn, prepareAfter, whenMade } = this.parts;
    const usesGit = gitChooser(settings.engine, warn);
    const { readHead, glance } = this.seeing(usesGit);
    this.readWholeHead = readHead;
    const leisure = new Leisure({ now, after }, threadTurns);
    const opened = lanes.open({ settings, usesGit });
    setTimeout(() => opened[0]?.prepare(), prepareAfter);
    whenMade(leisure, settings);
    return new BlameService({
      scheduler: this.scheduler(opened, lanesAtWork(settings)),
      workspace: this.workspace(settings),
      maxCacheBytes: planMemory(settings, lanesAtWork(settings)).finished,
      leisure,
      engineBytes: () => lanes.bytes(),
      keptBlames: settings.keepBlames ? this.keptFiles('blames', settings) : null,
      answers: settings.keepBlames ? this.lastingAnswers(settings, leisure) : null,
      readHead: async (repository) => (await this.readWholeHead(repository)).commit,
      readMergeHeads: this.disk.mergeHeads,
      glance,
      workTree: this.workTree(settings),
      stampOf: this.disk.stampOf,
      warn,
      wallClock: () => new Date(),
      historyIndex: settings.historyIndex,
      keepsComparisons: keepsComparisons(settings),
      turns: threadTurns,
      now,
      after,
    });
  }

  watches(hooks: WatchHooks): ReturnType<typeof systemWatches> {
    return systemWatches(hooks, {
      head: (repository) => this.readWholeHead(repository),
      mergeHeads: this.disk.mergeHeads,
    });
  }

  views({ diskCacheMegabytes }: Settings): Views {
    const { caches } = this.parts;
    return new Views({
      directoryOf: (owner) => groupDirectory(caches, 'views', owner),
      trim: (directory) => {
        const maxBytes = diskCacheMegabytes * MEGABYTE;
        afterSlices(trimWithin(caches, { directory, groupBytes: maxBytes / VIEWS_SHARE, maxBytes }));
      },
    });
  }

  /** HEAD as a whole, and what is seen at a glance: where git is asked for HEAD there is more to it. */
  private seeing(usesGit: ReturnType<typeof gitChooser>) {
    const git = gitOfPath();
    const readHead: RepositoryReading['head'] = async (repository) =>
      usesGit(repository)
        ? { commit: await git.head(repository), branch: null }
        : this.disk.readHead(repository);
    const head: Sight['head'] = (repository) => (usesGit(repository) ? undefined : sight.head(repository));
    const seen = { ...sight, head };
    const glance: Glance = (paths, look) => this.looks.glance({ paths, quick: () => look(seen) });
    return { readHead, glance };
  }

  private workTree({ memoryMegabytes }: Settings): WorkTreeFiles {
    const maxBytes = Math.floor((memoryMegabytes * MEGABYTE) / FILES_SHARE);
    return new WorkTreeFiles({ maxBytes, isNear, wallClock: () => Date.now(), after });
  }

  private scheduler(opened: readonly Runner[], atWork: number): Scheduler<Runner> {
    return new Scheduler({
      lanes: opened,
      atWork,
      unseenAtWork: Math.ceil(atWork / 2),
      queueLimit: QUEUE_LIMIT,
      now,
      after,
      pause: (lane) => lane.pause(),
      resume: (lane) => lane.resume(),
      prepare: (lane) => lane.prepare(),
      worked: (lane) => this.parts.lanes.lastWork(lane),
    });
  }

  private workspace({ engine }: Settings): Workspace {
    const { isPlainlyBelow, physicalPath, followLink } = this.disk;
    return new Workspace({
      // Where git may be asked it may know what we don't.
      discover: (path) => discoverRepository(path, { unknownFormats: engine !== 'native' }),
      pathIn: repositoryPath,
      isPlainlyBelow,
      physicalPath,
      followLink,
      now,
      after,
    });
  }

  private lastingAnswers(settings: Settings, leisure: Leisure): LastingAnswers {
    return new LastingAnswers({
      store: this.keptFiles('answers', settings),
      program: JSON.stringify([this.parts.version, settings.engine, worldOf(process.env)]),
      later: (ms, action) => leisure.later(ms, action),
      now: () => Date.now(),
    });
  }

  private keptFiles(kind: 'blames' | 'answers', { diskCacheMegabytes }: Settings): KeptFiles {
    const { caches, warn } = this.parts;
    const maxBytes = diskCacheMegabytes * MEGABYTE;
    return new KeptFiles({ root: caches, kind, maxBytes, warn, now: () => Date.now() });
  }
}

/** What git's configuration hangs on beside files. */
function worldOf(environment: NodeJS.ProcessEnv): readonly string[] {
  const names = Object.keys(environment).filter((name) => /^(GIT_|HOME$|XDG_CONFIG_HOME$)/i.test(name));
  return [homedir(), ...names.sort().map((name) => `${name}=${environment[name] ?? ''}`)];
}
