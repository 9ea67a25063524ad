/** Indexes of a long history given up while they are made, by the user who sees their progress; and blames cancelled meanwhile. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { errorCode, isIdle, type LspClient, startClient, uriOf } from '../../test/support/lspClient.ts';
import { git } from '../git.ts';
import { beginIndex } from '../historyIndex.ts';
import { createRandom, type Random } from '../random.ts';
import { files } from './histories.ts';

/** Milliseconds; an index that was done too soon to be given up has none. */
export interface GivenUp {
  /** From a blame's cancellation, while the index stands aside for it, to its reply. */
  readonly replies: number[];
  /** From the cancellation of the index to the end of its progress at the client, and until no thread was at work. */
  readonly ends: number[];
  readonly stops: number[];
}

/** The server tells of work that goes on for so long; the index of a long history takes seconds. */
const TOLD_AFTER = 300;
const WITHIN = 1500;

/** Each round has a clone of its own: what a user has given up is not begun again. */
export async function giveUpIndexes(bare: string, directory: string, rounds: number): Promise<GivenUp> {
  const given: GivenUp = { replies: [], ends: [], stops: [] };
  const caches = join(directory, 'caches');
  const client = startClient(['--stdio'], { XDG_CACHE_HOME: caches });
  try {
    const told = listen(client);
    await client.initialize({ capabilities: { window: { workDoneProgress: true } } });
    const random = createRandom(23);
    for (let round = 0; round < rounds; round++) {
      const clone = join(directory, `index-${round}`);
      mkdirSync(clone);
      git(clone, ['clone', '--quiet', '--shared', '--no-checkout', bare, '.']);
      await giveUp({ client, told, random, uri: uriOf(join(clone, files.walk)) }, given);
    }
    await client.stop();
    return given;
  } finally {
    client.kill();
  }
}

interface Round {
  readonly client: LspClient;
  readonly told: Told;
  readonly random: Random;
  readonly uri: string;
}

async function giveUp(
  { client, told, random, uri }: Round,
  { replies, ends, stops }: GivenUp,
): Promise<void> {
  const begun = told.begun();
  await beginIndex(client, uri);
  const token = await begun;
  await wait(random.next() * (WITHIN - TOLD_AFTER));
  const blame = client.start('blame/file', { textDocument: { uri }, options: { revision: 'HEAD' } });
  const code = errorCode(blame.answer);
  await wait(random.next() * 100);
  const asked = performance.now();
  blame.cancel();
  if ((await code) === -32800) replies.push(performance.now() - asked);
  await wait(random.next() * 100);
  if (told.isOver(token)) return;
  const ended = told.ended(token);
  const since = performance.now();
  client.notify('window/workDoneProgress/cancel', { token });
  await ended;
  ends.push(performance.now() - since);
  while (!isIdle(await client.stats())) await wait(1);
  stops.push(performance.now() - since);
}

interface Told {
  /** The token of the next work that the server tells of. */
  begun(): Promise<string>;
  ended(token: string): Promise<void>;
  isOver(token: string): boolean;
}

function listen({ connection }: LspClient): Told {
  const over = new Set<string>();
  const begins: ((token: string) => void)[] = [];
  const ends = new Map<string, () => void>();
  connection.onUnhandledProgress(({ token, value }) => {
    const { kind } = value as { readonly kind: string };
    const name = String(token);
    if (kind === 'begin') begins.shift()?.(name);
    if (kind !== 'end') return;
    over.add(name);
    ends.get(name)?.();
  });
  return {
    begun: () => new Promise((resolve) => begins.push(resolve)),
    ended: (token) => new Promise((resolve) => ends.set(token, resolve)),
    isOver: (token) => over.has(token),
  };
}
