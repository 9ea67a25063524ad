/** What ends work that nobody cancels. */
import { describe, expect, it } from 'vitest';
import { Superseded } from '../../../../server/scheduler/job.ts';
import { allRows, type Rows, Superseding } from '../../../../server/service/order/supersede.ts';

function begin(superseding: Superseding, uri: string, kind: string, rows: Rows = allRows) {
  const controller = new AbortController();
  const work = { kind, rows, abort: (reason: unknown) => controller.abort(reason) };
  superseding.begin(uri, work);
  return { signal: controller.signal, end: () => superseding.end(uri, work) };
}

describe('implicit work', () => {
  it('ends when newer work of its kind for the document begins', () => {
    const superseding = new Superseding();
    const old = begin(superseding, 'a', 'hover');
    const others = [begin(superseding, 'a', 'hint'), begin(superseding, 'b', 'hover')];
    const newer = begin(superseding, 'a', 'hover');
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
    const parts = rows.map((part) => begin(superseding, 'a', 'hint', part));
    const aborted = () => parts.map(({ signal }) => signal.aborted);
    expect(aborted()).toEqual([false, false, false]);
    begin(superseding, 'a', 'hint', { start: 99, end: 101 });
    expect(aborted()).toEqual([false, true, true]);
    begin(superseding, 'a', 'hint');
    expect(aborted()).toEqual([true, true, true]);
  });

  it('ends with the text it is about', () => {
    const superseding = new Superseding();
    const turns = [
      begin(superseding, 'a', 'hover'),
      begin(superseding, 'a', 'hint'),
      begin(superseding, 'b', 'hint'),
    ];
    superseding.endAll('a');
    expect(turns.map(({ signal }) => signal.aborted)).toEqual([true, true, false]);
  });

  it('that is over can not be ended any more', () => {
    const superseding = new Superseding();
    const done = begin(superseding, 'a', 'hover');
    done.end();
    superseding.endAll('a');
    expect(done.signal.aborted).toBe(false);
  });

  it('that ends late does not end what came after it', () => {
    const superseding = new Superseding();
    const old = begin(superseding, 'a', 'hover');
    const newer = begin(superseding, 'a', 'hover');
    old.end();
    superseding.endAll('a');
    expect(newer.signal.aborted).toBe(true);
  });
});
