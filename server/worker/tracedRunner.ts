/** A runner that writes a span for each call: when its thread began and stopped, why, and how it ended. */
import type { SharedText } from '../base/sharedText.ts';
import { causeOf, endOf, type Trace, type TraceDetails } from '../base/trace.ts';
import { type BlameOptions, defaultOptions } from '../blame/types.ts';
import type {
  CallOptions,
  EngineCalls,
  EngineMethod,
  Runner,
  UncommittedText,
  WorkTime,
} from './messages.ts';

export class TracedRunner implements Runner {
  private readonly inner: Runner;
  private readonly trace: Trace;

  constructor(inner: Runner, trace: Trace) {
    this.inner = inner;
    this.trace = trace;
  }

  async call<Method extends EngineMethod>(
    method: Method,
    params: EngineCalls[Method]['params'],
    options: CallOptions,
  ): Promise<EngineCalls[Method]['result']> {
    const { signal } = options;
    let worked: WorkTime | null = null;
    let outcome = 'done';
    const onWorked = (time: WorkTime) => {
      worked = time;
    };
    try {
      return await this.inner.call(method, params, { ...options, onWorked });
    } catch (error) {
      outcome = signal.aborted ? endOf(signal.reason) : 'failed';
      throw error;
    } finally {
      const details = { outcome, ...causeOf(signal), ...describe(params) };
      this.write(method, worked, details);
    }
  }

  pause(): Promise<void> {
    return this.inner.pause();
  }

  resume(): void {
    this.inner.resume();
  }

  prepare(): void {
    this.inner.prepare();
  }

  close(): void {
    this.inner.close();
  }

  /** A thread that was lost has no times to tell. */
  private write(method: EngineMethod, worked: WorkTime | null, details: TraceDetails): void {
    if (worked) {
      const { stood, ...span } = worked;
      this.trace.span({ name: method, ...span, details });
      for (const still of stood) this.trace.span({ name: 'aside', ...span, ...still, details: {} });
    } else this.trace.instant(`${method}: no thread worked`, details);
  }
}

function describe(params: EngineCalls[EngineMethod]['params']): TraceDetails {
  return {
    repository: params.repository.gitDir,
    ...('commit' in params && { commit: params.commit }),
    ...('revision' in params && { revision: params.revision }),
    ...('path' in params && params.path !== null && { path: Buffer.from(params.path, 'latin1').toString() }),
    ...('content' in params && params.content !== null && { text: nameOf(params.content) }),
    ...('options' in params && { options: unusual(params.options) }),
    ...('asked' in params && { options: JSON.stringify(params.asked) }),
  };
}

/** Tells texts apart without writing them down. */
function nameOf(content: SharedText | UncommittedText): string {
  return 'data' in content ? content.data.name : content.name;
}

/** The options that are not the default, as one text. */
function unusual(options: Partial<BlameOptions>): string {
  const text = (value: unknown) => JSON.stringify(value instanceof Set ? [...value] : value);
  return (Object.keys(options) as (keyof BlameOptions)[])
    .filter((name) => text(options[name]) !== text(defaultOptions[name]))
    .map((name) => `${name}=${text(options[name])}`)
    .join(' ');
}
