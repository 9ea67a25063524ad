/** A session over the scripted service, for handlers without a connection. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SwitchableLog } from '../../server/base/log.ts';
import { initialize } from '../../server/lsp/handlers/initialize.ts';
import type { Session } from '../../server/lsp/session.ts';
import { Views } from '../../server/service/documents/views.ts';
import type { WatchHooks } from '../../server/service/watch/systemWatches.ts';
import { type RepositoryChange, Watches } from '../../server/service/watch/watches.ts';
import { type FakeWorld, fakeService } from './fakeService.ts';
import type { FakeTurns } from './fakeTurns.ts';

export interface FakeSession {
  readonly session: Session;
  readonly world: FakeWorld;
  readonly logged: string[];
  /** What watching has told. */
  readonly changes: RepositoryChange[];
  /** Surfaces that the client was told to ask about anew. */
  readonly refreshed: string[];
}

/** A session after an `initialize` with these parameters. The time is a day after all commits. */
export function fakeSession(params: Readonly<Record<string, unknown>> = {}): FakeSession {
  const { service, world } = fakeService();
  const logged: string[] = [];
  const changes: RepositoryChange[] = [];
  const refreshed: string[] = [];
  const viewsRoot = join(tmpdir(), `blame-views-${process.pid}`);
  const log = new SwitchableLog('debug', (level, message) => logged.push(`${level}: ${message}`));
  const parts = {
    createService: () => service,
    createWatches: (hooks: WatchHooks) => watchesOfNothing(hooks, world.turns),
    makeOutline: async () => Int32Array.from(world.outline),
    log,
    version: '1.2.3',
    createViews: () => new Views({ directoryOf: () => viewsRoot, trim: () => undefined }),
    windows: false,
    now: () => 1_700_000_000 + 86_400,
    sendRefresh: (surface: string) => void refreshed.push(surface),
    clock: {
      now: () => world.time,
      after: (ms: number, action: () => void) => void world.timers.push({ at: world.time + ms, action }),
    },
  };
  return {
    session: initialize(parts, params, (_, change) => void changes.push(change)).session,
    world,
    logged,
    changes,
    refreshed,
  };
}

/** A request that nobody cancels; `progress` gathers what is sent meanwhile. */
export function fakeContext() {
  const progress: { token: string | number; value: unknown }[] = [];
  const controller = new AbortController();
  const told: { method: string; params: unknown }[] = [];
  const asked: { method: string; params: unknown }[] = [];
  const client = {
    notify: (method: string, params: unknown) => void told.push({ method, params }),
    request: async (method: string, params?: unknown): Promise<unknown> => {
      asked.push({ method, params });
      return { success: true, applied: true };
    },
  };
  const context = {
    client,
    signal: controller.signal,
    refreshLater: () => undefined,
    calm: async () => undefined,
    sendProgress: (token: string | number, value: unknown) => void progress.push({ token, value }),
    named: <Result>(_: string, work: () => Result) => work(),
  };
  return { context, progress, controller, told, asked };
}

/** Nothing is in any repository for them: the disk is the business of other tests. */
function watchesOfNothing(hooks: WatchHooks, turns: FakeTurns): Watches {
  return new Watches({
    ...hooks,
    turns,
    locate: async () => null,
    watchDirectory: () => ({ close: () => undefined }),
    identityOf: () => null,
    isSilent: () => false,
    stampOf: async () => '',
    onLook: () => undefined,
    whenAnswered: async () => undefined,
    eyes: {
      head: async () => ({ commit: null, branch: null }),
      mergeHeads: async () => [],
      branches: async () => null,
      options: () => Promise.reject(new Error('no options')),
      lastOptions: () => null,
    },
  });
}
