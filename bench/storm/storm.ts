/** The storm: generations of documents, each superseding the one before in the middle of its work. Counts what it costs. */
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import type { BlameStats } from '../../server/lsp/protocol.ts';
import { accountedFor, isIdle, type LspClient, startClient } from '../../test/support/lspClient.ts';
import { git } from '../git.ts';
import { processorSeconds, watchProcess } from '../processWatch.ts';
import { blameSpans, doneTwice, mostAlive, mostAtOnce, readTrace } from '../traceReader.ts';
import { metered, readTurns, type Turn } from '../turns/readTurns.ts';
import { type Endings, isEmpty, StormEditor } from './editor.ts';
import { checkoutAndBack, commitChange, statusNoise } from './noise.ts';

export interface StormOptions {
  /** A work tree that may be changed. */
  readonly directory: string;
  /** Files in it, the one the user looks at first. */
  readonly paths: readonly string[];
  /** How many documents each generation opens. */
  readonly generations: readonly number[];
  /** How long a generation lives after its last event, in milliseconds; the last one until nothing is left to do. */
  readonly pause: number;
  readonly cancels: boolean;
  /** Another server to put through it; null for this one. */
  readonly script: string | null;
  readonly args: readonly string[];
  /** Where the server under test writes a trace; null when it can't. */
  readonly traceFile: string | null;
  /** Where the turns of its main thread are written down; missing: nowhere. */
  readonly meterFile?: string;
  /** Milliseconds after the last event at which a server that has not answered or finished is left alone. */
  readonly patience: number;
}

export interface StormResult {
  /** Distinct (file, content, commit) that a blame was wanted of. */
  readonly wanted: number;
  readonly stats: BlameStats;
  /** Blames that ran to their end, as the trace shows; those nobody waited for any more by then are not in `stats.computed`. */
  readonly finished: number;
  /** Blames that were computed although an equal one had been. */
  readonly twice: number;
  /** Most threads beyond those of the server at rest, most children, most of its engine threads at work and with work. */
  readonly threads: number;
  readonly alive: number;
  readonly children: number;
  readonly workersBusy: number;
  readonly endings: Readonly<Endings>;
  /** From the last question about the document in view to its answer, in milliseconds; null when there was none. */
  readonly visibleAfter: number | null;
  /** From the last event to the end of all work, in milliseconds; null when it did not end in time. */
  readonly drainedAfter: number | null;
  /** Seconds of processor time of the server and its children. */
  readonly processorSeconds: number;
  /** Blames that changes without meaning for blame have started. */
  readonly startedByNoise: number;
  /** Questions, jobs and threads at work that were left once the dust had settled. */
  readonly left: number;
  /** Questions that are in no count, or in more than one. */
  readonly unaccounted: number;
  /** Turns of the main thread that took long. */
  readonly turns: readonly Turn[];
}

/** What the server for comparison says beside. */
type NaiveStats = BlameStats & { readonly finished: number; readonly twice: number };

const NOISY_STATS = 50;

/** Goes through the whole storm with a server of its own. */
export async function runStorm(options: StormOptions): Promise<StormResult> {
  const { directory, traceFile, meterFile, script } = options;
  const args = ['--stdio', ...options.args, ...(traceFile === null ? [] : [`--trace-file=${traceFile}`])];
  const environment = meterFile === undefined ? {} : metered(meterFile);
  const client = script === null ? startClient(args, environment) : startClient(args, {}, script);
  try {
    await client.initialize();
    const watch = watchProcess(client.process.pid ?? 0);
    const busy = watchStats(client);
    const editor = new StormEditor(
      { client, directory, cancels: options.cancels },
      git(directory, ['rev-parse', 'HEAD']),
    );
    const { visibleAfter, since } = await allGenerations(options, editor);
    const drainedAfter = await drained(client, since, options.patience);
    busy.stop();
    watch.stop();
    const before = await client.stats();
    const observed =
      traceFile === null
        ? {
            finished: (before as NaiveStats).finished,
            twice: (before as NaiveStats).twice,
            workersBusy: busy.most(),
            alive: busy.most(),
            turns: [],
          }
        : fromTrace(traceFile, meterFile);
    const seconds = processorSeconds(client.process.pid ?? 0);
    const startedByNoise = drainedAfter === null ? Number.NaN : await listenToNoise(client, directory);
    return {
      wanted: editor.wanted.size,
      stats: before,
      ...observed,
      ...watch.peaks,
      endings: { ...editor.endings },
      visibleAfter,
      drainedAfter,
      startedByNoise,
      processorSeconds: seconds,
      left: await leftFor(client, SETTLED_WITHIN),
      unaccounted: before.requests - accountedFor(before),
    };
  } finally {
    client.kill();
    await client.ended;
  }
}

/** What is put on disk at leisure may ask a thread once more, for milliseconds: what stays for so long is left. */
const SETTLED_WITHIN = 2000;

async function leftFor(client: LspClient, most: number): Promise<number> {
  const end = performance.now() + most;
  for (;;) {
    const left = leftIn(await client.stats());
    if (left === 0 || performance.now() > end) return left;
    await wait(50);
  }
}

function leftIn({ inFlight, queued, workersBusy }: BlameStats): number {
  return inFlight + queued + workersBusy;
}

/** Exact, where looking at the figures now and then may miss a moment. */
function fromTrace(
  traceFile: string,
  meterFile: string | undefined,
): Pick<StormResult, 'finished' | 'twice' | 'workersBusy' | 'alive' | 'turns'> {
  const events = readTrace(traceFile);
  const finished = blameSpans(events).filter(({ args }) => args['outcome'] === 'done').length;
  const turns = meterFile === undefined ? [] : readTurns(meterFile, events);
  return {
    finished,
    twice: doneTwice(events),
    workersBusy: mostAtOnce(events),
    alive: mostAlive(events),
    turns,
  };
}

/** Milliseconds until the document in view was answered at the end, and when the last event was. */
async function allGenerations(
  options: StormOptions,
  editor: StormEditor,
): Promise<{ readonly visibleAfter: number | null; readonly since: number }> {
  let last: InView | null = null;
  for (const size of options.generations) {
    last = await generation(options, editor, size);
    await wait(options.pause);
  }
  const since = performance.now();
  if (last === null) return { visibleAfter: null, since };
  const visibleAfter = await Promise.race([
    answeredAfter(editor, last, options.patience),
    wait(options.patience, null, { ref: false }),
  ]);
  return { visibleAfter, since };
}

/** The document in view, and its last question. */
interface InView {
  readonly path: string;
  /** When it was asked. */
  readonly since: number;
  readonly answer: Promise<Answered>;
}

interface Answered {
  readonly isEmpty: boolean;
  readonly at: number;
}

async function answeredAt(answer: Promise<unknown>): Promise<Answered> {
  const found = await answer;
  return { isEmpty: isEmpty(found), at: performance.now() };
}

/** What was superseded, by a commit noticed late, say, editors ask again when they are told that something has changed. */
const ASK_AGAIN = 250;

async function answeredAfter(
  editor: StormEditor,
  { path, since, answer }: InView,
  patience: number,
): Promise<number | null> {
  let last = await answer;
  while (last.isEmpty && performance.now() - since < patience) {
    await wait(ASK_AGAIN);
    last = await answeredAt(editor.hints(path).answer);
  }
  return last.isEmpty ? null : last.at - since;
}

async function generation(
  { directory, paths }: StormOptions,
  editor: StormEditor,
  size: number,
): Promise<InView> {
  editor.closeAll();
  const [visible = '', ...others] = paths.slice(0, size);
  for (const [index, path] of [visible, ...others].entries()) {
    editor.open(path, index % 3 === 1);
    editor.lens(path);
    // Messages leave between two turns of the loop.
    if (index % 20 === 0) await turn();
  }
  editor.hover(visible);
  await burstOfEdits(editor, visible);
  for (const path of others.slice(0, 3)) editor.hover(path);
  editor.head = await commitChange(directory, others.at(-1) ?? visible);
  await statusNoise(directory);
  for (const path of [visible, ...others.slice(0, 10)]) editor.lens(path);
  editor.head = await checkoutAndBack(directory);
  await burstOfEdits(editor, visible);
  const since = performance.now();
  return { path: visible, since, answer: answeredAt(editor.hints(visible).answer) };
}

/** Types as fast as people do at most; the editor asks for hints after every key. */
async function burstOfEdits(editor: StormEditor, path: string): Promise<void> {
  for (let key = 0; key < 10; key++) {
    editor.edit(path);
    editor.hints(path);
    await wait(15);
  }
}

async function drained(client: LspClient, since: number, patience: number): Promise<number | null> {
  for (;;) {
    if (isIdle(await client.stats())) return performance.now() - since;
    if (performance.now() - since >= patience) return null;
    await wait(25);
  }
}

/** Blames asked for or computed while nothing but noise happens. */
async function listenToNoise(client: LspClient, directory: string): Promise<number> {
  const before = await client.stats();
  for (let round = 0; round < 5; round++) await statusNoise(directory);
  await wait(300);
  const after = await client.stats();
  return after.requests - before.requests + (after.computed - before.computed) + after.inFlight;
}

function watchStats(client: LspClient) {
  let most = 0;
  const timer = setInterval(() => {
    client.stats().then(
      ({ workersBusy }) => {
        most = Math.max(most, workersBusy);
      },
      () => undefined,
    );
  }, NOISY_STATS);
  return { most: () => most, stop: () => clearInterval(timer) };
}
