/** Work that may take long, for those who want to tell of it and to end it. */
import { newAbort } from '../../base/abort.ts';
import { Superseded } from '../../scheduler/job.ts';

/** Some work that has begun. */
interface OngoingWork {
  /** What it is, for people. */
  readonly title: string;
  /** Ends it; who waits for it gets what there is. */
  readonly cancel: () => void;
}

/** Called when work begins; what it returns is told how far it is, and that it is over. */
export type OngoingListener = (work: OngoingWork) => {
  readonly report: (message: string) => void;
  readonly end: () => void;
};

export class Ongoing {
  listener: OngoingListener | null = null;

  /** Does the work, whose signal aborts with `signal` and when somebody ends it. `title` null: nobody is told. */
  async during<Result>(
    title: string | null,
    signal: AbortSignal,
    work: (signal: AbortSignal, report: (message: string) => void) => Promise<Result>,
  ): Promise<Result> {
    if (title === null || this.listener === null) return work(signal, () => undefined);
    const both = newAbort();
    let isEnded = false;
    const cancel = () => {
      isEnded = true;
      both.abort(new Superseded());
    };
    const onAbort = () => both.abort(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort);
    const told = this.listener({ title, cancel });
    try {
      return await work(both.signal, told.report);
    } catch (error) {
      // To the engine all ends are the same; it was not the client that gave the request up.
      throw isEnded ? both.signal.reason : error;
    } finally {
      signal.removeEventListener('abort', onAbort);
      told.end();
    }
  }
}
