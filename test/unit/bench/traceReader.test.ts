/** What is read out of a trace. */
import { describe, expect, it } from 'vitest';
import {
  blameSpans,
  doneTwice,
  mostAtOnce,
  replyParts,
  stopTimes,
  type TraceEvent,
} from '../../../bench/traceReader.ts';

interface Work {
  readonly ts: number;
  readonly dur: number;
  readonly tid?: number;
  readonly path?: string;
  readonly outcome?: string;
  readonly request?: number;
}

function blame({ ts, dur, tid = 1, path = 'f', outcome = 'done', request = 0 }: Work): TraceEvent {
  return { ph: 'X', name: 'blame', tid, ts, dur, args: { path, outcome, request } };
}

function gaveUp(request: number, ts: number): TraceEvent {
  return { ph: 'i', name: 'cancelled', tid: 0, ts, args: { request } };
}

describe('a trace', () => {
  it('tells work done twice from work begun twice', () => {
    const cut = blame({ ts: 0, dur: 5, outcome: 'cancelled' });
    const done = blame({ ts: 10, dur: 5 });
    expect(doneTwice([cut, done, blame({ ts: 20, dur: 5, path: 'g' })])).toBe(0);
    expect(doneTwice([cut, done, blame({ ts: 20, dur: 5 })])).toBe(1);
  });

  it('tells how many threads were at work at once', () => {
    const spans = [blame({ ts: 0, dur: 10 }), blame({ ts: 5, dur: 10, tid: 2 }), blame({ ts: 10, dur: 3 })];
    expect(mostAtOnce(spans)).toBe(2);
    expect(mostAtOnce([])).toBe(0);
  });

  it('tells how long work went on after it was given up', () => {
    const events = [
      blame({ ts: 0, dur: 9000, request: 1, outcome: 'cancelled' }),
      gaveUp(1, 4000),
      // Over before, begun after, and never given up: nothing to measure.
      blame({ ts: 0, dur: 100, request: 2 }),
      gaveUp(2, 5000),
      blame({ ts: 6000, dur: 100, request: 3 }),
      gaveUp(3, 5000),
      blame({ ts: 0, dur: 100, request: 4 }),
    ];
    expect(stopTimes(events)).toEqual([5]);
  });

  it('tells when the server heard of a cancellation, and when its reply was on its way', () => {
    const answered = (request: number, ts: number): TraceEvent => ({
      ph: 'e',
      name: 'blame/file',
      tid: 0,
      ts,
      id: String(request),
      args: {},
    });
    const events = [
      gaveUp(1, 3000),
      answered(1, 4000),
      answered(2, 9000),
      gaveUp(3, 20_500),
      answered(3, 25_000),
    ];
    expect(replyParts(events, [1000, 8000, 20_000])).toEqual([
      { heard: 2, left: 1 },
      null,
      { heard: 0.5, left: 4.5 },
    ]);
  });

  it('knows blames of threads from everything else', () => {
    const handled = { ...blame({ ts: 0, dur: 1, tid: 0 }), name: 'handle blame/file' };
    expect(blameSpans([handled, gaveUp(1, 1), blame({ ts: 0, dur: 1 })]).length).toBe(1);
  });
});
