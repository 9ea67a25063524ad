/** A runner without a thread, for tests: the same engine, the same errors, on the caller's own stack. */
import { Cancelled } from '../base/cancel.ts';
import type { Engine } from './engine.ts';
import { fromFailure, toFailure } from './failure.ts';
import type { CallOptions, EngineCalls, EngineMethod, Runner } from './messages.ts';

export class InlineRunner implements Runner {
  private readonly engine: Engine;

  constructor(engine: Engine) {
    this.engine = engine;
  }

  async call<Method extends EngineMethod>(
    method: Method,
    params: EngineCalls[Method]['params'],
    { signal, onBatch }: CallOptions,
  ): Promise<EngineCalls[Method]['result']> {
    signal.throwIfAborted();
    const cancel = {
      check() {
        if (signal.aborted) throw new Cancelled();
      },
    };
    const start = performance.now();
    const worked = () => performance.now() - start;
    try {
      return await this.engine.call(method, params, { cancel, worked, emit: (batch) => onBatch?.(batch) });
    } catch (error) {
      throw fromFailure(toFailure(error));
    }
  }

  /** Nothing can come between the work and its caller here. */
  async pause(): Promise<void> {}
  resume(): void {}
  prepare(): void {}

  close(): void {
    this.engine.close();
  }
}
