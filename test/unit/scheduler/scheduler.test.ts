/** The scheduler with lanes that do what the test tells them. */
import { describe, expect, it } from 'vitest';
import { Dropped, type Priority, QueueFull, Superseded } from '../../../server/scheduler/job.ts';
import {
  AGE_STEP,
  AGED_TURN,
  PREPARE_AFTER,
  PREPARE_BESIDE_SEEN_AFTER,
} from '../../../server/scheduler/scheduler.ts';
import { stage, turn } from '../../support/schedulerStage.ts';

describe('equal work', () => {
  it('is done once, for all who ask while it waits or runs', async () => {
    const { started, submit, at } = stage();
    const heard: string[] = [];
    const first = submit('a');
    at(0).report('part');
    const second = submit('a', { onReport: (text) => heard.push(text) });
    await at(0).finish('result');
    expect(await Promise.all([first.answer, second.answer])).toEqual(['result', 'result']);
    expect({ runs: started.length, heard }).toEqual({ runs: 1, heard: ['part'] });
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

describe('lanes', () => {
  it('are used in their order, so that the last ones rest', async () => {
    const { started, submit, at } = stage(['one', 'two', 'three']);
    for (const key of ['a', 'b', 'c']) submit(key);
    for (const job of [2, 0, 1]) await at(job).finish('done');
    for (const key of ['d', 'e']) submit(key);
    expect(started.map(({ lane }) => lane)).toEqual(['one', 'two', 'three', 'one', 'two']);
  });
});

describe('abandoned work', () => {
  it('stops when the last waiter leaves, not before', async () => {
    const { scheduler, submit, at, clock } = stage(['one'], 10, 1, { worked: () => ({ start: -1, end: 6 }) });
    const [first, second] = [submit('a'), submit('a')];
    first.leave('no need');
    await expect(first.answer).rejects.toBe('no need');
    expect(at(0).signal.aborted).toBe(false);
    second.leave(new Superseded());
    expect(at(0).signal.aborted).toBe(true);
    clock.time = 7;
    await at(0).fail('cancelled');
    expect(scheduler.counters.abandonedMs).toEqual({ max: 6, total: 6 });
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
    const gone = { priority: () => 'open' as const, signal: AbortSignal.abort('gone') };
    const task = { key: 'a', run: () => Promise.resolve('x') };
    await expect(scheduler.submit(task, gone)).rejects.toBe('gone');
    expect([started.length, scheduler.load().inFlight]).toEqual([0, 0]);
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
    const { submit } = stage(['one'], 1);
    submit('running');
    const waiting = submit('a', { implicit: true });
    submit('b');
    await expect(waiting.answer).rejects.toBeInstanceOf(Dropped);
  });

  it('uses the lane again that worked last', async () => {
    const { submit, at } = stage(['one', 'two', 'three']);
    submit('a');
    await at(0).finish('');
    submit('b');
    expect(at(1).lane).toBe('one');
  });
});

it('tells a failure to each waiter and goes on', async () => {
  const { submit, at } = stage();
  const waiters = [submit('a'), submit('a'), submit('b')];
  await at(0).fail(new Error('broken'));
  for (const { answer } of waiters.slice(0, 2)) await expect(answer).rejects.toThrow('broken');
  await at(1).finish('fine');
  expect(await waiters[2]?.answer).toBe('fine');
});

describe('more urgent work', () => {
  const five = ['1', '2', '3', '4', '5'];
  const ranks: readonly Priority[] = ['background', 'open', 'focused', 'visible', 'cursor'];

  it('puts less urgent work aside, which goes on where it was', async () => {
    const { submit, at, log, scheduler, started } = stage(five, 10, 1);
    const slow = submit('slow', { priority: 'background' });
    submit('quick', { priority: 'cursor' });
    await turn();
    expect(started.map(({ key, lane }) => key + lane)).toEqual(['slow1', 'quick2']);
    expect(scheduler.load()).toEqual({ inFlight: 2, queued: 0, lanesBusy: 1, aside: 1 });
    await at(1).finish('');
    expect(log.filter((line) => !line.startsWith('prepare'))).toEqual(['pause 1', 'resume 1']);
    await at(0).finish('all of it');
    expect(await slow.answer).toBe('all of it');
    expect(scheduler.counters).toMatchObject({ preempted: 1 });
  });

  it('does so through all the ranks, and each goes on after the one that put it aside', async () => {
    const { submit, at, started, scheduler, log } = stage(five, 10, 1);
    for (const priority of ranks) {
      submit(priority, { priority });
      await turn();
    }
    expect(started.map(({ key }) => key)).toEqual(ranks);
    expect(scheduler.load()).toMatchObject({ lanesBusy: 1, aside: 4 });
    for (let index = 4; index >= 0; index--) await at(index).finish('');
    expect(log.filter((line) => line.startsWith('resume'))).toEqual(
      ['4', '3', '2', '1'].map((lane) => `resume ${lane}`),
    );
  });

  it('leaves a lane for what is more urgent still', async () => {
    const { submit, started } = stage(five, 10, 1);
    submit('a', { priority: 'background' });
    for (const key of ['b', 'c']) {
      submit(key, { priority: 'visible' });
      await turn();
    }
    submit('d', { priority: 'cursor' });
    await turn();
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
    await turn();
    submit('a', { priority: 'cursor' });
    await turn();
    expect(log.filter((line) => !line.startsWith('prepare'))).toEqual(['pause 1', 'pause 2', 'resume 1']);
    await at(0).finish('');
    expect(log.at(-1)).toBe('resume 2');
  });

  it('that is given up while it stands still is let go to notice it', async () => {
    const { submit, log, at, scheduler } = stage(five, 10, 1);
    const slow = submit('slow', { priority: 'background' });
    submit('quick', { priority: 'cursor' });
    await turn();
    slow.leave();
    expect(log.at(-1)).toBe('resume 1');
    await at(0).fail('cancelled');
    expect(scheduler.load()).toMatchObject({ inFlight: 1, aside: 0 });
  });

  it('does not starve what waits: with age everything gets a turn, for a while', async () => {
    const { submit, at, started, pass, log } = stage(five, 10, 1);
    submit('old', { priority: 'background' });
    submit('0', { priority: 'cursor' });
    await turn();
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
    await turn();
    expect(started.at(-1)?.key).toBe('2');
    expect(log.filter((line) => line === 'pause 1').length).toBe(2);
  });

  it('finds a lane made ready for it beside work that lasts', async () => {
    const { submit, log, at, pass } = stage(five, 10, 1);
    submit('short', { priority: 'background' });
    await at(0).finish('');
    pass(PREPARE_AFTER);
    submit('long', { priority: 'background' });
    pass(PREPARE_AFTER - 1);
    expect(log).toEqual([]);
    pass(1);
    expect(log).toEqual(['prepare 2']);
  });

  it('is left alone for longer where somebody looks at it', async () => {
    const { submit, log, at, pass } = stage(five, 10, 1);
    submit('seen', { priority: 'focused' });
    pass(PREPARE_AFTER);
    await at(0).finish('');
    submit('seen for long', { priority: 'focused' });
    pass(PREPARE_AFTER);
    pass(PREPARE_BESIDE_SEEN_AFTER - PREPARE_AFTER - 1);
    expect(log).toEqual([]);
    pass(1);
    expect(log).toEqual(['prepare 2']);
  });

  it('waits until what it puts aside does stand still', async () => {
    let standsStill = () => {};
    const { submit, started, scheduler } = stage(five, 10, 1, {
      pause: () =>
        new Promise((resolve) => {
          standsStill = resolve;
        }),
    });
    submit('slow', { priority: 'background' });
    submit('quick', { priority: 'cursor' });
    await turn();
    expect([started.length, scheduler.load().lanesBusy]).toEqual([1, 1]);
    standsStill();
    await turn();
    expect(started.map(({ key }) => key)).toEqual(['slow', 'quick']);
  });

  it('that comes when the other has just ended needs nobody to stand still', async () => {
    const { submit, at, started, scheduler, log } = stage(five, 10, 1, {
      pause: () => new Promise(() => undefined),
    });
    submit('slow', { priority: 'background' });
    submit('quick', { priority: 'cursor' });
    await at(0).finish('');
    expect(started.map(({ key }) => key)).toEqual(['slow', 'quick']);
    expect(log.filter((line) => !line.startsWith('prepare'))).toEqual(['resume 1']);
    await at(1).finish('');
    expect(scheduler.load()).toEqual({ inFlight: 0, queued: 0, lanesBusy: 0, aside: 0 });
  });

  it('is what the user goes to: what was urgent before no longer is', async () => {
    const { submit, started } = stage(five, 10, 1);
    let urgency: Priority = 'cursor';
    submit('old', { priority: () => urgency });
    submit('new', { priority: 'visible' });
    await turn();
    expect(started.map(({ key }) => key)).toEqual(['old']);
    urgency = 'open';
    submit('other', { priority: 'background' });
    await turn();
    expect(started.map(({ key }) => key)).toEqual(['old', 'new']);
  });
});
