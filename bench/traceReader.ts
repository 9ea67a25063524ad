/** Reads a trace file back: which work was done on which thread, and when it was given up. */
import { readFileSync } from 'node:fs';

/** One event; times in microseconds. */
export interface TraceEvent {
  readonly ph: string;
  readonly name: string;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly id?: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** The file may lack its last bracket: its process may be alive or was killed. */
export function readTrace(path: string): TraceEvent[] {
  const text = readFileSync(path, 'utf8').trimEnd();
  return JSON.parse(text.endsWith('\n]') ? text : `${text}]`) as TraceEvent[];
}

/** Work of engine threads on blames. */
export function blameSpans(events: readonly TraceEvent[]): TraceEvent[] {
  return events.filter(({ ph, name, tid }) => ph === 'X' && name === 'blame' && tid !== 0);
}

/** What a blame was about: equal texts mean equal work. */
function workKey({ args }: TraceEvent): string {
  return JSON.stringify([
    args['repository'],
    args['commit'],
    args['path'],
    args['options'],
    args['text'] ?? null,
  ]);
}

/** How many blames ran to their end although an equal one had done so before. */
export function doneTwice(events: readonly TraceEvent[]): number {
  const done = blameSpans(events).filter(({ args }) => args['outcome'] === 'done');
  return done.length - new Set(done.map(workKey)).size;
}

/** Most engine threads at work at one moment; those that stood still for more urgent work are not. */
export function mostAtOnce(events: readonly TraceEvent[]): number {
  return peak(events, (name) => (name === 'aside' ? -1 : 1));
}

/** Most engine threads with work, at work or put aside, at one moment. */
export function mostAlive(events: readonly TraceEvent[]): number {
  return peak(events, (name) => (name === 'aside' ? 0 : 1));
}

function peak(events: readonly TraceEvent[], weightOf: (name: string) => number): number {
  const edges = events
    .filter(({ ph, tid }) => ph === 'X' && tid !== 0)
    .flatMap(({ name, ts, dur = 0 }) => [
      { at: ts, step: weightOf(name) },
      { at: ts + dur, step: -weightOf(name) },
    ])
    .sort((a, b) => a.at - b.at || a.step - b.step);
  let now = 0;
  return edges.reduce((most, { step }) => {
    now += step;
    return Math.max(most, now);
  }, 0);
}

/** For each request that was cancelled or superseded while a thread worked for it: milliseconds until the thread stopped. */
export function stopTimes(events: readonly TraceEvent[]): number[] {
  const given = new Map<unknown, number>();
  for (const { ph, name, ts, args } of events)
    if (ph === 'i' && /^(cancelled|superseded)$/.test(name)) given.set(args['request'], ts);
  return events
    .filter(({ ph, tid, name }) => ph === 'X' && tid !== 0 && name !== 'aside')
    .flatMap(({ ts, dur = 0, args }) => {
      const at = given.get(args['request']);
      return at === undefined || at < ts || ts + dur < at ? [] : [(ts + dur - at) / 1000];
    });
}

/**
 * For each cancellation that a client sent, at microseconds of the machine's monotonic clock and none before the last one's reply:
 * milliseconds until the server heard of it, and from there until its reply was on its way. Null when it came too late.
 */
export function replyParts(
  events: readonly TraceEvent[],
  sent: readonly number[],
): ({ readonly heard: number; readonly left: number } | null)[] {
  const heard = events.filter(({ ph, name }) => ph === 'i' && name === 'cancelled');
  const answers = new Map(events.filter(({ ph }) => ph === 'e').map(({ id, ts }) => [id, ts]));
  return sent.map((at, index) => {
    const first = heard.find(({ ts }) => ts >= at && ts < (sent[index + 1] ?? Number.POSITIVE_INFINITY));
    const answered = answers.get(String(first?.args['request']));
    if (!first || answered === undefined) return null;
    return { heard: (first.ts - at) / 1000, left: (answered - first.ts) / 1000 };
  });
}

/** Microseconds on the clock of traces, which is the machine's: all processes read it alike. */
export function traceClock(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e6 + nanoseconds / 1e3;
}
