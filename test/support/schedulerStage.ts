/** A scheduler whose lanes and clock the test plays. */
import type { Priority } from '../../server/scheduler/job.ts';
import { Scheduler } from '../../server/scheduler/scheduler.ts';

/** Work that stands still until the test lets it go on. */
export interface Started {
  readonly key: string;
  readonly lane: string;
  readonly signal: AbortSignal;
  finish(result: string): Promise<void>;
  fail(error: unknown): Promise<void>;
  report(text: string): void;
}

/** What a test wants to do in the place of lanes. */
interface LaneActs {
  pause?: (lane: string) => Promise<void>;
  resume?: (lane: string) => void;
  begin?: (lane: string) => void;
  end?: (lane: string) => void;
  worked?: (lane: string) => { start: number; end: number } | null;
  /** All that may be at work, if not said otherwise. */
  unseenAtWork?: number;
}

/** Lets everything that is due be done. */
export const turn: () => Promise<void> = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A scheduler with a clock that stands still until the test lets time `pass`. */
export function stage(
  lanes: readonly string[] = ['one'],
  queueLimit = 10,
  ...[atWork = lanes.length, acts = {}]: [number?, LaneActs?]
) {
  const started: Started[] = [];
  const clock = { time: 0 };
  const log: string[] = [];
  const timers: { at: number; action: () => void }[] = [];
  const scheduler = new Scheduler<string>({
    lanes,
    atWork,
    unseenAtWork: acts.unseenAtWork ?? atWork,
    queueLimit,
    now: () => clock.time,
    after: (ms, action) => timers.push({ at: clock.time + ms, action }),
    pause: acts.pause ?? (async (lane) => void log.push(`pause ${lane}`)),
    resume: (lane) => {
      log.push(`resume ${lane}`);
      acts.resume?.(lane);
    },
    prepare: (lane) => log.push(`prepare ${lane}`),
    worked: (lane) => acts.worked?.(lane) ?? null,
  });
  const pass = (ms: number) => {
    clock.time += ms;
    for (const timer of timers.splice(0))
      (timer.at <= clock.time ? timer.action : () => timers.push(timer))();
  };
  const submit = (
    key: string,
    {
      priority = 'open' as Priority | (() => Priority),
      implicit = false,
      sparesOthers = false,
      onReport = (() => {}) as (text: string) => void,
    } = {},
  ) => {
    const controller = new AbortController();
    const task = {
      key,
      sparesOthers,
      run: (lane: string, signal: AbortSignal, report: (text: string) => void) =>
        new Promise<string>((resolve, reject) => {
          acts.begin?.(lane);
          const settle = (act: () => void) => {
            acts.end?.(lane);
            act();
            return turn();
          };
          const finish = (result: string) => settle(() => resolve(result));
          const fail = (error: unknown) => settle(() => reject(error));
          started.push({ key, lane, signal, finish, fail, report });
        }),
    };
    const answer = scheduler.submit(task, {
      priority: typeof priority === 'string' ? () => priority : priority,
      signal: controller.signal,
      implicit,
      onReport,
    });
    answer.catch(() => undefined);
    return { answer, leave: (reason?: unknown) => controller.abort(reason) };
  };
  const at = (index: number): Started => {
    const job = started[index];
    if (!job) throw new Error(`only ${started.length} jobs have started`);
    return job;
  };
  return { scheduler, started, clock, submit, at, log, pass };
}
