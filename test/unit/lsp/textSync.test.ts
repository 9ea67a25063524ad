/** Texts kept equal to the editor's. */
import { describe, expect, it } from 'vitest';
import { prepare } from '../../../server/base/preparedText.ts';
import { TextSync } from '../../../server/lsp/textSync.ts';
import { isSuperseded } from '../../../server/service/faults.ts';
import { allRows } from '../../../server/service/order/supersede.ts';
import { fakeSession } from '../../support/fakeSession.ts';

const uri = 'file:///top/f';
const range = (l1: number, c1: number, l2: number, c2: number) => ({
  start: { line: l1, character: c1 },
  end: { line: l2, character: c2 },
});

function opened(text: string, encoding = 'utf-16') {
  const { session, logged } = fakeSession({ capabilities: { general: { positionEncodings: [encoding] } } });
  const sync = new TextSync();
  sync.didOpen(session, { textDocument: { uri, version: 1, text } });
  const change = (version: number, ...contentChanges: unknown[]) =>
    sync.didChange(session, { textDocument: { uri, version }, contentChanges });
  const text_ = () => session.documents.get(uri)?.text.toString() ?? null;
  return { session, sync, change, text: text_, logged };
}

describe('a text', () => {
  it.each([
    ['replaces all', 'a\nb\n', [{ text: 'c' }], 'c'],
    ['inserts', 'a\nb\n', [{ range: range(1, 0, 1, 0), text: 'x\n' }], 'a\nx\nb\n'],
    ['deletes over lines', 'a\nb\nc', [{ range: range(0, 1, 2, 0), text: '' }], 'ac'],
    ['goes beyond the end', 'a\n', [{ range: range(9, 9, 9, 9), text: 'z' }], 'a\nz'],
    [
      'comes in several steps, each on what the last one made',
      'abc',
      [
        { range: range(0, 0, 0, 1), text: '12' },
        { range: range(0, 2, 0, 3), text: '' },
      ],
      '12c',
    ],
    ['knows carriage returns', 'a\r\nb\r\n', [{ range: range(1, 0, 1, 1), text: 'B' }], 'a\r\nB\r\n'],
  ])('%s', (_, before, changes, after) => {
    const { change, text, session } = opened(before);
    change(4, ...changes);
    expect([text(), session.documents.get(uri)?.version]).toEqual([after, 4]);
  });

  it.each([
    ['utf-8', 7, 11],
    ['utf-16', 3, 5],
    ['utf-32', 3, 4],
  ])('is changed in units of %s', (encoding, from, to) => {
    const { change, text } = opened('x\né漢a😀b\n', encoding);
    const start = encoding === 'utf-8' ? from - 1 : from;
    change(2, { range: range(1, start, 1, encoding === 'utf-8' ? to - 1 : to), text: '-' });
    expect(text()).toBe('x\né漢a-b\n');
  });

  it('takes in what another thread has prepared, wherever it is put', () => {
    const pasted = 'pasted é\n'.repeat(20_000);
    const { change, text, session } = opened('a\nb\r\nc');
    change(2, { range: range(1, 0, 1, 0), text: prepare(pasted) });
    expect(text()).toBe(`a\n${pasted}b\r\nc`);
    expect([0, 1, 2].map((line) => session.edits.lineNow(uri, 1, line))).toEqual([0, 20_001, 20_002]);
    change(3, { range: range(0, 1, 20_001, 1), text: prepare('é\r') });
    expect(text()).toBe('aé\r\r\nc');
  });

  it('is left alone by a change that makes no sense', () => {
    const { change, text } = opened('a');
    expect(() => change(2, { range: range(0, 0, 0, 1), text: 'b' }, { range: 'all', text: '' })).toThrow(
      'contentChanges[].range must be an object',
    );
    expect(text()).toBe('a');
  });

  it('that is not open can not change', () => {
    const { sync, session, logged } = opened('a');
    sync.didChange(session, { textDocument: { uri: 'file:///other', version: 2 }, contentChanges: [] });
    expect(logged.join()).toContain('file:///other, which is not open');
  });

  it('is gone when it is closed', () => {
    const { sync, session, text } = opened('a');
    sync.didClose(session, { textDocument: { uri } });
    expect(text()).toBeNull();
  });

  it('keeps old snapshots as they were', () => {
    const { change, session } = opened('a');
    const snapshot = session.documents.get(uri);
    change(2, { range: range(0, 0, 0, 0), text: 'b' });
    expect([snapshot?.version, String(snapshot?.text)]).toEqual([1, 'a']);
  });
});

it.each(['open', 'change', 'close'] as const)('ends implicit work on %s', (event) => {
  const { session, sync, change } = opened('a');
  let reason: unknown = null;
  const abort = (given: unknown) => {
    reason = given;
  };
  session.superseding.begin(uri, { kind: 'hover', rows: allRows, abort });
  if (event === 'open') sync.didOpen(session, { textDocument: { uri, version: 1, text: 'b' } });
  if (event === 'change') change(2, { text: 'b' });
  if (event === 'close') sync.didClose(session, { textDocument: { uri } });
  expect(isSuperseded(reason)).toBe(true);
});
