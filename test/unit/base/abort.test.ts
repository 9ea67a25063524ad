/** Our signals beside Node's. */
import { describe, expect, it } from 'vitest';
import { newAbort } from '../../../server/base/abort.ts';

describe.each([
  ['ours', newAbort],
  ['Node’s', () => new AbortController()],
])('a signal (%s)', (_, make) => {
  it('tells each listener once, in their order, and none that has gone', () => {
    const controller = make();
    const told: string[] = [];
    const [first, gone, last] = [
      () => {
        told.push(`first ${String(controller.signal.reason)} ${controller.signal.aborted}`);
        controller.signal.removeEventListener('abort', late);
      },
      () => void told.push('gone'),
      () => void told.push('last'),
    ];
    const late = () => void told.push('late');
    for (const listener of [first, gone, late, last, first])
      controller.signal.addEventListener('abort', listener);
    controller.signal.removeEventListener('abort', gone);
    controller.abort('enough');
    controller.abort('again');
    controller.signal.addEventListener('abort', gone);
    expect(told).toEqual(['first enough true', 'last']);
    expect(controller.signal.reason).toBe('enough');
  });

  it('throws why it was aborted', () => {
    const controller = make();
    controller.signal.throwIfAborted();
    expect([controller.signal.aborted, controller.signal.reason]).toEqual([false, undefined]);
    controller.abort();
    expect(() => controller.signal.throwIfAborted()).toThrow('This operation was aborted');
  });
});
