/** Trace events, written to a text. */
import { describe, expect, it } from 'vitest';
import { causeOf, clock, endOf, setCause, shareCause, Trace } from '../../../server/base/trace.ts';

const cause = { request: 7, trigger: 'blame/file', uri: 'file:///f', generation: 2 };

function stage() {
  const file = { text: '' };
  const time = { now: 100 };
  const trace = new Trace({
    write: (text) => {
      file.text += text;
    },
    processId: 42,
    now: () => time.now++,
  });
  /** Events so far but those that only name things, as a reader of an unfinished file sees them. */
  const events = () =>
    (JSON.parse(`${file.text.replace(/\n\]\n$/, '')}\n]`) as Record<string, unknown>[]).filter(
      ({ ph }) => ph !== 'M',
    );
  return { trace, file, events };
}

describe('a trace', () => {
  it('is an array at every moment but for its last bracket, and whole when closed', () => {
    const { trace, file, events } = stage();
    expect(events()).toEqual([]);
    trace.instant('x', {});
    expect(events().length).toBe(1);
    trace.close();
    expect((JSON.parse(file.text) as unknown[]).length).toBeGreaterThan(1);
  });

  it('has one span for a piece of work, on the thread that did it', () => {
    const { trace, events } = stage();
    trace.span({
      name: 'blame',
      thread: 3,
      start: 10,
      end: 25,
      details: { outcome: 'done', path: undefined },
    });
    expect(events()).toEqual([
      { ph: 'X', name: 'blame', pid: 42, tid: 3, ts: 10, dur: 15, args: { outcome: 'done' } },
    ]);
  });

  it('names each thread once', () => {
    const { trace, file } = stage();
    const span = { name: 'blame', start: 0, end: 1, details: {} };
    for (const thread of [3, 3, 4]) trace.span({ ...span, thread });
    expect(file.text.match(/engine \d/g)).toEqual(['engine 3', 'engine 4']);
  });

  it('measures work of the main thread, whether it succeeds or throws', () => {
    const { trace, events } = stage();
    expect(trace.work('parse', { bytes: 5 }, () => 'result')).toBe('result');
    const fail = () => {
      throw new Error('no');
    };
    expect(() => trace.work('parse', {}, fail)).toThrow('no');
    expect(events()).toMatchObject([
      { ph: 'X', name: 'parse', tid: 0, ts: 100, dur: 1, args: { bytes: 5 } },
      { ph: 'X', ts: 102, dur: 1 },
    ]);
  });

  it('shows requests beside the threads', () => {
    const { trace, events } = stage();
    trace.asked(cause);
    trace.answered(cause, 'cancelled');
    expect(events()).toMatchObject([
      { ph: 'b', cat: 'request', id: '7', name: 'blame/file', args: { generation: 2 } },
      { ph: 'e', cat: 'request', id: '7', name: 'blame/file', args: { outcome: 'cancelled' } },
    ]);
  });
});

describe('causes', () => {
  it('travel beside signals', () => {
    const [from, to, other] = [new AbortController(), new AbortController(), new AbortController()];
    setCause(from.signal, cause);
    shareCause(from.signal, to.signal);
    shareCause(other.signal, from.signal);
    expect([from, to, other].map(({ signal }) => causeOf(signal))).toEqual([cause, cause, null]);
  });

  it('end with a reason that has a name', () => {
    class ServerStops extends Error {
      override name = 'ServerStops';
    }
    expect([endOf(new ServerStops()), endOf('words')]).toEqual(['server stops', 'cancelled']);
  });
});

describe('the clock', () => {
  it('counts microseconds and never goes back', async () => {
    const start = clock();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const passed = clock() - start;
    expect(passed).toBeGreaterThan(15_000);
    expect(passed).toBeLessThan(5_000_000);
  });
});
