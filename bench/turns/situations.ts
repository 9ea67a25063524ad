/** Situations that have much for the main thread to do at once, gone through with one server. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { errorCode, isIdle, type LspClient, startClient, uriOf } from '../../test/support/lspClient.ts';
import { traceClock } from '../traceReader.ts';

export const LONG_LINES = 200_000;
export const SMALL_FILES = 3000;
/** Of a file of as many lines: each has its own. */
export const COMMITS = 4000;

export const paths = {
  long: 'long.txt',
  huge: 'huge.txt',
  owned: 'owned.txt',
  small: (at: number): string => `small/${at % 50}/${at}.txt`,
} as const;

/** When a situation was gone through, on the trace's clock. */
export interface Situated {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

export interface Circumstances {
  readonly traceFile: string;
  readonly environment: Readonly<Record<string, string>>;
  /** How often all is gone through; the first time does not count. */
  readonly rounds: number;
  /** Only situations that have this in their name. */
  readonly only?: string;
}

const settings = { inlayHint: 'line', codeLens: 'hunks', maxFileMegabytes: 1000 };

export interface Beginning extends Pick<Circumstances, 'traceFile' | 'environment'> {
  readonly name: string;
  /** The file that is asked for first. */
  readonly path: string;
}

/** A server is started and asked for a blame; it goes when it has written down what it keeps. */
export async function firstBlame(directory: string, { name, ...beginning }: Beginning): Promise<Situated> {
  const start = traceClock();
  let end = start;
  await served(directory, beginning, async () => {
    await wait(1000);
    end = traceClock();
  });
  return { name, start, end };
}

/** All situations, the ones of each round after those of the one before. */
export async function runSituations(
  directory: string,
  { rounds, only = '', ...circumstances }: Circumstances,
): Promise<Situated[]> {
  const times: Situated[] = [];
  await served(directory, { ...circumstances, path: paths.small(0) }, async (stage) => {
    for (let round = 0; round < rounds; round++) {
      for (const [name, act] of situations) {
        if (!name.includes(only)) continue;
        const start = traceClock();
        await act(stage);
        await stage.quiet();
        if (round > 0) times.push({ name, start, end: traceClock() });
      }
    }
  });
  return times;
}

async function served(
  directory: string,
  { traceFile, environment, path }: Omit<Beginning, 'name'>,
  act: (stage: Stage) => Promise<void>,
): Promise<void> {
  const client = startClient(['--stdio', `--trace-file=${traceFile}`], environment);
  try {
    await client.initialize({ initializationOptions: settings });
    const stage = new Stage(client, directory);
    await client.blame({ textDocument: { uri: uriOf(join(directory, path)) } });
    await stage.quiet();
    await act(stage);
    await client.stop();
  } finally {
    client.kill();
  }
}

/** An editor in that repository. */
class Stage {
  readonly client: LspClient;
  readonly directory: string;
  private readonly versions = new Map<string, number>();

  constructor(client: LspClient, directory: string) {
    this.client = client;
    this.directory = directory;
  }

  open(path: string): void {
    const file = join(this.directory, path);
    this.versions.set(path, 1);
    this.client.open(file, readFileSync(file, 'utf8'));
  }

  close(path: string): void {
    this.client.notify('textDocument/didClose', { textDocument: { uri: this.uri(path) } });
  }

  change(path: string, range: object | null, text: string): void {
    const version = (this.versions.get(path) ?? 1) + 1;
    this.versions.set(path, version);
    this.client.notify('textDocument/didChange', {
      textDocument: { uri: this.uri(path), version },
      contentChanges: [range === null ? { text } : { range, text }],
    });
  }

  ask(method: string, path: string, more: object = {}): Promise<unknown> {
    return this.client.request(method, { textDocument: { uri: this.uri(path) }, ...more });
  }

  uri(path: string): string {
    return uriOf(join(this.directory, path));
  }

  /** Nothing is left to do. */
  async quiet(): Promise<void> {
    await wait(250);
    while (!isIdle(await this.client.stats())) await wait(50);
    await wait(250);
  }
}

const whole = { range: rangeOf(0, LONG_LINES) };
const MIDDLE = LONG_LINES / 2;

type Situation = readonly [name: string, act: (stage: Stage) => void | Promise<void>];

const situations: readonly Situation[] = [
  [
    'a long file is opened and blamed',
    async (stage) => {
      stage.open(paths.long);
      await stage.ask('blame/file', paths.long);
    },
  ],
  [
    'its hints, lenses, a hover, a summary',
    async (stage) => {
      await stage.ask('textDocument/inlayHint', paths.long, whole);
      await stage.ask('textDocument/codeLens', paths.long);
      await stage.ask('textDocument/hover', paths.long, at(MIDDLE));
      await stage.ask('blame/summary', paths.long);
    },
  ],
  ['typing in it, a line and hints asked for', (stage) => typing(stage, paths.long, MIDDLE)],
  [
    'ten answers of 200,000 lines at once',
    async (stage) =>
      void (await Promise.all(Array.from({ length: 10 }, () => stage.ask('blame/file', paths.long)))),
  ],
  [
    'an answer in parts',
    async (stage) =>
      void (await stage.ask('blame/file', paths.long, {
        partialResultToken: 'p',
        options: { since: since() },
      })),
  ],
  ['400 KB pasted, then taken out', (stage) => pasting(stage, 400_000)],
  ['1 MB pasted, then taken out', (stage) => pasting(stage, 1_000_000)],
  ['10 MB pasted, then taken out', (stage) => pasting(stage, 10_000_000)],
  ['the long file is closed', (stage) => stage.close(paths.long)],
  [
    'a file of 4,000 commits is opened and blamed',
    async (stage) => {
      stage.open(paths.owned);
      await stage.ask('blame/file', paths.owned, { options: { since: since() } });
      await stage.ask('blame/file', paths.owned);
    },
  ],
  ['typing in it, a line and its hints asked for', (stage) => typing(stage, paths.owned, COMMITS / 2)],
  [
    'its lenses, a summary',
    async (stage) => {
      await stage.ask('textDocument/codeLens', paths.owned);
      await stage.ask('blame/summary', paths.owned);
    },
  ],
  ['it is closed', (stage) => stage.close(paths.owned)],
  ['50 MB are opened', (stage) => stage.open(paths.huge)],
  ['typing in 50 MB', (stage) => typing(stage, paths.huge, 400_000)],
  [
    '50 MB are sent anew',
    (stage) =>
      stage.change(paths.huge, null, `new\n${readFileSync(join(stage.directory, paths.huge), 'utf8')}`),
  ],
  ['50 MB are closed', (stage) => stage.close(paths.huge)],
  ['5,000 watched files in one message', (stage) => watched(stage, 1, 5000)],
  ['2,000 messages of watched files', (stage) => watched(stage, 2000, 3)],
  [
    '3,000 documents are opened, lenses asked for',
    async (stage) => {
      for (let number = 0; number < SMALL_FILES; number++) {
        stage.open(paths.small(number));
        void errorCode(stage.ask('textDocument/codeLens', paths.small(number)));
      }
      await wait(1000);
    },
  ],
  [
    '3,000 documents are closed',
    (stage) => {
      for (let number = 0; number < SMALL_FILES; number++) stage.close(paths.small(number));
    },
  ],
];

const KEYS = 30;

async function typing(stage: Stage, path: string, line: number): Promise<void> {
  for (let key = 0; key < KEYS; key++) {
    stage.change(path, { start: { line, character: key }, end: { line, character: key } }, 'x');
    const asked = [
      stage.ask('blame/line', path, at(line)),
      stage.ask('textDocument/inlayHint', path, { range: rangeOf(line - 30, line + 30) }),
    ];
    await Promise.all(asked.map(errorCode));
    await wait(20);
  }
  // And once with many hints moved along while somebody types.
  for (let key = 0; key < 3; key++) {
    stage.change(path, { start: { line, character: key }, end: { line, character: key } }, 'x');
    await errorCode(stage.ask('textDocument/inlayHint', path, { range: rangeOf(line, line + 5000) }));
  }
}

async function pasting(stage: Stage, length: number): Promise<void> {
  const line = 'what somebody has put into a file that was long enough\n';
  const lines = Math.round(length / line.length);
  stage.change(paths.long, rangeOf(MIDDLE, MIDDLE), line.repeat(lines));
  await errorCode(stage.ask('blame/line', paths.long, at(MIDDLE)));
  await wait(300);
  stage.change(paths.long, rangeOf(MIDDLE, MIDDLE + lines), '');
  await errorCode(stage.ask('blame/line', paths.long, at(MIDDLE)));
}

function watched({ client, directory }: Stage, messages: number, files: number): void {
  for (let message = 0; message < messages; message++) {
    const changes = Array.from({ length: files }, (_, number) => {
      const inGit = number % 2 === 0;
      const path = inGit
        ? `.git/refs/heads/b${message}-${number}`
        : paths.small((message + number) % SMALL_FILES);
      return { uri: uriOf(join(directory, path)), type: 2 };
    });
    client.notify('workspace/didChangeWatchedFiles', { changes });
  }
}

let asked = 0;

/** A date before all history, another one each time: what is asked with it is in no cache. */
function since(): string {
  return new Date(++asked * 1000).toISOString();
}

function at(line: number): object {
  return { position: { line, character: 0 } };
}

function rangeOf(start: number, end: number): object {
  return { start: { line: start, character: 0 }, end: { line: end, character: 0 } };
}
