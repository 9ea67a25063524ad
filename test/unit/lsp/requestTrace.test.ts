/** What a request leaves in the trace. */

import { describe, expect, it } from 'vitest';
import { ResponseError } from 'vscode-jsonrpc/node';
import { Cancelled } from '../../../server/base/cancel.ts';
import { ChunkedText } from '../../../server/base/chunkedText.ts';
import { causeOf, Trace } from '../../../server/base/trace.ts';
import { causeOfRequest, traceRequest } from '../../../server/lsp/requestTrace.ts';
import { fakeSession } from '../../support/fakeSession.ts';

function stage(params: unknown) {
  const events: { ph: string; name: string; args: Record<string, unknown> }[] = [];
  const write = (text: string) => void events.push(JSON.parse(text.slice(2)));
  const trace = new Trace({ write, processId: 1, now: () => 0 });
  const { session } = fakeSession();
  session.documents.set({ uri: 'file:///open', version: 3, text: ChunkedText.of('') });
  const tracing = { trace, request: () => 11 };
  const cause = causeOfRequest(tracing, { method: 'blame/file', params }, session);
  const report = traceRequest(tracing, cause);
  const ends = () =>
    events
      .filter(({ ph }) => ph === 'i' || ph === 'e')
      .map(({ ph, name, args }) => [ph, name, args['outcome']]);
  return { report, events, ends };
}

const textDocument = { uri: 'file:///open' };

describe('a traced request', () => {
  it('is known by its signal, with the version of its text', () => {
    const { report } = stage({ textDocument });
    const { signal } = new AbortController();
    report.follow(signal);
    expect(causeOf(signal)).toEqual({
      request: 11,
      trigger: 'blame/file',
      uri: 'file:///open',
      generation: 3,
    });
  });

  it.each([
    ['an answer', 'done', null],
    ['an error', 'failed', new ResponseError(-32803, 'no')],
  ])('ends with %s as %s', (_, outcome, answer) => {
    const { report, ends } = stage({ textDocument: null });
    report.follow(new AbortController().signal);
    report.answered(answer);
    expect(ends()).toEqual([['e', 'blame/file', outcome]]);
  });

  it('shows the moment in which it was given up', () => {
    const { report, ends } = stage({ textDocument });
    const controller = new AbortController();
    report.follow(controller.signal);
    controller.abort(new Cancelled());
    report.answered(new ResponseError(-32800, 'cancelled'));
    expect(ends()).toEqual([
      ['i', 'cancelled', undefined],
      ['e', 'blame/file', 'cancelled'],
    ]);
  });

  it('names what keeps the main thread busy for it', () => {
    const { report, events } = stage({ textDocument });
    expect(report.named('convert', () => 'wire')).toBe('wire');
    expect(events.at(-1)).toMatchObject({ ph: 'X', name: 'convert', args: { request: 11 } });
  });

  it('of any shape is taken', () => {
    expect(stage(null).events.at(-1)?.args).toMatchObject({ request: 11, uri: null, generation: null });
  });
});
