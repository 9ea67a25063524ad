/**
 * Signals that end work, for what is made for each question: what we use of Node's `AbortController`, as one small object.
 *
 * Node's is five objects of more than a kilobyte with a hidden class of its own, and young ones keep each other alive until old objects are
 * collected: of those that have come and gone between two collections most are copied.
 */

type Listener = () => void;

/** Stands for Node's wherever a signal is listened to, asked, or handed on; Node itself would not take it for one. */
export function newAbort(): AbortController {
  return new Abort() as unknown as AbortController;
}

class Abort {
  aborted = false;
  reason: unknown = undefined;
  private listeners: readonly Listener[] = none;

  get signal(): this {
    return this;
  }

  abort(reason: unknown = new DOMException('This operation was aborted', 'AbortError')): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason;
    for (const listener of this.listeners) if (this.listeners.includes(listener)) tell(listener);
    this.listeners = none;
  }

  throwIfAborted(): void {
    if (this.aborted) throw this.reason;
  }

  addEventListener(_type: 'abort', listener: Listener): void {
    // An array that is spread has room for sixteen more.
    if (!this.aborted && !this.listeners.includes(listener)) this.listeners = this.listeners.concat(listener);
  }

  removeEventListener(_type: 'abort', listener: Listener): void {
    if (this.listeners.includes(listener))
      this.listeners = this.listeners.filter((each) => each !== listener);
  }
}

const none: readonly Listener[] = [];

/** What is wrong with one is not the others' business. */
function tell(listener: Listener): void {
  try {
    listener();
  } catch (error) {
    process.nextTick(() => {
      throw error;
    });
  }
}
