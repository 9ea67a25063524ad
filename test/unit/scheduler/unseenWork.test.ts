/** Of the scheduler's lanes, those that work is given that nobody looks at, and the work that makes the rest of it less. */
import { describe, expect, it } from 'vitest';
import type { Priority } from '../../../server/scheduler/job.ts';
import { AGE_STEP, PREPARE_AFTER } from '../../../server/scheduler/scheduler.ts';
import { type Started, stage, turn } from '../../support/schedulerStage.ts';

describe('work that nobody looks at', () => {
  const lanes = ['one', 'two', 'three', 'four'];
  const capped = () => stage(lanes, 10, 3, { unseenAtWork: 2 });
  const keys = (started: readonly Started[]) => started.map(({ key }) => key);

  it('has some of the lanes, however much of it there is', async () => {
    const { started, submit, at } = capped();
    for (const key of ['a', 'b', 'c', 'd']) submit(key, { priority: key < 'c' ? 'open' : 'background' });
    expect(keys(started)).toEqual(['a', 'b']);
    await at(0).finish('done');
    expect(keys(started)).toEqual(['a', 'b', 'c']);
  });

  it('leaves the others to what is looked at, of which one is made ready', () => {
    const { started, submit, pass, log } = capped();
    for (const key of ['a', 'b', 'c']) submit(key);
    pass(PREPARE_AFTER);
    expect(log).toEqual(['prepare three', 'prepare three']);
    submit('seen', { priority: 'visible' });
    expect(keys(started)).toEqual(['a', 'b', 'seen']);
    // The third at work: one of those that nobody looks at stands aside for a fourth.
    submit('cursor', { priority: 'cursor' });
    expect(log.at(-1)).toBe('pause two');
  });

  it('goes on when what was looked at no longer is, and no more of it begins', async () => {
    let priority: Priority = 'visible';
    const { started, submit, at } = capped();
    for (const key of ['a', 'b', 'c']) submit(key, { priority: () => priority });
    expect(keys(started)).toEqual(['a', 'b', 'c']);
    priority = 'open';
    submit('d');
    await at(0).finish('done');
    expect(keys(started)).toEqual(['a', 'b', 'c']);
    await at(1).finish('done');
    expect(keys(started)).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('work that spares others some', () => {
  const keys = (started: readonly Started[]) => started.map(({ key }) => key);

  it('is what nothing begins beside that nobody looks at', async () => {
    const { started, submit, at } = stage(['one', 'two', 'three', 'four'], 10, 3, { unseenAtWork: 2 });
    submit('before');
    submit('index', { sparesOthers: true });
    await at(0).finish('done');
    submit('open');
    submit('seen', { priority: 'focused' });
    expect(keys(started)).toEqual(['before', 'index', 'seen']);
    await at(1).finish('done');
    expect(keys(started)).toEqual(['before', 'index', 'seen', 'open']);
  });

  it('goes before what has waited for long, which is not begun while it waits', async () => {
    const { started, submit, at, clock } = stage(['one', 'two', 'three'], 10, 2, { unseenAtWork: 2 });
    submit('first');
    submit('second');
    submit('old');
    submit('older');
    clock.time = 20 * AGE_STEP;
    submit('index', { sparesOthers: true });
    expect(keys(started)).toEqual(['first', 'second']);
    await at(0).finish('done');
    expect(keys(started)).toEqual(['first', 'second', 'index']);
    await at(1).finish('done');
    submit('seen', { priority: 'focused' });
    expect(keys(started)).toEqual(['first', 'second', 'index', 'seen']);
    await at(2).finish('done');
    expect(keys(started)).toEqual(['first', 'second', 'index', 'seen', 'old']);
  });

  it('holds nobody up while it stands still itself', async () => {
    const { started, submit, at, log } = stage(['one', 'two', 'three'], 10, 1);
    submit('index', { sparesOthers: true });
    submit('seen', { priority: 'cursor' });
    await turn();
    expect(keys(started)).toEqual(['index', 'seen']);
    submit('open');
    await at(1).finish('done');
    expect(log.at(-1)).toBe('resume one');
    expect(keys(started)).toEqual(['index', 'seen']);
    await at(0).finish('done');
    expect(keys(started)).toEqual(['index', 'seen', 'open']);
  });
});
