/** A job and those who wait for it. */
import { describe, expect, it } from 'vitest';
import { Job, type Priority, priorities, type Waiter } from '../../../server/scheduler/job.ts';

function newJob() {
  const left: unknown[] = [];
  const task = { key: 'k', run: () => Promise.resolve('unused') };
  const job = new Job<null, string, string>(task, (reason) => left.push(reason));
  return { job, left };
}

function newWaiter(priority: Priority = 'open') {
  const controller = new AbortController();
  const heard: string[] = [];
  const onReport = (report: string) => void heard.push(report);
  return { waiter: { priority: () => priority, signal: controller.signal, onReport }, heard, controller };
}

describe('a job', () => {
  it('tells all who wait, and late ones what has been said before', async () => {
    const { job } = newJob();
    const [first, second] = [newWaiter(), newWaiter()];
    const answers = [job.join(first.waiter)];
    job.report('one');
    answers.push(job.join(second.waiter));
    expect(second.heard).toEqual(['one']);
    job.report('two');
    job.resolve('done');
    expect(await Promise.all(answers)).toEqual(['done', 'done']);
    expect([first.heard, second.heard]).toEqual([
      ['one', 'two'],
      ['one', 'two'],
    ]);
  });

  it('lets a waiter leave at once with its own reason', async () => {
    const { job, left } = newJob();
    const { waiter, heard, controller } = newWaiter();
    const answer = job.join(waiter);
    controller.abort('enough');
    await expect(answer).rejects.toBe('enough');
    job.report('too late');
    expect({ left, heard, empty: job.empty }).toEqual({ left: ['enough'], heard: [], empty: true });
  });

  it('tells a failure to each waiter once and forgets them', async () => {
    const { job, left } = newJob();
    const waiters = [newWaiter(), newWaiter()];
    const answers = waiters.map(({ waiter }) => job.join(waiter));
    job.reject('broken');
    for (const answer of answers) await expect(answer).rejects.toBe('broken');
    for (const { controller } of waiters) controller.abort();
    expect({ left, empty: job.empty }).toEqual({ left: [], empty: true });
  });

  it('puts a waiter out that fails to listen, and only that one', async () => {
    const { job } = newJob();
    const good = newWaiter();
    const deaf: Waiter<string> = {
      priority: () => 'open',
      signal: new AbortController().signal,
      onReport: () => {
        throw new Error('deaf');
      },
    };
    const [bad, fine] = [job.join(deaf), job.join(good.waiter)];
    job.report('x');
    await expect(bad).rejects.toThrow('deaf');
    job.resolve('done');
    expect(await fine).toBe('done');
  });

  it('is as urgent as the most urgent who waits', () => {
    const { job } = newJob();
    const waiters = (['background', 'cursor', 'open'] as const).map((priority) => newWaiter(priority));
    const ranks = waiters.map(({ waiter }) => {
      job.join(waiter).catch(() => undefined);
      return priorities[job.rank];
    });
    waiters[1]?.controller.abort();
    ranks.push(priorities[job.rank]);
    expect(ranks).toEqual(['background', 'cursor', 'cursor', 'open']);
  });

  it('is implicit until somebody asks in so many words', () => {
    const { job } = newJob();
    const kinds = [true, false].map((implicit) => {
      job.join({ ...newWaiter().waiter, implicit }).catch(() => undefined);
      return job.implicit;
    });
    expect(kinds).toEqual([true, false]);
  });
});
