/** Requests become questions about one version of a text. */

import { describe, expect, it } from 'vitest';
import { ChunkedText } from '../../../server/base/chunkedText.ts';
import { InvalidParams, StaleVersion } from '../../../server/lsp/errors.ts';
import { questionNow, questionOf } from '../../../server/lsp/query.ts';
import { fakeSession } from '../../support/fakeSession.ts';

const uri = 'file:///top/f';

function sessionWith(version: number | null) {
  const { session } = fakeSession();
  if (version !== null) session.documents.set({ uri, version, text: ChunkedText.of('text') });
  return session;
}

describe('a question', () => {
  it.each([
    ['about an open document takes its text', 3, {}, 'text'],
    ['about a file that is not open has none', null, {}, null],
    ['about a revision has none', 3, { revision: 'v1' }, null],
    ['about a range has none', 3, { revision: ['^v1', 'v2'] }, null],
    ['about the text down to a revision takes its text', 3, { revision: ['^v1'] }, 'text'],
    ['that looks forward has none', 3, { revision: '^v1', reverse: true }, null],
  ])('%s', (_, version, options, text) => {
    const { file, document } = questionOf(sessionWith(version), { uri }, options);
    const limits = { milliseconds: 60_000, bytes: 32 * 1024 * 1024 };
    expect(file).toMatchObject({ fsPath: '/top/f', options: { findIgnoreRevs: true, ...options }, limits });
    expect(file?.text?.toString() ?? null).toBe(text);
    expect(document?.version ?? null).toBe(text === null ? null : version);
  });

  it('lays its options over the settings', () => {
    const { session } = fakeSession({
      initializationOptions: { options: { ignoreWhitespace: true, detectCopies: 1 } },
    });
    const { file } = questionOf(session, { uri }, { detectCopies: 0 });
    expect(file?.options).toEqual({ findIgnoreRevs: true, ignoreWhitespace: true, detectCopies: 0 });
  });

  it('asks with the same objects as others do, where it asks for nothing by itself', () => {
    const session = sessionWith(3);
    const [one, other] = [uri, 'file:///top/g'].map((each) => questionOf(session, { uri: each }, {}).file);
    expect(one?.options).toBe(other?.options);
    expect(one?.limits).toBe(other?.limits);
  });

  it('that is to be answered anyway has no limits', () => {
    expect(questionOf(sessionWith(null), { uri }, { anyway: true }).file).not.toHaveProperty('limits');
  });

  it('is about the newest text, or nothing for this moment', () => {
    const session = sessionWith(3);
    const asked = (version: number | null, options = {}) => questionNow(session, { uri, version }, options);
    session.edits.begin(uri, 2);
    session.edits.note(uri, 3, []);
    expect([asked(null), asked(3)].map((question) => question?.document.version)).toEqual([3, 3]);
    expect([asked(2), asked(null, { revision: 'v1' })]).toEqual([null, null]);
    expect(questionNow(session, { uri: 'untitled:1', version: null }, {})).toBe(null);
  });

  it('about something that is no file has no answer', () => {
    expect(questionOf(sessionWith(null), { uri: 'untitled:1' }, {}).file).toBeNull();
  });

  it.each([
    ['the same version', 3, 3, null],
    ['no version', 3, null, null],
    ['an older version', 3, 2, StaleVersion],
    ['a newer version', 3, 4, InvalidParams],
    ['a version of what is not open', null, 1, InvalidParams],
  ])('may name %s or not', (_, open, version, error) => {
    const ask = () => questionOf(sessionWith(open), { uri, version }, {});
    if (error) expect(ask).toThrow(error);
    else expect(ask).not.toThrow();
  });
});
