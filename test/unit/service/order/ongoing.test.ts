/** Work that is told of, and who can end it. */
import { describe, expect, it } from 'vitest';
import { Superseded } from '../../../../server/scheduler/job.ts';
import { Ongoing } from '../../../../server/service/order/ongoing.ts';

function stage() {
  const ongoing = new Ongoing();
  const told: string[] = [];
  let cancel: () => void = () => undefined;
  ongoing.listener = (work) => {
    told.push(work.title);
    cancel = work.cancel;
    return { report: (message) => void told.push(message), end: () => void told.push('end') };
  };
  const controller = new AbortController();
  const untilEnded = () =>
    ongoing.during('Blame', controller.signal, (signal, report) => {
      report('begun');
      return new Promise<never>((_, reject) => {
        const end = () => reject(new Error('the engine has stopped'));
        if (signal.aborted) end();
        else signal.addEventListener('abort', end);
      });
    });
  return { ongoing, told, controller, untilEnded, cancel: () => cancel() };
}

describe('work that goes on', () => {
  it('is told of until it is over', async () => {
    const { ongoing, told, controller } = stage();
    expect(await ongoing.during('Blame', controller.signal, async () => 'done')).toBe('done');
    expect(told).toEqual(['Blame', 'end']);
  });

  it('is given up by who was told', async () => {
    const { untilEnded, told, cancel } = stage();
    const work = untilEnded();
    cancel();
    await expect(work).rejects.toBeInstanceOf(Superseded);
    expect(told).toEqual(['Blame', 'begun', 'end']);
  });

  it.each([['before'], ['while']])('ends with who waits for it, %s it goes on', async (when) => {
    const { untilEnded, told, controller } = stage();
    if (when === 'before') controller.abort('enough');
    const work = untilEnded();
    controller.abort('enough');
    await expect(work).rejects.toThrow('the engine has stopped');
    expect(told.at(-1)).toBe('end');
  });

  it('is not told of without a title', async () => {
    const { ongoing, told, controller } = stage();
    const given = await ongoing.during(null, controller.signal, async (signal) => signal);
    expect([given, told]).toEqual([controller.signal, []]);
  });
});
