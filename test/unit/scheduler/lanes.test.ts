/** The scheduler's lanes under random work: never more of them work than may. */
import { expect, it } from 'vitest';
import { priorities } from '../../../server/scheduler/job.ts';
import { type Started, stage, turn } from '../../support/schedulerStage.ts';

/** Lanes that need a while to stand still, and random work: never more of them at work than may be. */
it.each([1, 2, 3])('at most %i lanes are at work, whatever comes', async (atWork) => {
  const lanes = Array.from({ length: atWork + 4 }, (_, index) => String(index));
  const working = new Set<string>();
  const pausing = new Map<string, () => void>();
  let most = 0;
  const begin = (lane: string) => {
    working.add(lane);
    most = Math.max(most, working.size);
  };
  const live: Started[] = [];
  const jobOn = (lane: string) => [...live, ...started].findLast((job) => job.lane === lane);
  const { submit, started, scheduler, pass } = stage(lanes, 50, atWork, {
    begin,
    pause: (lane) => new Promise((resolve) => void pausing.set(lane, resolve)),
    resume: (lane) => {
      pausing.delete(lane);
      // What has ended, or was given up while it stood still, does no more work.
      const job = jobOn(lane);
      if (job && !job.signal.aborted) begin(lane);
    },
    end: (lane) => working.delete(lane),
  });
  let seed = 7;
  const below = (limit: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor(seed / 65_536) % limit;
  };
  const asked: { leave: (reason?: unknown) => void }[] = [];
  for (let step = 0; step < 3000; step++) {
    const kind = below(10);
    const priority = priorities[below(priorities.length)] ?? 'open';
    if (kind < 4) asked.push(submit(`${below(60)}`, { priority, implicit: below(2) === 0 }));
    else if (kind < 6) asked.splice(below(asked.length + 1), 1)[0]?.leave();
    else if (kind < 8) {
      for (const [lane, standsStill] of pausing) {
        working.delete(lane);
        standsStill();
      }
      pausing.clear();
    } else {
      live.push(...started.splice(0));
      const able = live.filter(({ lane, signal }) => working.has(lane) || signal.aborted);
      const job = able[below(able.length)];
      if (job) {
        live.splice(live.indexOf(job), 1);
        await job.finish('');
      }
    }
    pass(below(200));
    await turn();
  }
  expect(most).toBe(atWork);
  expect(scheduler.counters.preempted).toBeGreaterThan(10);
});
