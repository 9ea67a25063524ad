/** How requests end: with an answer, an error, or nothing to show. */
import { describe, expect, it } from 'vitest';
import { CancellationTokenSource, ResponseError } from 'vscode-jsonrpc/node';
import { GitError } from '../../../server/git/errors.ts';
import { type DispatchHost, dispatch, type Route, stopAll } from '../../../server/lsp/dispatch.ts';
import { InvalidParams } from '../../../server/lsp/errors.ts';
import type { RequestContext } from '../../../server/lsp/session.ts';
import { fakeSession } from '../../support/fakeSession.ts';

const params = { textDocument: { uri: 'file:///top/f' } };
const never = () => new Promise<never>(() => undefined);

function stage() {
  const { session, logged } = fakeSession();
  const host: DispatchHost = {
    session: () => session,
    running: new Set(),
    sendProgress: () => undefined,
    refreshLater: () => undefined,
    client: { notify: () => undefined, request: async () => null },
    tracing: null,
    admitted: () => null,
  };
  const ask = (kind: Route['kind'], handle: (context: RequestContext) => Promise<unknown>) => {
    const source = new CancellationTokenSource();
    const whole = {
      method: 'm',
      kind,
      empty: [],
      handle: (_: unknown, __: unknown, context: RequestContext) => handle(context),
    };
    const answer = dispatch(whole as Route, host)(params, source.token);
    return { answer, cancel: () => source.cancel() };
  };
  return { session, logged, ask, host };
}

/** The code of an error answer, the answer itself otherwise. */
async function outcome(answer: Promise<unknown>): Promise<unknown> {
  const value = await answer;
  return value instanceof ResponseError ? value.code : value;
}

describe('a request that can be answered at once', () => {
  const asked = (now: () => object | null) => {
    const { host, session } = stage();
    const token = new CancellationTokenSource().token;
    const route: Route = { method: 'blame/line', kind: 'explicit', now, handle: async () => 'later' };
    return { answer: outcome(dispatch(route, host)(params, token)), session };
  };

  it('is', async () => {
    const { answer, session } = asked(() => ['now']);
    expect(await answer).toEqual(['now']);
    expect(session.activity.focus.urgencyOf('whole', 'file:///top/other', true)).toBe('open');
  });

  it('is answered as ever when it can not, or something is wrong with it', async () => {
    const wrong = () => {
      throw new InvalidParams('no such thing');
    };
    expect([await asked(() => null).answer, await asked(wrong).answer]).toEqual(['later', 'later']);
  });
});

describe.each(['explicit', 'implicit'] as const)('an %s request', (kind) => {
  it('is answered', async () => {
    expect(await outcome(stage().ask(kind, async () => 'answer').answer)).toBe('answer');
  });

  it('is answered at once when it is cancelled, whatever the work does', async () => {
    const { ask } = stage();
    const request = ask(kind, never);
    request.cancel();
    expect(await outcome(request.answer)).toBe(-32800);
  });

  it('tells its work that it was cancelled', async () => {
    let aborted = false;
    const request = stage().ask(kind, ({ signal }) => {
      signal.addEventListener('abort', () => {
        aborted = true;
      });
      return never();
    });
    request.cancel();
    await request.answer;
    expect(aborted).toBe(true);
  });

  it('with bad parameters is an error', async () => {
    const fail = () => Promise.reject(new InvalidParams('bad'));
    expect(await outcome(stage().ask(kind, fail).answer)).toBe(-32602);
  });
});

describe('an explicit request', () => {
  it.each([
    ['none', []],
    ['two of them', [1, 2]],
  ])('gets an object without fields where its parameters are a list: %s', async (_, list) => {
    const { host } = stage();
    const route: Route = { method: 'm', kind: 'explicit', handle: async (_, received) => received };
    const { token } = new CancellationTokenSource();
    expect(await dispatch(route, host)(...list, token)).toEqual({});
  });

  it('fails with the fault of the repository', async () => {
    const fail = () => Promise.reject(new GitError('missingObject', 'gone'));
    expect(await outcome(stage().ask('explicit', fail).answer)).toBe(-32803);
  });

  it('survives newer text and newer requests', async () => {
    const { session, ask } = stage();
    let finish: (value: string) => void = () => undefined;
    const old = ask(
      'explicit',
      () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    );
    ask('explicit', never);
    session.superseding.endAll(params.textDocument.uri);
    finish('kept');
    expect(await outcome(old.answer)).toBe('kept');
  });

  it('is given up when the server stops', async () => {
    const { ask, host } = stage();
    const request = ask('explicit', never);
    stopAll(host.running);
    expect(await outcome(request.answer)).toBe(-32802);
    expect(host.running.size).toBe(0);
  });
});

describe('an implicit request', () => {
  it('has nothing to show when newer text comes', async () => {
    const { session, ask } = stage();
    const request = ask('implicit', never);
    session.superseding.endAll(params.textDocument.uri);
    expect(await outcome(request.answer)).toEqual([]);
  });

  it('has nothing to show when a newer one takes its place', async () => {
    const { ask } = stage();
    const old = ask('implicit', never);
    ask('implicit', never);
    expect(await outcome(old.answer)).toEqual([]);
  });

  it('has nothing to show for a faulty repository, and says so once', async () => {
    const { ask, logged } = stage();
    const fail = () => Promise.reject(new GitError('corruptObject', 'broken pack'));
    expect(await outcome(ask('implicit', fail).answer)).toEqual([]);
    expect(await outcome(ask('implicit', fail).answer)).toEqual([]);
    expect(logged.filter((line) => line.includes('broken pack'))).toEqual(['warning: broken pack']);
  });
});
