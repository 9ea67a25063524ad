/** Where time went, as Chrome trace events: one span for each piece of real work, on the thread that did it. */

/** What an event says beside its name; missing values are left out. */
export type TraceDetails = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Which question made somebody work, and on which text. */
export interface Cause {
  /** The client's id of the request. */
  readonly request: string | number | null;
  /** The request's method. */
  readonly trigger: string;
  readonly uri: string | null;
  /** Version of the open text when the request came; null when it is not open. */
  readonly generation: number | null;
}

/** Work that is over. Times are those of `clock`. */
export interface TraceSpan {
  readonly name: string;
  /** 0 is the main thread. */
  readonly thread: number;
  readonly start: number;
  readonly end: number;
  readonly details: TraceDetails;
}

export interface TraceOptions {
  /** Takes text to the file's end, soon: what is written must outlive a process that is killed. */
  readonly write: (text: string) => void;
  readonly processId: number;
  /** Microseconds from an origin that all threads share. */
  readonly now: () => number;
}

const MAIN_THREAD = 0;

/**
 * Writes events as a JSON array, each when it is over. The format allows the closing bracket to be missing, so the file
 * can be opened whatever became of the process.
 */
export class Trace {
  private readonly options: TraceOptions;
  private readonly threads = new Set<number>();
  private separator = '[\n';

  constructor(options: TraceOptions) {
    this.options = options;
    this.name('process_name', MAIN_THREAD, 'blame-language-server');
  }

  /** Does something on the main thread and records how long it kept that thread. */
  work<Result>(name: string, details: TraceDetails, run: () => Result): Result {
    const start = this.options.now();
    try {
      return run();
    } finally {
      this.span({ name, thread: MAIN_THREAD, start, end: this.options.now(), details });
    }
  }

  span({ name, thread, start, end, details }: TraceSpan): void {
    this.introduce(thread);
    this.event({ ph: 'X', name, tid: thread, ts: start, dur: end - start, args: details });
  }

  /** Something that happened on the main thread and took no time. */
  instant(name: string, details: TraceDetails): void {
    this.introduce(MAIN_THREAD);
    this.event({ ph: 'i', s: 't', name, tid: MAIN_THREAD, ts: this.options.now(), args: details });
  }

  /** A request has come: it is shown on a track of its own until `answered`, for it keeps no thread busy. */
  asked({ request, trigger, uri, generation }: Cause): void {
    this.request('b', { request, trigger }, { request, uri, generation });
  }

  answered({ request, trigger }: Cause, outcome: string): void {
    this.request('e', { request, trigger }, { outcome });
  }

  /** Makes the array whole. Nothing may be written after that. */
  close(): void {
    this.options.write('\n]\n');
  }

  private request(
    phase: 'b' | 'e',
    { request, trigger }: Pick<Cause, 'request' | 'trigger'>,
    args: TraceDetails,
  ): void {
    const id = String(request);
    this.event({
      ph: phase,
      cat: 'request',
      id,
      name: trigger,
      tid: MAIN_THREAD,
      ts: this.options.now(),
      args,
    });
  }

  private introduce(thread: number): void {
    if (this.threads.has(thread)) return;
    this.threads.add(thread);
    this.name('thread_name', thread, thread === MAIN_THREAD ? 'main' : `engine ${thread}`);
  }

  private name(kind: string, thread: number, name: string): void {
    this.event({ ph: 'M', name: kind, tid: thread, ts: 0, args: { name } });
  }

  private event({ tid, ts, ...rest }: { tid: number; ts: number } & Record<string, unknown>): void {
    const text = JSON.stringify({ ...rest, pid: this.options.processId, tid, ts });
    this.options.write(`${this.separator}${text}`);
    this.separator = ',\n';
  }
}

/** Microseconds on the machine's monotonic clock, which all threads of a process read alike. */
export function clock(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e6 + nanoseconds / 1e3;
}

/** How a signal's reason is called in a trace: `cancelled`, `superseded`, ... */
export function endOf(reason: unknown): string {
  const name = reason instanceof Error ? reason.name : 'Cancelled';
  return name.replace(/\B[A-Z]/g, ' $&').toLowerCase();
}

/**
 * Below the LSP face a request is known by its signal alone. Only the trace wants to know more, so causes travel beside
 * the signals instead of through every signature; without a trace there are none.
 */
const causes = new WeakMap<AbortSignal, Cause>();

export function setCause(signal: AbortSignal, cause: Cause): void {
  causes.set(signal, cause);
}

/** Null when nobody said. */
export function causeOf(signal: AbortSignal): Cause | null {
  return causes.get(signal) ?? null;
}

/** What `from` was caused by has caused `to` as well. */
export function shareCause(from: AbortSignal, to: AbortSignal): void {
  const cause = causes.get(from);
  if (cause) causes.set(to, cause);
}
