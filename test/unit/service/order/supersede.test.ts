/** What ends work that nobody cancels. */
import { describe, expect, it } from 'vitest';
import { Superseded } from '../../../../server/scheduler/job.ts';
import { Superseding } from '../../../../server/service/order/supersede.ts';

describe('implicit work', () => {
  it('ends when newer work of its kind for the document begins', () => {
    const superseding = new Superseding();
    const old = superseding.begin('a', 'hover');
    const others = [superseding.begin('a', 'hint'), superseding.begin('b', 'hover')];
    const newer = superseding.begin('a', 'hover');
    expect(old.signal.reason).toBeInstanceOf(Superseded);
    expect([...others, newer].map(({ signal }) => signal.aborted)).toEqual([false, false, false]);
  });

  it('goes on beside work for other lines', () => {
    const superseding = new Superseding();
    const rows = [
      { start: 0, end: 50 },
      { start: 50, end: 100 },
      { start: 100, end: 120 },
    ];
    const parts = rows.map((part) => superseding.begin('a', 'hint', part));
    const aborted = () => parts.map(({ signal }) => signal.aborted);
    expect(aborted()).toEqual([false, false, false]);
    superseding.begin('a', 'hint', { start: 99, end: 101 });
    expect(aborted()).toEqual([false, true, true]);
    superseding.begin('a', 'hint');
    expect(aborted()).toEqual([true, true, true]);
  });

  it('ends with the text it is about', () => {
    const superseding = new Superseding();
    const turns = [
      superseding.begin('a', 'hover'),
      superseding.begin('a', 'hint'),
      superseding.begin('b', 'hint'),
    ];
    superseding.endAll('a');
    expect(turns.map(({ signal }) => signal.aborted)).toEqual([true, true, false]);
  });

  it('that is over can not be ended any more', () => {
    const superseding = new Superseding();
    const done = superseding.begin('a', 'hover');
    done.end();
    superseding.endAll('a');
    expect(done.signal.aborted).toBe(false);
  });

  it('that ends late does not end what came after it', () => {
    const superseding = new Superseding();
    const old = superseding.begin('a', 'hover');
    const newer = superseding.begin('a', 'hover');
    old.end();
    superseding.endAll('a');
    expect(newer.signal.aborted).toBe(true);
  });
});
