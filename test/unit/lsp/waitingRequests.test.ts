/** Requests that wait: who is handed over when, and how those end that never are. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { RequestMessage } from 'vscode-jsonrpc/node';
import { ResponseError } from 'vscode-jsonrpc/node';
import { ChunkedText } from '../../../server/base/chunkedText.ts';
import { Trace } from '../../../server/base/trace.ts';
import type { ExplicitRoute, ImplicitRoute } from '../../../server/lsp/dispatch.ts';
import { type Admitted, WaitingRequests } from '../../../server/lsp/waitingRequests.ts';
import { fakeSession } from '../../support/fakeSession.ts';

const PLACES = 8;
const uriOf = (name: string | number) => `file:///top/${name}`;

const lens: ImplicitRoute = {
  method: 'lens',
  kind: 'implicit',
  empty: [],
  refreshable: 'codeLens',
  waits: (_, uri) => !uri.endsWith('symbols'),
  interim: async (session, params) => {
    const { uri } = (params as { textDocument: { uri: string } }).textDocument;
    return session.documents.get(uri) && ['shown'];
  },
  handle: async () => null,
};
const line: ExplicitRoute = { method: 'line', kind: 'explicit', handle: async () => null };

function stage(isTraced = false) {
  const { session, world, refreshed } = fakeSession({
    capabilities: { workspace: { codeLens: { refreshSupport: true } } },
  });
  const events: string[] = [];
  const write = (text: string) => {
    const { ph, name, args } = JSON.parse(text.slice(2)) as {
      ph: string;
      name: string;
      args: { request?: number; outcome?: string };
    };
    if (ph !== 'M') events.push(`${ph} ${name} ${args.request ?? args.outcome}`);
  };
  const trace = isTraced ? new Trace({ write, processId: 1, now: () => 0 }) : null;
  const answers: [unknown, unknown][] = [];
  const inside = new Map<unknown, Admitted>();
  const line_ = new WaitingRequests({
    routes: [line, lens],
    session: () => session,
    answer: (id, answer) => void answers.push([id, answer instanceof ResponseError ? answer.code : answer]),
    tracing: trace && { trace, request: () => null },
    onError: (error) => void events.push(String(error)),
  });
  const handle = (message: object) => {
    const admitted = line_.handOver();
    if (admitted) inside.set((message as RequestMessage).id, admitted);
  };
  const open = (name: string | number) =>
    session.documents.set({ uri: uriOf(name), version: 1, text: ChunkedText.of('') });
  let id = 0;
  const ask = (name: string | number = id + 1, method = 'lens') =>
    line_.take({ jsonrpc: '2.0', id: ++id, method, params: { textDocument: { uri: uriOf(name) } } }, handle);
  const fill = () => {
    for (let count = 0; count < PLACES; count++) ask();
  };
  const { desk } = session.service;
  const { turns } = world;
  return { session, desk, turns, refreshed, line: line_, answers, inside, events, open, ask, fill, handle };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

let current = stage();
beforeEach(() => {
  current = stage();
});

describe('a request', () => {
  it('is handed over at once while few are worked on, else when one of them is answered', async () => {
    const { ask, fill, inside, desk } = current;
    fill();
    expect([...inside.keys()]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect([ask(), ask(), inside.size, desk.size]).toEqual([true, true, 8, 10]);
    inside.get(3)?.leave();
    await turn();
    expect([[...inside.keys()].slice(8), desk.size]).toEqual([[9], 9]);
  });

  it('is handed over in a turn to come where this one is spent, each by itself', async () => {
    const { ask, line, turns, answers, inside } = current;
    turns.isSpent = true;
    ask();
    ask();
    ask();
    line.takeBack(1);
    await turn();
    expect([[...inside.keys()], answers]).toEqual([[], [[1, -32800]]]);
    await turns.pass(1);
    expect([...inside.keys()]).toEqual([2]);
    await turns.pass();
    expect([...inside.keys()]).toEqual([2, 3]);
  });

  it('goes before others where the user is by then', async () => {
    const { ask, fill, inside, session } = current;
    fill();
    ask('far');
    ask('near');
    session.activity.focus.touch(uriOf('near'));
    inside.get(1)?.leave();
    await turn();
    expect([...inside.keys()].at(-1)).toBe(10);
  });

  it('is known to have come when it came', () => {
    const { ask, fill, inside } = current;
    fill();
    ask();
    ask();
    const moments = [...inside.values()].map(({ since }) => since);
    inside.get(1)?.leave();
    inside.get(2)?.leave();
    const [earlier, later] = [9, 10].map((id) => inside.get(id)?.since ?? 0);
    expect(earlier).toBeGreaterThan(Math.max(...moments));
    expect(later).toBeGreaterThan(earlier ?? 0);
  });

  it.each([
    ['of another kind', 'line', {}],
    ['without a document', 'lens', { params: {} }],
    ['with the id of one that waits', 'lens', { id: 9 }],
  ])('%s does not wait', (_, method, more) => {
    const { ask, fill, line, handle } = current;
    fill();
    ask();
    const params = { textDocument: { uri: uriOf('other') } };
    expect(line.take({ jsonrpc: '2.0', id: 100, method, params, ...more }, handle)).toBe(false);
  });

  it('about a text that is being typed does not wait here', () => {
    const { ask, fill, session } = current;
    fill();
    for (let key = 0; key < 3; key++) session.activity.saw('textDocument/didChange', uriOf('typed'));
    expect([ask('typed'), ask('other')]).toEqual([false, true]);
  });

  it('leaves its place to the next one where nobody handles it', () => {
    const { fill, line, desk } = current;
    line.take(
      { jsonrpc: '2.0', id: 0, method: 'lens', params: { textDocument: { uri: uriOf('x') } } },
      () => undefined,
    );
    expect(desk.size).toBe(0);
    fill();
    expect(desk.size).toBe(PLACES);
  });
});

describe('a request that waits', () => {
  it('is answered at once when it is taken back', async () => {
    const { ask, fill, line, answers, inside, session, desk } = current;
    fill();
    ask();
    expect([line.takeBack(9), line.takeBack(9), line.takeBack(1), line.takeBack('9')]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    await turn();
    expect(answers).toEqual([[9, -32800]]);
    inside.get(1)?.leave();
    expect([inside.size, desk.size]).toEqual([PLACES, PLACES - 1]);
    expect(session.service.stats()).toMatchObject({ requests: 1, cancelled: 1, inFlight: 0 });
  });

  it.each([
    ['newer text', (uri: string) => current.session.superseding.endAll(uri)],
    ['a newer one', () => void current.ask('open')],
  ])('gives way to %s, with what is on the screen', async (_, supersede) => {
    const { ask, fill, open, answers, session } = current;
    open('open');
    fill();
    ask('open');
    ask('closed');
    supersede(uriOf('open'));
    session.superseding.endAll(uriOf('closed'));
    await turn();
    expect(new Map(answers as [number, unknown][])).toEqual(
      new Map<number, unknown>([
        [9, ['shown']],
        [10, []],
      ]),
    );
    expect(session.service.stats()).toMatchObject({ requests: 2, superseded: 2 });
  });

  it('is no question for a blame where it needs none', async () => {
    const { ask, fill, line, answers, session } = current;
    fill();
    ask('symbols');
    line.takeBack(9);
    await turn();
    expect([answers.length, session.service.stats().requests]).toEqual([1, 0]);
  });

  it('is dropped when too many wait, the oldest first, and asked for again when all is quiet', async () => {
    const { ask, fill, line, answers, refreshed, desk, inside } = current;
    fill();
    for (let count = 0; count < 4098; count++) ask();
    await turn();
    expect(answers).toEqual([
      [9, []],
      [10, []],
    ]);
    expect(desk.size).toBe(PLACES + 4096);
    expect([inside.size, refreshed]).toEqual([PLACES, []]);
    line.stop();
    for (const { leave } of inside.values()) leave();
    await turn();
    expect(refreshed).toEqual(['codeLens']);
  });

  it('has nothing to show when the server stops', async () => {
    const { ask, fill, line, answers, inside, desk } = current;
    fill();
    ask();
    ask();
    line.stop();
    await turn();
    expect(answers).toEqual([
      [9, []],
      [10, []],
    ]);
    for (const { leave } of inside.values()) leave();
    expect([inside.size, desk.size]).toEqual([PLACES, 0]);
  });
});

it('shows each in the trace from when it came, and once', async () => {
  const { ask, fill, line, events, inside } = stage(true);
  fill();
  ask();
  ask();
  events.length = 0;
  ask();
  line.takeBack(9);
  inside.get(1)?.leave();
  await turn();
  expect(events).toEqual(['b lens 11', 'i cancelled 9', 'e lens cancelled']);
  expect(inside.get(10)?.cause).toMatchObject({ request: 10, uri: uriOf(10) });
});
