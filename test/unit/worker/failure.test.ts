/** Errors across threads. */
import { describe, expect, it } from 'vitest';
import { Cancelled } from '../../../server/base/cancel.ts';
import { GitError } from '../../../server/git/errors.ts';
import { fromFailure, toFailure } from '../../../server/worker/failure.ts';

describe('an error that crosses threads', () => {
  it.each([
    ['cancellation', new Cancelled(), Cancelled],
    ['a refused range', new RangeError('file has only 3 lines'), RangeError],
    ['a fault of the repository', new GitError('noSuchPath', 'no such path', { path: 'f' }), GitError],
    ['a bug', new TypeError('x is not a function'), Error],
  ])('keeps its kind: %s', (_, error, kind) => {
    const back = fromFailure(structuredClone(toFailure(error)));
    expect(back).toBeInstanceOf(kind);
    expect(back.message).toContain(error.message);
  });

  it('keeps what a fault is about', () => {
    const error = new GitError('badRevision', 'bad revision', { commit: 'x', hint: 'fetch it' });
    expect(fromFailure(toFailure(error))).toMatchObject({ code: 'badRevision', subject: error.subject });
  });

  it("takes the language's own range errors for bugs", () => {
    const overflow = () => {
      try {
        return toFailure('x'.repeat(-1));
      } catch (error) {
        return toFailure(error);
      }
    };
    expect(overflow().code).toBeNull();
  });

  it('can be anything at all', () => {
    expect(toFailure('text')).toEqual({ code: null, message: 'text', subject: {} });
  });
});
