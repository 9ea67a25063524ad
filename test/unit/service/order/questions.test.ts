/** Each question is in one count when it has ended. */
import { describe, expect, it } from 'vitest';
import { GitError } from '../../../../server/git/errors.ts';
import { Dropped, QueueFull, Superseded } from '../../../../server/scheduler/job.ts';
import { type QuestionCounts, Questions, type Ticket } from '../../../../server/service/order/questions.ts';

/** The counts that are not 0. */
function ends({ counts }: Questions): Partial<QuestionCounts> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

const signal = () => new AbortController().signal;

describe('a question', () => {
  it.each<[string, (ticket: Ticket) => Promise<unknown>]>([
    ['empty', async () => null],
    ['cacheHits', async (ticket) => ticket.cached()],
    ['computed', async (ticket) => ticket.made({})],
    ['failed', () => Promise.reject(new GitError('corruptObject', 'x'))],
    ['superseded', () => Promise.reject(new Superseded())],
    ['superseded', () => Promise.reject(new Dropped())],
    ['refused', () => Promise.reject(new QueueFull())],
  ])('ends as %s', async (outcome, work) => {
    const questions = new Questions();
    await questions.book(signal(), work).catch(() => undefined);
    expect(ends(questions)).toEqual({ requests: 1, [outcome]: 1 });
    expect(questions.inFlight).toBe(0);
  });

  it.each([
    ['cancelled', new Error('no need')],
    ['superseded', new Superseded()],
  ])('ends as %s the moment it is given up, and only so', async (outcome, reason) => {
    const questions = new Questions();
    const controller = new AbortController();
    let finish = () => {};
    const answer = questions.book(controller.signal, async (ticket) => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      ticket.made({});
    });
    expect([ends(questions), questions.inFlight]).toEqual([{ requests: 1 }, 1]);
    controller.abort(reason);
    expect([ends(questions), questions.inFlight]).toEqual([{ requests: 1, [outcome]: 1 }, 0]);
    finish();
    await answer;
    expect(ends(questions)).toEqual({ requests: 1, [outcome]: 1 });
  });

  it('that was given up before it was asked is counted', async () => {
    const questions = new Questions();
    await questions.book(AbortSignal.abort(), async () => null);
    expect(ends(questions)).toEqual({ requests: 1, cancelled: 1 });
  });
});

it('counts one question for each result as computed, whoever came first', async () => {
  const questions = new Questions();
  const result = {};
  const gone = new AbortController();
  gone.abort();
  await questions.book(gone.signal, async (ticket) => ticket.made(result));
  for (const _ of [1, 2, 3]) await questions.book(signal(), async (ticket) => ticket.made(result));
  expect(ends(questions)).toEqual({ requests: 4, cancelled: 1, computed: 1, coalesced: 2 });
});

it('says when none is left', async () => {
  const questions = new Questions();
  await questions.drained();
  let finish = () => {};
  const answer = questions.book(
    signal(),
    () =>
      new Promise<void>((resolve) => {
        finish = resolve;
      }),
  );
  let none = false;
  const drained = questions.drained().then(() => {
    none = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(none).toBe(false);
  finish();
  await Promise.all([answer, drained]);
});

it('that is answered the moment it is asked was never in flight', () => {
  const questions = new Questions();
  questions.answeredAtOnce();
  expect([ends(questions), questions.inFlight]).toEqual([{ requests: 1, cacheHits: 1 }, 0]);
});
