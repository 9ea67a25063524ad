/** What clients hear of work that goes on. */
import { expect, it } from 'vitest';
import { SwitchableLog } from '../../../server/base/log.ts';
import { Announcements } from '../../../server/lsp/announcements.ts';

function stage(answer: () => Promise<unknown> = async () => null) {
  let time = 0;
  const timers: { at: number; action: () => void }[] = [];
  const sent: unknown[] = [];
  const client = {
    notify: (_: string, { value }: { value: unknown }) => void sent.push(value),
    request: (method: string) => {
      sent.push(method);
      return answer();
    },
  } as never;
  const clock = {
    now: () => time,
    after: (ms: number, action: () => void) => void timers.push({ at: time + ms, action }),
  };
  const log = new SwitchableLog('debug', () => undefined);
  const announcements = new Announcements({ client, clock, log });
  const pass = async (ms: number) => {
    time += ms;
    for (const { at, action } of timers.splice(0)) {
      if (at <= time) action();
      else timers.push({ at, action });
    }
    await new Promise((resolve) => setImmediate(resolve));
  };
  let cancelled = 0;
  const work = { title: 'Blame of f', cancel: () => void cancelled++ };
  return { announcements, sent, pass, work, cancelled: () => cancelled };
}

const create = 'window/workDoneProgress/create';
const begin = { kind: 'begin', title: 'Blame of f', cancellable: true };

it('is nothing of short work', async () => {
  const { announcements, sent, pass, work } = stage();
  const told = announcements.begin(work);
  await pass(299);
  told.report('1 lines');
  told.end();
  await pass(1000);
  expect(sent).toEqual([]);
});

it('is a beginning, now and then a report, and an end', async () => {
  const { announcements, sent, pass, work } = stage();
  const told = announcements.begin(work);
  await pass(300);
  for (const lines of [1, 2, 3]) {
    told.report(`${lines} lines`);
    await pass(125);
  }
  told.end();
  expect(sent).toEqual([
    create,
    begin,
    { kind: 'report', message: '1 lines' },
    { kind: 'report', message: '3 lines' },
    { kind: 'end' },
  ]);
});

it('is nothing where the client does not want it, or agrees when all is over', async () => {
  const unwilling = stage(() => Promise.reject(new Error('no')));
  const told = unwilling.announcements.begin(unwilling.work);
  await unwilling.pass(300);
  told.end();
  expect(unwilling.sent).toEqual([create]);
  let agree: (value: unknown) => void = () => undefined;
  const slow = stage(() => new Promise((resolve) => (agree = resolve)));
  const other = slow.announcements.begin(slow.work);
  await slow.pass(300);
  other.end();
  agree(null);
  await slow.pass(1);
  expect(slow.sent).toEqual([create]);
});

it('lets the user end it, once it is shown and as long as it goes on', async () => {
  const { announcements, pass, work, cancelled } = stage();
  const told = announcements.begin(work);
  announcements.cancel({ token: 'blame/1' });
  await pass(300);
  for (const params of [null, {}, { token: 7 }, { token: 'blame/2' }]) announcements.cancel(params);
  expect(cancelled()).toBe(0);
  announcements.cancel({ token: 'blame/1' });
  told.end();
  announcements.cancel({ token: 'blame/1' });
  expect(cancelled()).toBe(1);
});
