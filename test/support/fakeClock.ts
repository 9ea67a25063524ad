/** A clock that stands still until the test lets time pass. */
import type { Clock } from '../../server/service/order/storms.ts';

export interface FakeClock extends Clock {
  /** Lets time pass; what becomes due is done in order, what that leads to included. */
  pass(ms: number): void;
}

export function fakeClock(): FakeClock {
  let time = 0;
  const timers: { at: number; action: () => void }[] = [];
  return {
    now: () => time,
    after: (ms, action) => void timers.push({ at: time + ms, action }),
    pass(ms) {
      const end = time + ms;
      for (;;) {
        timers.sort((a, b) => a.at - b.at);
        if (timers[0] === undefined || timers[0].at > end) break;
        const next = timers.shift();
        time = next?.at ?? time;
        next?.action();
      }
      time = end;
    },
  };
}
