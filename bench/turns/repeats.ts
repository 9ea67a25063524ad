/** Situations that were gone through several times: a turn of the server's own comes back each time, what the machine took does not. */
import type { Table } from '../report.ts';
import { figure } from '../statistics.ts';
import { MOST, type Turn, working, workOf } from './readTurns.ts';

/** One situation. */
export interface Repeated {
  readonly name: string;
  /** The turns of each time, the longest first. */
  readonly times: readonly (readonly Turn[])[];
  /** Turns of a process that did nothing but equal short steps in the same time. */
  readonly control: readonly Turn[];
}

export function repeatTable(situations: readonly Repeated[]): Table {
  return {
    title: `Turns of the main thread, by its processor time (ms)`,
    columns: [
      '',
      `over ${MOST} each time`,
      'longest each time',
      'without collecting garbage',
      'longest of all',
      'longest of the control',
      'the longest of each time (of it collecting garbage), and what was done in it',
    ],
    rows: situations.map(({ name, times, control }) => [
      name,
      figure(least(times, (turns) => turns.filter(({ cost }) => cost > MOST).length)),
      figure(least(times, longest)),
      figure(least(times, (turns) => Math.max(0, ...turns.map(working)))),
      figure(Math.max(0, ...times.map(longest))),
      figure(longest(control)),
      times.map(([turn]) => (turn ? workOf(turn) : '-')).join('; '),
    ]),
  };
}

function longest([turn]: readonly Turn[]): number {
  return turn?.cost ?? 0;
}

function least(times: Repeated['times'], value: (turns: readonly Turn[]) => number): number {
  return Math.min(...times.map(value));
}
