/** The scheduler with lanes that do what the test tells them. */
import { describe, expect, it } from 'vitest';
import { type Priority, QueueFull, Superseded } from '../../../server/scheduler/job.ts';
import { AGE_STEP, AGED_TURN, Scheduler } from '../../../server/scheduler/scheduler.ts';

/** Work that stands still until the test lets it go on. */
interface Started {
  readonly key: string;
  readonly lane: string;
  readonly signal: AbortSignal;
  finish(result: string): Promise<void>;
  fail(error: unknown): Promise<void>;
  report(text: string): void;
}

function stage(lanes: readonly string[] = ['one'], queueLimit = 10, atWork = lanes.length) {
  const started: Started[] = [];
  const clock = { time: 0 };
  const log: string[] = [];
  const timers: { at: number; action: () => void }[] = [];
  const scheduler = new Scheduler<string>({
    lanes,
    atWork,
    queueLimit,
    now: () => clock.time,
    after: (ms, action) => timers.push({ at: clock.time + ms, action }),
    pause: (lane) => log.push(`pause ${lane}`),
    resume: (lane) => log.push(`resume ${lane}`),
    prepare: (lane) => log.push(`prepare ${lane}`),
  });
  const pass = (ms: number) => {
    clock.time += ms;
    for (const timer of timers.splice(0))
      (timer.at <= clock.time ? timer.action : () => timers.push(timer))();
  };
  const submit = (
    key: string,
    { priority = 'open' as Priority, implicit = false, onReport = (() => {}) as (text: string) => void } = {},
  ) => {
    const controller = new AbortController();
    const task = {
      key,
      counted: true,
      run: (lane: string, signal: AbortSignal, report: (text: string) => void) =>
        new Promise<string>((resolve, reject) => {
          const settle = (act: () => void) => {
            act();
            return new Promise<void>((next) => setImmediate(next));
          };
          const finish = (result: string) => settle(() => resolve(result));
          const fail = (error: unknown) => settle(() => reject(error));
          started.push({ key, lane, signal, finish, fail, report });
        }),
    };
    const answer = scheduler.submit(task, {
      priority,
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

describe('equal work', () => {
  it('is done once, for all who ask while it waits or runs', async () => {
    const { scheduler, started, submit, at } = stage();
    const heard: string[] = [];
    const first = submit('a');
    at(0).report('part');
    const second = submit('a', { onReport: (text) => heard.push(text) });
    await at(0).finish('result');
    expect(await Promise.all([first.answer, second.answer])).toEqual(['result', 'result']);
    expect({ runs: started.length, heard }).toEqual({ runs: 1, heard: ['part'] });
    expect(scheduler.counters).toMatchObject({ requests: 2, computed: 1, coalesced: 1 });
  });

  it('is done again for those who come after it is over', async () => {
    const { started, submit, at } = stage();
    submit('a');
    await at(0).finish('old');
    const later = submit('a');
    await at(1).finish('new');
    expect([await later.answer, started.length]).toEqual(['new', 2]);
  });

  it('is not joined once it has been abandoned', async () => {
    const { submit, at } = stage(['one', 'two']);
    submit('a').leave();
    const later = submit('a');
    expect(at(0).signal.aborted).toBe(true);
    expect(at(1).signal.aborted).toBe(false);
    await at(0).fail('cancelled');
    await at(1).finish('fresh');
    expect(await later.answer).toBe('fresh');
  });
});

describe('abandoned work', () => {
  it('stops when the last waiter leaves, not before', async () => {
    const { scheduler, submit, at, clock } = stage();
    const [first, second] = [submit('a'), submit('a')];
    first.leave('no need');
    await expect(first.answer).rejects.toBe('no need');
    expect(at(0).signal.aborted).toBe(false);
    second.leave(new Superseded());
    expect(at(0).signal.aborted).toBe(true);
    clock.time = 7;
    await at(0).fail('cancelled');
    expect(scheduler.counters).toMatchObject({ cancelled: 1, superseded: 1, failed: 0, computed: 0 });
    expect(scheduler.counters.abandonedMs).toEqual({ max: 7, total: 7 });
    expect(scheduler.load()).toEqual({ inFlight: 0, queued: 0, lanesBusy: 0, aside: 0 });
  });

  it('that has not begun never begins', async () => {
    const { scheduler, started, submit, at } = stage();
    submit('a');
    submit('b').leave();
    expect(scheduler.load()).toEqual({ inFlight: 1, queued: 0, lanesBusy: 1, aside: 0 });
    await at(0).finish('x');
    expect(started.map(({ key }) => key)).toEqual(['a']);
  });

  it('of a waiter that was gone before it asked is not taken on', async () => {
    const { scheduler, started } = stage();
    const gone = { priority: 'open' as const, signal: AbortSignal.abort('gone') };
    const task = { key: 'a', counted: true, run: () => Promise.resolve('x') };
    await expect(scheduler.submit(task, gone)).rejects.toBe('gone');
    expect([started.length, scheduler.counters.cancelled]).toEqual([0, 1]);
  });

  it('keeps its lane busy until it has really stopped', async () => {
    const { scheduler, started, submit, at } = stage();
    submit('a').leave();
    submit('b');
    expect([scheduler.load().lanesBusy, started.length]).toEqual([1, 1]);
    await at(0).fail('cancelled');
    expect(started.map(({ key }) => key)).toEqual(['a', 'b']);
  });
});

describe('order and limits', () => {
  it('runs as many jobs as there are lanes, the most urgent of the rest next', async () => {
    const { started, submit, at } = stage(['one', 'two']);
    const order: [string, Priority][] = [
      ['a', 'open'],
      ['b', 'open'],
      ['background', 'background'],
      ['focused', 'focused'],
      ['cursor', 'cursor'],
      ['visible', 'visible'],
    ];
    for (const [key, priority] of order) submit(key, { priority });
    expect(started.map(({ key, lane }) => key + lane)).toEqual(['aone', 'btwo']);
    for (let index = 0; index < 6; index++) await at(index).finish('');
    expect(started.slice(2).map(({ key }) => key)).toEqual(['cursor', 'visible', 'focused', 'background']);
  });

  it('makes a waiting job as urgent as whoever joins it', async () => {
    const { started, submit, at } = stage();
    submit('running');
    submit('a', { priority: 'open' });
    submit('b', { priority: 'background' });
    submit('b', { priority: 'cursor' });
    await at(0).finish('');
    expect(started[1]?.key).toBe('b');
  });

  it('turns work away when too much is waiting', async () => {
    const { submit, scheduler } = stage(['one'], 1);
    submit('running');
    const waiting = submit('a', { priority: 'background' });
    submit('b', { priority: 'cursor' });
    await expect(waiting.answer).rejects.toBeInstanceOf(QueueFull);
    expect(scheduler.load().queued).toBe(1);
  });

  it('drops the oldest implicit work without an error when too much is waiting', async () => {
    const { submit, scheduler } = stage(['one'], 1);
    submit('running');
    const waiting = submit('a', { implicit: true });
    submit('b');
    await expect(waiting.answer).rejects.toBeInstanceOf(Superseded);
    expect(scheduler.counters).toMatchObject({ superseded: 1, cancelled: 0 });
  });

  it('uses the lane again that worked last', async () => {
    const { submit, at } = stage(['one', 'two', 'three']);
    submit('a');
    await at(0).finish('');
    submit('b');
    expect(at(1).lane).toBe('one');
  });
});

it('tells a failure to each waiter, counts it once, and goes on', async () => {
  const { scheduler, submit, at } = stage();
  const waiters = [submit('a'), submit('a'), submit('b')];
  await at(0).fail(new Error('broken'));
  for (const { answer } of waiters.slice(0, 2)) await expect(answer).rejects.toThrow('broken');
  await at(1).finish('fine');
  expect(await waiters[2]?.answer).toBe('fine');
  expect(scheduler.counters.failed).toBe(1);
});

describe('more urgent work', () => {
  const five = ['1', '2', '3', '4', '5'];
  const ranks: readonly Priority[] = ['background', 'open', 'focused', 'visible', 'cursor'];

  it('puts less urgent work aside, which goes on where it was', async () => {
    const { submit, at, log, scheduler, started } = stage(five, 10, 1);
    const slow = submit('slow', { priority: 'background' });
    submit('quick', { priority: 'cursor' });
    expect(started.map(({ key, lane }) => key + lane)).toEqual(['slow1', 'quick2']);
    expect(scheduler.load()).toEqual({ inFlight: 2, queued: 0, lanesBusy: 1, aside: 1 });
    await at(1).finish('');
    expect(log.filter((line) => !line.startsWith('prepare'))).toEqual(['pause 1', 'resume 1']);
    await at(0).finish('all of it');
    expect(await slow.answer).toBe('all of it');
    expect(scheduler.counters).toMatchObject({ preempted: 1, computed: 2 });
  });

  it('does so through all the ranks, and each goes on after the one that put it aside', async () => {
    const { submit, at, started, scheduler, log } = stage(five, 10, 1);
    for (const priority of ranks) submit(priority, { priority });
    expect(started.map(({ key }) => key)).toEqual(ranks);
    expect(scheduler.load()).toMatchObject({ lanesBusy: 1, aside: 4 });
    for (let index = 4; index >= 0; index--) await at(index).finish('');
    expect(log.filter((line) => line.startsWith('resume'))).toEqual(
      ['4', '3', '2', '1'].map((lane) => `resume ${lane}`),
    );
  });

  it('leaves a lane for what is more urgent still', () => {
    const { submit, started } = stage(five, 10, 1);
    submit('a', { priority: 'background' });
    submit('b', { priority: 'visible' });
    submit('c', { priority: 'visible' });
    submit('d', { priority: 'cursor' });
    expect(started.map(({ key }) => key)).toEqual(['a', 'b', 'd']);
  });

  it('takes the place of the least urgent of several', () => {
    const { submit, log } = stage([...five, '6'], 10, 2);
    submit('a', { priority: 'open' });
    submit('b', { priority: 'background' });
    submit('c', { priority: 'cursor' });
    expect(log.filter((line) => line.startsWith('pause'))).toEqual(['pause 2']);
  });

  it('may be work put aside that somebody joins', async () => {
    const { submit, log, at } = stage(five, 10, 1);
    submit('a', { priority: 'background' });
    submit('b', { priority: 'focused' });
    submit('a', { priority: 'cursor' });
    expect(log.filter((line) => !line.startsWith('prepare'))).toEqual(['pause 1', 'pause 2', 'resume 1']);
    await at(0).finish('');
    expect(log.at(-1)).toBe('resume 2');
  });

  it('that is given up while it stands still is let go to notice it', async () => {
    const { submit, log, at, scheduler } = stage(five, 10, 1);
    const slow = submit('slow', { priority: 'background' });
    submit('quick', { priority: 'cursor' });
    slow.leave();
    expect(log.at(-1)).toBe('resume 1');
    await at(0).fail('cancelled');
    expect(scheduler.load()).toMatchObject({ inFlight: 1, aside: 0 });
  });

  it('does not starve what waits: with age everything gets a turn, for a while', async () => {
    const { submit, at, started, pass, log } = stage(five, 10, 1);
    submit('old', { priority: 'background' });
    submit('0', { priority: 'cursor' });
    pass(4 * AGE_STEP - 1);
    submit('1', { priority: 'cursor' });
    await at(1).finish('');
    expect(started.at(-1)?.key).toBe('1');
    pass(1);
    submit('2', { priority: 'cursor' });
    await at(2).finish('');
    expect(log.at(-1)).toBe('resume 1');
    pass(AGED_TURN - 1);
    expect(started.length).toBe(3);
    pass(1);
    expect(started.at(-1)?.key).toBe('2');
    expect(log.filter((line) => line === 'pause 1').length).toBe(2);
  });

  it('finds a lane made ready for it', () => {
    const { submit, log } = stage(five, 10, 1);
    submit('a', { priority: 'background' });
    expect(log).toEqual(['prepare 2']);
  });
});
