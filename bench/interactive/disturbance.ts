/** What of a keystroke is the server's doing, and what is not: an echo at such a moment, the client's own garbage, processors that others keep busy. */
import { PerformanceObserver } from 'node:perf_hooks';
import { errorCode, type LspClient } from '../../test/support/lspClient.ts';
import { mainThreadTime, processorWait } from '../processWatch.ts';
import type { Table } from '../report.ts';
import { figure, median, percentile } from '../statistics.ts';

/** By keystroke, in milliseconds. */
export interface Disturbance {
  /** Processor time of the server's main thread, which does all of it, until its answer has arrived. */
  readonly own: number;
  readonly echo: number;
  /** Collections of the client's garbage that overlapped with it. */
  readonly collecting: number;
  /** For which threads of both processes were ready to run and had no processor, added up. */
  readonly waiting: number;
}

export class Disturbances {
  readonly all: Disturbance[] = [];
  private readonly client: LspClient;
  private collected = 0;
  private readonly observer = new PerformanceObserver((list) => this.note(list.getEntries()));

  constructor(client: LspClient) {
    this.client = client;
    this.observer.observe({ entryTypes: ['gc'] });
  }

  /** Does something, and measures what disturbs it. */
  async during<Result>(act: () => Promise<Result>): Promise<Result> {
    const [waited, collected, worked] = [this.waited(), this.collected, this.worked()];
    const result = await act();
    const own = this.worked() - worked;
    const waiting = this.waited() - waited;
    const start = performance.now();
    // Costs the server nothing but to read and to write.
    await errorCode(this.client.request('blame/unheard', {}));
    const echo = performance.now() - start;
    // Observers are told in a turn of their own.
    await new Promise((resolve) => setImmediate(resolve));
    this.note(this.observer.takeRecords());
    this.all.push({ own, echo, waiting, collecting: this.collected - collected });
    return result;
  }

  end(): void {
    this.observer.disconnect();
  }

  private note(entries: readonly { readonly duration: number }[]): void {
    for (const { duration } of entries) this.collected += duration;
  }

  private worked(): number {
    return mainThreadTime(this.client.process.pid ?? 0);
  }

  private waited(): number {
    return processorWait(process.pid) + processorWait(this.client.process.pid ?? 0);
  }
}

/** `how` says in which manner keys came. */
export function disturbanceTable(how: string, all: readonly Disturbance[]): Table {
  const row = (name: string, values: readonly number[]) => [
    name,
    ...[median(values), percentile(values, 0.99), Math.max(...values)].map(figure),
  ];
  return {
    title: `What of a keystroke, ${how}, is the server’s, and what else it waits for`,
    columns: ['', 'median ms', 'p99 ms', 'most ms'],
    rows: [
      row(
        'processor time of the server’s main thread, from the edit to the answer',
        all.map(({ own }) => own),
      ),
      row(
        'the answer to an unknown method right after it',
        all.map(({ echo }) => echo),
      ),
      row(
        'the client’s own collections of garbage',
        all.map(({ collecting }) => collecting),
      ),
      row(
        'threads of client and server ready to run, without a processor',
        all.map(({ waiting }) => waiting),
      ),
    ],
  };
}
