/** `cancel`: blames cancelled at random moments of every phase; how long until the reply, and until the engine stops. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ProgressType } from 'vscode-jsonrpc/node';
import type { WireBlameOptions } from '../../server/lsp/protocol.ts';
import { errorCode, isIdle, type LspClient, startClient, uriOf } from '../../test/support/lspClient.ts';
import { createRandom, type Random } from '../random.ts';
import type { Report } from '../report.ts';
import type { Scenario, ScenarioOptions } from '../scenario.ts';
import { figure, percentile } from '../statistics.ts';
import { cacheDirectory, cachedRepository, cloneRepository, syntheticPath } from '../syntheticRepository.ts';
import { readTrace, replyParts, stopTimes, traceClock } from '../traceReader.ts';
import { metered, readTurns, type Turn, turnTable } from '../turns/readTurns.ts';
import { files, longHistories, WALK_COMMITS } from './histories.ts';
import { type GivenUp, giveUpIndexes } from './indexes.ts';

interface Phase {
  readonly name: string;
  readonly repository: 'long' | 'synthetic';
  readonly path: string;
  readonly options?: WireBlameOptions & { readonly detectCopies?: number };
  /** Blames of other files that keep all threads busy meanwhile, so that this one waits. */
  readonly behind?: number;
  /** Whether partial results are asked for and the cancellation comes after the first. */
  readonly streams?: boolean;
}

const phases: readonly Phase[] = [
  { name: 'huge file: read, inflate, compare', repository: 'long', path: files.huge },
  { name: 'diff of 200,000 lines', repository: 'long', path: files.diff },
  { name: `walk over ${WALK_COMMITS.toLocaleString('en')} commits`, repository: 'long', path: files.walk },
  { name: 'waiting in line', repository: 'long', path: files.walk, behind: 6 },
  { name: 'streaming', repository: 'synthetic', path: syntheticPath(0), streams: true },
  {
    name: 'copies from all files (-C -C -C)',
    repository: 'synthetic',
    path: syntheticPath(40),
    options: { detectCopies: 3 },
  },
];

/** Cancellations come within this time, in milliseconds, or within that of the whole blame if it is shorter. */
const WITHIN = 400;

/** Of so many rounds one asks for what does not exist, instead of cancelling: what a message there and back takes at such a moment. */
const ECHO_EVERY = 4;

interface Outcome {
  readonly replies: number[];
  /** Until the server heard of it, and from there until the reply was on its way. */
  readonly heard: number[];
  readonly left: number[];
  readonly echoes: number[];
  readonly stops: number[];
  readonly turns: readonly Turn[];
  /** Answered before the cancellation came. */
  tooLate: number;
}

export const cancel: Scenario = {
  name: 'cancel',
  summary:
    'blames cancelled at random moments; --count=<n> of them in all (1,000); --only=<part of the name of a phase>, without indexes',
  async run(options): Promise<Report> {
    const directory = mkdtempSync(join(cacheDirectory(), 'cancel-'));
    try {
      const places = {
        long: await cloned(await longHistories(), join(directory, 'long')),
        synthetic: await cloned(
          await cachedRepository({ files: 4200, commits: 20_000, seed: 1 }),
          join(directory, 'synthetic'),
        ),
      };
      const report = await measureAll(places, options);
      if (options.texts('only').length > 0) return report;
      const rounds = Math.ceil(options.number('count', 1000) / 40);
      const given = await giveUpIndexes(await longHistories(), directory, rounds);
      return { ...report, tables: [...report.tables, indexTable(given)] };
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  },
};

async function cloned(bare: string, directory: string): Promise<string> {
  mkdirSync(directory);
  cloneRepository(bare, directory);
  return directory;
}

type Places = Readonly<Record<Phase['repository'], string>>;

async function measureAll(places: Places, options: ScenarioOptions): Promise<Report> {
  const known = await announcedOptions();
  const only = options.texts('only').at(-1) ?? '';
  const wanted = phases.filter(({ name }) => name.includes(only));
  const possible = wanted.filter((phase) =>
    Object.keys(phase.options ?? {}).every((name) => known.includes(name)),
  );
  const count = Math.ceil(options.number('count', 1000) / possible.length);
  const rows: string[][] = [];
  const all: Outcome = { replies: [], heard: [], left: [], echoes: [], stops: [], turns: [], tooLate: 0 };
  const turns: [string, readonly Turn[]][] = [];
  for (const phase of possible) {
    const outcome = await measure(phase, places, count);
    options.say(`${phase.name}: done`);
    rows.push(rowOf(phase.name, outcome));
    turns.push([phase.name, outcome.turns]);
    for (const part of ['replies', 'heard', 'left', 'echoes', 'stops'] as const)
      all[part].push(...outcome[part]);
    all.tooLate += outcome.tooLate;
  }
  const left = wanted.filter((phase) => !possible.includes(phase)).map(({ name }) => name);
  return {
    about: [
      '- Reply: from sending `$/cancelRequest` to the error -32800, at the client; of which heard: until the server knew, and left: from',
      '  there until the reply was written, from the trace. Echo: the answer to an unknown method at such a moment, which costs the server',
      '  nothing. Stop: from the moment the server heard to the moment the engine thread let go, from the trace; only where a thread was at work. Milliseconds.',
      ...left.map((name) => `- Not measured, because the server does not announce its option: ${name}`),
    ],
    tables: [
      {
        title: `${possible.length * count} cancelled blames`,
        columns: ['', 'cancelled', 'too late', 'at work', ...names.flatMap(times)],
        rows: [...rows, rowOf('all', all)],
      },
      turnTable(turns),
    ],
  };
}

const names = ['reply', 'heard', 'left', 'echo', 'stop'];

function times(name: string): string[] {
  return ['p50', 'p99', 'max'].map((which) => `${name} ${which}`);
}

function rowOf(name: string, { replies, heard, left, echoes, stops, tooLate }: Outcome): string[] {
  const three = (values: readonly number[]) =>
    [0.5, 0.99, 1].map((share) => figure(percentile(values, share)));
  const measured = [replies, heard, left, echoes, stops];
  return [name, ...[replies.length, tooLate, stops.length].map(figure), ...measured.flatMap(three)];
}

function indexTable({ replies, ends, stops }: GivenUp): Report['tables'][number] {
  const row = (name: string, values: readonly number[]) => [
    name,
    figure(values.length),
    ...[0.5, 0.99, 1].map((share) => figure(percentile(values, share))),
  ];
  return {
    title: `Indexes of ${WALK_COMMITS.toLocaleString('en')} commits given up while they were made`,
    columns: ['', 'times', 'p50', 'p99', 'max'],
    rows: [
      row('a blame cancelled meanwhile: its reply', replies),
      row('`window/workDoneProgress/cancel` until the end of the progress', ends),
      row('and until `blame/stats` says that no thread is at work', stops),
    ],
  };
}

async function announcedOptions(): Promise<readonly string[]> {
  const client = startClient();
  const { capabilities } = await client.initialize();
  await client.stop();
  const { blameProvider } = capabilities.experimental as { blameProvider: { options?: readonly string[] } };
  return blameProvider.options ?? [];
}

async function measure(phase: Phase, places: Places, count: number): Promise<Outcome> {
  const directory = places[phase.repository];
  const traceFile = join(directory, '.git', 'trace.json');
  const meterFile = join(directory, '.git', 'turns.jsonl');
  rmSync(meterFile, { force: true });
  const client = startClient(['--stdio', `--trace-file=${traceFile}`], metered(meterFile));
  const replies: number[] = [];
  const echoes: number[] = [];
  const sent: number[] = [];
  let tooLate = 0;
  try {
    // What it remembers of comparisons would leave nothing to cancel.
    await client.initialize({ initializationOptions: { hunkCacheMegabytes: 0 } });
    const asking = new Asking(client, directory, phase);
    const random = createRandom(11);
    // The first one is slower than all others.
    await asking.wholeTime();
    const span = Math.min(WITHIN, await asking.wholeTime());
    for (let round = 0; round < count; round++) {
      const reply = await asking.cancelledAfter(span, random);
      if (reply.ms === null) tooLate++;
      else {
        sent.push(reply.sent);
        replies.push(reply.ms);
      }
      if (round % ECHO_EVERY === 0) echoes.push(await asking.echoAfter(span, random));
    }
    await client.stop();
    const events = readTrace(traceFile);
    const parts = replyParts(events, sent).filter((part) => part !== null);
    const [heard, left] = [parts.map((part) => part.heard), parts.map((part) => part.left)];
    const turns = readTurns(meterFile, events);
    return { replies, heard, left, echoes, stops: stopTimes(events), turns, tooLate };
  } finally {
    client.kill();
  }
}

class Asking {
  private readonly client: LspClient;
  private readonly directory: string;
  private readonly phase: Phase;
  private asked = 0;

  constructor(client: LspClient, directory: string, phase: Phase) {
    this.client = client;
    this.directory = directory;
    this.phase = phase;
  }

  /** How long the blame takes when nobody cancels it, in milliseconds; no longer than it matters. */
  async wholeTime(): Promise<number> {
    const since = performance.now();
    const { answer, cancel } = this.ask(this.phase.path);
    await Promise.race([answer.catch(() => undefined), wait(5000, undefined, { ref: false })]);
    cancel();
    await this.idle();
    return performance.now() - since;
  }

  /** Milliseconds until an unknown method is refused while the blame is worked on. */
  async echoAfter(span: number, random: Random): Promise<number> {
    const { answer, cancel } = this.ask(this.phase.path);
    const code = errorCode(answer);
    await Promise.race([wait(random.next() * span), code]);
    const since = performance.now();
    await errorCode(this.client.request('blame/unheard', {}));
    const ms = performance.now() - since;
    cancel();
    await code;
    await this.idle();
    return ms;
  }

  /** When the cancellation was sent, by the trace's clock, and milliseconds to its reply; null when the answer came first. */
  async cancelledAfter(span: number, random: Random): Promise<{ sent: number; ms: number | null }> {
    const others = Array.from({ length: this.phase.behind ?? 0 }, () => this.ask(this.phase.path));
    const { answer, started, cancel } = this.ask(this.phase.path);
    const code = errorCode(answer);
    if (this.phase.streams) await Promise.race([started, code]);
    await Promise.race([wait(random.next() * span), code]);
    const sent = traceClock();
    const since = performance.now();
    cancel();
    const ended = await code;
    const ms = performance.now() - since;
    for (const other of others) {
      other.cancel();
      await errorCode(other.answer);
    }
    await this.idle();
    if (ended !== 0 && ended !== -32800) throw new Error(`${this.phase.name}: answered with error ${ended}`);
    return { sent, ms: ended === 0 ? null : ms };
  }

  /** Each question differs from all others in a date before all history, so that none is answered from a cache. */
  private ask(path: string) {
    const number = this.asked++;
    const since = new Date(number * 1000).toISOString();
    const token = `part-${number}`;
    const started = new Promise<void>((resolve) => {
      const listening = this.client.connection.onProgress(new ProgressType<unknown>(), token, () => {
        listening.dispose();
        resolve();
      });
    });
    const question = this.client.start('blame/file', {
      textDocument: { uri: uriOf(join(this.directory, path)) },
      options: { ...this.phase.options, since },
      ...(this.phase.streams && { partialResultToken: token }),
    });
    return { started, answer: question.answer, cancel: () => question.cancel() };
  }

  private async idle(): Promise<void> {
    while (!isIdle(await this.client.stats())) await wait(2);
  }
}
