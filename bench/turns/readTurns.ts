/** The longest turns of a server's main thread, and what was done in them: its meter's file beside its trace. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Table } from '../report.ts';
import { figure } from '../statistics.ts';
import type { TraceEvent } from '../traceReader.ts';
import { type Metered, meterVariable } from './metered.ts';

/** One turn, in milliseconds of processor time. */
export interface Turn extends Stretch {
  readonly cost: number;
  /** Of it, at most, for collecting garbage. */
  readonly collecting: number;
  /** What the trace shows in it; the longest first. */
  readonly work: string;
}

/** No turn may be longer, in milliseconds. */
export const MOST = 10;

/** The environment of a server that writes down its turns in that file. */
export function metered(file: string): Record<string, string> {
  const name = readdirSync(import.meta.dirname).find((each) => /^meter\.[jt]s$/.test(each)) ?? '';
  return {
    // Not `--import`: Node would load the server's first file as an ES module, which takes longer than all of that file's work.
    NODE_OPTIONS: `--require=${JSON.stringify(join(import.meta.dirname, name))} --disable-warning=ExperimentalWarning`,
    [meterVariable]: file,
  };
}

/** Part of the time, on the trace's clock. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

const ALWAYS: Stretch = { start: 0, end: Number.POSITIVE_INFINITY };

/** The turns that were written down and are in that time at least partly, the longest first. */
export function readTurns(
  file: string,
  events: readonly TraceEvent[] = [],
  during: Stretch = ALWAYS,
): Turn[] {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  const all = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Metered);
  const collections = all.filter(({ kind }) => kind === 'collection');
  const spans = events.filter(({ ph, tid }) => ph === 'X' && tid === 0);
  return all
    .filter(({ kind, start, end }) => kind === 'turn' && end > during.start && start < during.end)
    .map((turn) => ({
      start: turn.start,
      end: turn.end,
      cost: turn.cost / 1000,
      collecting: Math.min(turn.cost, overlap(collections, turn)) / 1000,
      work: workIn(spans, turn),
    }))
    .sort((a, b) => b.cost - a.cost);
}

function overlap(stretches: readonly Stretch[], { start, end }: Stretch): number {
  return stretches.reduce(
    (sum, each) => sum + Math.max(0, Math.min(end, each.end) - Math.max(start, each.start)),
    0,
  );
}

const MOST_NAMED = 3;

/** `name x count`, of what took longest together. */
function workIn(spans: readonly TraceEvent[], turn: Stretch): string {
  const found = new Map<string, { count: number; time: number }>();
  for (const { name, ts, dur = 0 } of spans) {
    const time = overlap([{ start: ts, end: ts + dur }], turn);
    if (time === 0) continue;
    const known = found.get(name) ?? { count: 0, time: 0 };
    found.set(name, { count: known.count + 1, time: known.time + time });
  }
  return [...found]
    .sort(([, a], [, b]) => b.time - a.time)
    .slice(0, MOST_NAMED)
    .map(([name, { count }]) => (count === 1 ? name : `${name} x ${count}`))
    .join(', ');
}

const SHOWN = 5;

/** One row for each set of turns: how many were too long, and the longest ones. */
export function turnTable(sets: readonly (readonly [string, readonly Turn[]])[]): Table {
  return {
    title: `Turns of the main thread, by its processor time (ms)`,
    columns: [
      '',
      `over ${MOST}`,
      'without collecting garbage',
      'longest',
      'without',
      'the longest (of it collecting garbage), and what was done in them',
    ],
    rows: sets.map(([name, turns]) => [
      name,
      figure(turns.filter(({ cost }) => cost > MOST).length),
      figure(turns.filter((turn) => working(turn) > MOST).length),
      figure(turns[0]?.cost ?? 0),
      figure(Math.max(0, ...turns.map(working))),
      turns.slice(0, SHOWN).map(workOf).join('; '),
    ]),
  };
}

export function workOf({ cost, collecting, work }: Turn): string {
  return `${cost.toFixed(1)} (${collecting.toFixed(1)}) ${work}`.trim();
}

export function working({ cost, collecting }: Turn): number {
  return cost - collecting;
}
