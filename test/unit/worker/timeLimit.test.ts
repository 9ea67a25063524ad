/** Limits of one blame. */
import { describe, expect, it } from 'vitest';
import { Cancelled, neverCancelled } from '../../../server/base/cancel.ts';
import { checkFileSize, timeLimited } from '../../../server/worker/timeLimit.ts';

const hint = expect.stringContaining('blame.anyway');

describe('a limit of time', () => {
  /** Polls a thousand times, a millisecond of work each. */
  function work(milliseconds: number | null) {
    let worked = 0;
    const cancel = timeLimited(neverCancelled, { milliseconds, worked: () => worked, path: 'f\xc3\xbc' });
    for (; worked < 1000; worked++) cancel.check();
    return worked;
  }

  it('ends work soon after it is over, and says what to do', () => {
    expect(() => work(500)).toThrow(
      expect.objectContaining({ code: 'timeout', subject: { path: 'f\u00fc', hint } }),
    );
    expect([work(1000), work(null)]).toEqual([1000, 1000]);
  });

  it('leaves cancelling as it is', () => {
    const cancel = {
      check() {
        throw new Cancelled();
      },
    };
    const limited = timeLimited(cancel, { milliseconds: 1, worked: () => 0, path: 'f' });
    expect(() => limited.check()).toThrow(Cancelled);
  });
});

describe('a limit of size', () => {
  it.each<[size: number, bytes: number | null, refused: boolean]>([
    [100, 100, false],
    [101, 100, true],
    [101, null, false],
  ])('%i bytes where %s are allowed: refused %s', (size, bytes, refused) => {
    const check = () => checkFileSize('f', size, { milliseconds: null, bytes });
    if (!refused) check();
    else expect(check).toThrow(expect.objectContaining({ code: 'tooLarge', subject: { path: 'f', hint } }));
    expect(() => checkFileSize('f', size, undefined)).not.toThrow();
  });
});
