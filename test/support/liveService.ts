/** A blame service with real parts around an engine on the caller's own stack, for repositories on disk. */
import { threadTurns } from '../../server/base/nextTurn.ts';
import { mergeHeads, readHead } from '../../server/git/refs.ts';
import { discoverRepository, physicalPath } from '../../server/git/repository.ts';
import { repositoryPath } from '../../server/git/repositoryPath.ts';
import { Scheduler } from '../../server/scheduler/scheduler.ts';
import { BlameService } from '../../server/service/blameService.ts';
import type { LastingStore } from '../../server/service/kept/keptBlames.ts';
import { LastingAnswers } from '../../server/service/kept/lastingAnswers.ts';
import { Leisure } from '../../server/service/order/leisure.ts';
import { followLink, stampOf } from '../../server/service/repository/disk.ts';
import { isNear } from '../../server/service/repository/farDisks.ts';
import { sight } from '../../server/service/repository/quickDisk.ts';
import { Workspace } from '../../server/service/repository/workspace.ts';
import { WorkTreeFiles } from '../../server/service/repository/workTreeFiles.ts';
import { createEngine } from '../../server/worker/engine.ts';
import { engineParts } from '../../server/worker/engineParts.ts';
import { InlineRunner } from '../../server/worker/inlineRunner.ts';
import type { EngineMethod, Runner } from '../../server/worker/messages.ts';

export interface LiveService {
  readonly service: BlameService;
  readonly warned: readonly string[];
  /** What the engine has been asked for, in order. */
  readonly called: readonly EngineMethod[];
  close(): void;
}

/** `home` stands in for the user's configuration; `caches` is where an index of history is kept, null for none. */
export function liveService(parts: {
  readonly home: string;
  readonly caches: string | null;
  readonly store: LastingStore | null;
}): LiveService {
  const { home, caches, store } = parts;
  const environment = { HOME: home, XDG_CONFIG_HOME: home, GIT_CONFIG_NOSYSTEM: '1' };
  const execute = () => {
    throw new Error('nothing is to be run');
  };
  const setup = { cacheDirectory: caches, cacheBytes: 1 << 30 };
  const engine = createEngine(engineParts({ environment, execute }, setup));
  const called: EngineMethod[] = [];
  const runner = recording(new InlineRunner(engine), called);
  const warned: string[] = [];
  const now = () => performance.now();
  const after = (ms: number, action: () => void) => void setTimeout(action, ms).unref();
  const service = new BlameService({
    scheduler: new Scheduler<Runner>({
      lanes: [runner],
      atWork: 1,
      unseenAtWork: 1,
      queueLimit: 100,
      now,
      after: () => undefined,
      pause: async () => undefined,
      resume: () => undefined,
      prepare: () => undefined,
    }),
    workspace: new Workspace({
      discover: discoverRepository,
      isPlainlyBelow: async () => false,
      pathIn: repositoryPath,
      physicalPath,
      followLink,
      now,
      after,
    }),
    maxCacheBytes: 16 << 20,
    leisure: new Leisure({ now, after }, threadTurns),
    engineBytes: () => ({ ...engine.held() }),
    keptBlames: store,
    answers: store && lastingAnswers(store, home),
    readHead: async (repository) => (await readHead(repository)).commit,
    readMergeHeads: mergeHeads,
    glance: (_, look) => look(sight),
    workTree: new WorkTreeFiles({ maxBytes: 64 << 20, isNear, wallClock: () => Date.now(), after }),
    stampOf,
    warn: (message) => warned.push(message),
    wallClock: () => new Date(),
    historyIndex: caches !== null,
    keepsComparisons: false,
    turns: threadTurns,
    now,
    after,
  });
  return { service, warned, called, close: () => runner.close() };
}

/** Kept at once: lives in tests are short. */
function lastingAnswers(store: LastingStore, home: string): LastingAnswers {
  const later = (_: number, action: () => void) => void setImmediate(action);
  return new LastingAnswers({ store, program: home, later, now: () => Date.now() });
}

function recording(runner: InlineRunner, called: EngineMethod[]): Runner {
  return {
    call(method, params, options) {
      called.push(method);
      return runner.call(method, params, options);
    },
    pause: () => runner.pause(),
    resume: () => runner.resume(),
    prepare: () => runner.prepare(),
    close: () => runner.close(),
  };
}
