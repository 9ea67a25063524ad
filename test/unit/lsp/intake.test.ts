/** What a client says, in the order in which it is dealt with, and what is never dealt with. */
import { beforeEach, expect, it } from 'vitest';
import { AbstractMessageReader, type DataCallback, type Message } from 'vscode-jsonrpc/node';
import { type HandleMessage, Intake, SLICE } from '../../../server/lsp/intake.ts';

class Script extends AbstractMessageReader {
  say: DataCallback = () => undefined;
  listen(callback: DataCallback) {
    this.say = callback;
    return { dispose: () => undefined };
  }
}

const request = (id: number | string | null, method = 'ask') => ({ jsonrpc: '2.0', id, method });
const notification = (method: string) => ({ jsonrpc: '2.0', method });
const cancel = (id: unknown) => ({ jsonrpc: '2.0', method: '$/cancelRequest', params: { id } });
const nameOf = (message: object) => {
  const { id, method } = message as { id?: string | number | null; method?: string };
  return id === undefined ? String(method) : `${method} ${id}`;
};

/** A connection as the library's: one message a turn, which it has handed to a strategy. */
function stage() {
  const reader = new Script();
  const turns: (() => void)[] = [];
  const world = { now: 0, cost: 0 };
  const heard: string[] = [];
  const byConnection: string[] = [];
  const refused: unknown[] = [];
  const faults: string[] = [];
  const waiting = new Set<unknown>();
  const intake = new Intake({
    reader,
    refuse: ({ id }) => void refused.push(id),
    takeBack: (id) => waiting.delete(id),
    now: () => world.now,
    nextTurn: (action) => void turns.push(action),
  });
  const handle: HandleMessage = (message) => {
    world.now += world.cost;
    const name = nameOf(message);
    if (name === 'choke') throw new Error('it chokes');
    heard.push(name);
    return name === 'fail' ? Promise.reject(new Error('it fails')) : undefined;
  };
  intake.onError((error) => faults.push(error.message));
  intake.listen((message) => {
    if ((message as { id?: unknown }).id === null) throw new Error('nobody asks');
    byConnection.push(nameOf(message));
    turns.push(() => void intake.begin(message, handle));
  });
  const say = (...messages: readonly object[]) => {
    for (const message of messages) reader.say(message as Message);
  };
  const turn = () => {
    for (const action of turns.splice(0)) action();
  };
  const begin = () => {
    say(request(0, 'initialize'));
    turn();
    turn();
    heard.length = 0;
    byConnection.length = 0;
  };
  return { world, heard, byConnection, refused, waiting, faults, turns, say, turn, begin };
}

let current = stage();
beforeEach(() => {
  current = stage();
});

it('lets the connection have the first message, and everything else wait for that', () => {
  const { say, turn, heard, byConnection } = current;
  say(request(0, 'initialize'), notification('initialized'), request(1));
  turn();
  expect([heard, byConnection]).toEqual([[], ['initialize 0']]);
  turn();
  turn();
  expect(heard).toEqual(['initialize 0', 'initialized', 'ask 1']);
  expect(byConnection).toEqual(['initialize 0']);
});

it('takes in what has come in one turn, and no longer than a slice', () => {
  const { say, turn, begin, heard, world } = current;
  begin();
  say(...Array.from({ length: 100 }, (_, id) => request(id)));
  expect(heard).toEqual([]);
  turn();
  expect(heard).toHaveLength(100);
  world.cost = SLICE / 4;
  say(...Array.from({ length: 6 }, (_, id) => request(id)));
  turn();
  expect(heard).toHaveLength(104);
  turn();
  expect(heard.slice(100)).toEqual([0, 1, 2, 3, 4, 5].map((id) => `ask ${id}`));
});

it('answers what was taken back before its turn, and tells the connection of the rest', () => {
  const { say, turn, begin, heard, refused, byConnection } = current;
  begin();
  say(request(1), request('1'), request(2), cancel(1), cancel(3));
  turn();
  expect([heard, refused]).toEqual([['ask 1', 'ask 2', '$/cancelRequest'], [1]]);
  say(cancel(2));
  turn();
  expect([heard.slice(3), byConnection]).toEqual([
    ['$/cancelRequest'],
    ['$/cancelRequest', '$/cancelRequest'],
  ]);
  expect(refused).toEqual([1]);
});

it('takes back what waits elsewhere, in the same moment', () => {
  const { say, begin, waiting, byConnection } = current;
  begin();
  waiting.add(1);
  say(cancel(1), cancel(2));
  expect([[...waiting], byConnection]).toEqual([[], ['$/cancelRequest']]);
});

it.each(['initialize', 'shutdown'])('takes the step %s whoever is sorry', (method) => {
  const { say, turn, heard, refused } = current;
  say(request(1, method), cancel(1));
  turn();
  turn();
  expect([heard, refused]).toEqual([[`${method} 1`], []]);
});

it('lets what was answered get out before the end', () => {
  const { say, turn, begin, heard } = current;
  begin();
  say(request(1, 'shutdown'), notification('exit'));
  turn();
  expect(heard).toEqual(['shutdown 1']);
  turn();
  expect(heard).toEqual(['shutdown 1', 'exit']);
});

it('answers two requests of one id twice', () => {
  const { say, turn, begin, heard } = current;
  begin();
  say(request(1, 'one'), request(1, 'two'));
  turn();
  expect(heard).toEqual(['one 1', 'two 1']);
});

it('goes on after what makes no sense', () => {
  const { say, turn, begin, heard, faults } = current;
  begin();
  say(notification('choke'), request(null), cancel(null), notification('fail'), notification('a'));
  turn();
  turn();
  expect(heard).toEqual(['fail', 'a', '$/cancelRequest']);
  return expect.poll(() => faults).toEqual(['it chokes', 'nobody asks', 'it fails']);
});

it('goes on after a first message that the connection chokes on', () => {
  const { say, turn, heard, faults } = current;
  say(request(null), request(0, 'initialize'), notification('a'));
  for (let count = 0; count < 4; count++) turn();
  expect([heard, faults]).toEqual([['initialize 0', 'a'], ['nobody asks']]);
});
