/** A session over the scripted service, for handlers without a connection. */
import { SwitchableLog } from '../../server/base/log.ts';
import { initialize } from '../../server/lsp/handlers/initialize.ts';
import type { Session } from '../../server/lsp/session.ts';
import { type FakeWorld, fakeService } from './fakeService.ts';

export interface FakeSession {
  readonly session: Session;
  readonly world: FakeWorld;
  readonly logged: string[];
  /** Surfaces that the client was told to ask about anew. */
  readonly refreshed: string[];
}

/** A session after an `initialize` with these parameters. The time is a day after all commits. */
export function fakeSession(params: Readonly<Record<string, unknown>> = {}): FakeSession {
  const { service, world } = fakeService();
  const logged: string[] = [];
  const refreshed: string[] = [];
  const log = new SwitchableLog('debug', (level, message) => logged.push(`${level}: ${message}`));
  const parts = {
    createService: () => service,
    log,
    version: '1.2.3',
    windows: false,
    now: () => 1_700_000_000 + 86_400,
    sendRefresh: (surface: string) => void refreshed.push(surface),
    clock: {
      now: () => world.time,
      after: (ms: number, action: () => void) => void world.timers.push({ at: world.time + ms, action }),
    },
  };
  return { session: initialize(parts, params).session, world, logged, refreshed };
}

/** A request that nobody cancels; `progress` gathers what is sent meanwhile. */
export function fakeContext() {
  const progress: { token: string | number; value: unknown }[] = [];
  const controller = new AbortController();
  const context = {
    signal: controller.signal,
    calm: async () => undefined,
    sendProgress: (token: string | number, value: unknown) => void progress.push({ token, value }),
    named: <Result>(_: string, work: () => Result) => work(),
  };
  return { context, progress, controller };
}
