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
    try {
      return await this.engine.call(method, params, { cancel, emit: (batch) => onBatch?.(batch) });
    } catch (error) {
      throw fromFailure(toFailure(error));
    }
  }

  close(): void {
    this.engine.close();
  }
}
