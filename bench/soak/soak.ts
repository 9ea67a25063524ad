/** The soak: an editor that does whatever comes to its mind, on a repository that goes on meanwhile, compared with git now and then. */
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { BlameResult, BlameStats } from '../../server/lsp/protocol.ts';
import { errorCode, isIdle, type LspClient, startClient, uriOf } from '../../test/support/lspClient.ts';
import { git } from '../git.ts';
import { createRandom, type Random } from '../random.ts';

export interface SoakOptions {
  /** A work tree that may be changed. */
  readonly directory: string;
  readonly paths: readonly string[];
  readonly seed: number;
  /** Whether another step is to be taken, after that many. */
  readonly goesOn: (steps: number) => boolean;
  /** Steps between two comparisons with git. */
  readonly compareEvery: number;
}

export interface SoakResult {
  readonly steps: number;
  /** By kind of step. */
  readonly done: Readonly<Record<string, number>>;
  /** Comparisons with `git blame --contents`, and those that failed, by what they were about. */
  readonly compared: number;
  readonly different: readonly string[];
  /** Errors that nobody asked for, by code. */
  readonly errors: Readonly<Record<string, number>>;
  /** Bytes at the start, in the middle and at the end. */
  readonly rss: readonly [number, number, number];
  /** Memory in each tenth of the time: the median of the process, and all caches together then. */
  readonly course: readonly Memory[];
  /** Most bytes that each cache has had. */
  readonly most: Readonly<Record<string, number>>;
  /** When all is over and every document closed. */
  readonly stats: BlameStats;
}

interface Memory {
  readonly rss: number;
  readonly caches: number;
}

interface Document {
  readonly path: string;
  readonly uri: string;
  text: string;
  version: number;
}

interface Soak {
  readonly options: SoakOptions;
  readonly client: LspClient;
  readonly random: Random;
  readonly documents: Map<string, Document>;
  readonly asked: Set<{ readonly cancel: () => void }>;
  readonly errors: Record<string, number>;
}

/** Many documents, but not all of them. */
const MOST_OPEN = 30;
const MOST_ASKED = 60;
/** Answers that a client must expect: cancelled, text changed, given up by the server. */
const EXPECTED = new Set([0, -32800, -32801, -32802]);

export async function runSoak(options: SoakOptions): Promise<SoakResult> {
  const client = startClient();
  const random = createRandom(options.seed);
  const soak: Soak = { options, client, random, documents: new Map(), asked: new Set(), errors: {} };
  try {
    await client.initialize();
    return await goOn(soak);
  } finally {
    client.kill();
    await client.ended;
  }
}

async function goOn(soak: Soak): Promise<SoakResult> {
  const { options, client, random } = soak;
  const done: Record<string, number> = {};
  const memory: Memory[] = [];
  const most: Record<string, number> = {};
  const different: string[] = [];
  let [steps, compared] = [0, 0];
  for (; options.goesOn(steps); steps++) {
    const kind = random.pick(dice);
    done[kind] = (done[kind] ?? 0) + 1;
    await actions[kind](soak);
    if (steps % options.compareEvery !== options.compareEvery - 1) continue;
    compared++;
    const difference = await compare(soak);
    if (difference !== null) different.push(difference);
    const { rss, caches } = (await client.stats()).memory;
    memory.push({ rss, caches: sumOf(caches) });
    for (const [name, bytes] of Object.entries(caches)) most[name] = Math.max(most[name] ?? 0, bytes);
  }
  for (const { cancel } of soak.asked) cancel();
  while (soak.documents.size > 0) close(soak);
  while (!isIdle(await client.stats()) || soak.asked.size > 0) await wait(20);
  const stats = await client.stats();
  const middle = memory[Math.floor(memory.length / 2)]?.rss ?? 0;
  const rss = [memory[0]?.rss ?? 0, middle, stats.memory.rss] as const;
  const course = inTenths(memory);
  return { steps, done, compared, different, errors: soak.errors, rss, course, most, stats };
}

/** Without indexes on disk. */
function sumOf(caches: Readonly<Record<string, number>>): number {
  return Object.entries(caches).reduce(
    (sum, [name, bytes]) => sum + (name === 'historyIndex' ? 0 : bytes),
    0,
  );
}

function inTenths(memory: readonly Memory[]): Memory[] {
  return Array.from({ length: 10 }, (_, tenth) => {
    const from = Math.floor((tenth * memory.length) / 10);
    const part = memory.slice(from, Math.floor(((tenth + 1) * memory.length) / 10));
    const sorted = part.toSorted((a, b) => a.rss - b.rss);
    return sorted[Math.floor(sorted.length / 2)] ?? { rss: 0, caches: 0 };
  });
}

type Action = 'open' | 'edit' | 'ask' | 'cancel' | 'close' | 'commit' | 'rest';

const likely: Readonly<Record<Action, number>> = {
  open: 6,
  edit: 12,
  ask: 25,
  cancel: 10,
  close: 4,
  commit: 1,
  rest: 6,
};
const dice = (Object.keys(likely) as Action[]).flatMap((kind) => Array<Action>(likely[kind]).fill(kind));

const actions: Readonly<Record<Action, (soak: Soak) => void | Promise<void>>> = {
  open(soak) {
    if (soak.documents.size >= MOST_OPEN) close(soak);
    open(soak, soak.random.pick(soak.options.paths));
  },
  edit: (soak) => edit(soak),
  ask: (soak) => ask(soak),
  cancel({ asked, random }) {
    if (asked.size > 0) random.pick([...asked]).cancel();
  },
  close: (soak) => close(soak),
  commit(soak) {
    const { directory, paths } = soak.options;
    const path = soak.random.pick(paths);
    appendFileSync(join(directory, path), `soaked ${soak.random.below(1000)}\n`);
    git(directory, ['commit', '--quiet', '--message', 'Soak', '--', path]);
  },
  rest: (soak) => wait(soak.random.below(60)),
};

function open({ client, documents, options }: Soak, path: string): Document {
  const file = join(options.directory, path);
  const known = documents.get(path);
  if (known) return known;
  const text = readFileSync(file, 'utf8');
  const document = { path, uri: client.open(file, text), text, version: 1 };
  documents.set(path, document);
  return document;
}

function close({ client, documents, random }: Soak): void {
  if (documents.size === 0) return;
  const { path, uri } = random.pick([...documents.values()]);
  client.notify('textDocument/didClose', { textDocument: { uri } });
  documents.delete(path);
}

/** Replaces, adds or takes away a few lines somewhere. */
function edit({ client, documents, random }: Soak): void {
  if (documents.size === 0) return;
  const document = random.pick([...documents.values()]);
  const lines = document.text.split('\n');
  const at = random.below(lines.length);
  const until = Math.min(lines.length - 1, at + random.below(3));
  const text = Array.from({ length: random.below(3) }, () => `typed ${random.below(100)}\n`).join('');
  document.text = [...lines.slice(0, at), text + lines.slice(until).join('\n')].join('\n');
  document.version++;
  const range = { start: { line: at, character: 0 }, end: { line: until, character: 0 } };
  client.notify('textDocument/didChange', {
    textDocument: { uri: document.uri, version: document.version },
    contentChanges: [{ range, text }],
  });
}

const questions: readonly ((line: number) => readonly [string, object])[] = [
  () => ['blame/file', {}],
  () => ['blame/file', { partialResultToken: 'part' }],
  (line) => ['blame/line', { position: { line, character: 0 } }],
  (line) => ['textDocument/hover', { position: { line, character: 0 } }],
  () => ['textDocument/codeLens', {}],
  (line) => [
    'textDocument/inlayHint',
    { range: { start: { line: 0, character: 0 }, end: { line: line + 1, character: 0 } } },
  ],
];

/** Asks without waiting for the answer. */
async function ask({ client, documents, random, asked, errors, options }: Soak): Promise<void> {
  // An editor waits at some point, too.
  while (asked.size >= MOST_ASKED) await wait(5);
  const document = documents.size > 0 ? random.pick([...documents.values()]) : null;
  const uri = document?.uri ?? uriOf(join(options.directory, random.pick(options.paths)));
  const lines = document?.text.split('\n').length ?? 2;
  const [method, more] = random.pick(questions)(random.below(Math.max(1, lines - 1)));
  const { answer, cancel } = client.start(method, { textDocument: { uri }, ...more });
  const question = { cancel };
  asked.add(question);
  void errorCode(answer).then((code) => {
    asked.delete(question);
    if (!EXPECTED.has(code)) errors[code] = (errors[code] ?? 0) + 1;
  });
}

/** What differs from git in one document, in words; null when nothing does. */
async function compare(soak: Soak): Promise<string | null> {
  const { client, options, random } = soak;
  const document = open(soak, random.pick(options.paths));
  const result = await client.blame({ textDocument: { uri: document.uri, version: document.version } });
  const args = ['blame', '--porcelain', '--contents', '-', '--', document.path];
  const expected = fromPorcelain(git(options.directory, args, document.text));
  const found = linesOf(result);
  const at = expected.findIndex((line, index) => line !== found[index]);
  if (at < 0 && found.length === expected.length) return null;
  const head = git(options.directory, ['rev-parse', 'HEAD']);
  return `${document.path} at ${head}, line ${at + 1} of ${expected.length} (${found.length}): ${found[at]} for ${expected[at]}`;
}

/** `commit line`, for each line; those not committed yet have no line that could be compared between versions of git. */
function linesOf({ hunks }: BlameResult): string[] {
  return hunks.flatMap(({ startLine, endLine, commit, originalLine }) =>
    Array.from({ length: endLine - startLine }, (_, index) => lineText(commit, originalLine + index + 1)),
  );
}

function fromPorcelain(text: string): string[] {
  return [...text.matchAll(/^([0-9a-f]{40,64}) (\d+) \d+(?: \d+)?$/gm)].map(([, commit = '', line]) =>
    lineText(commit, Number(line)),
  );
}

function lineText(commit: string, line: number): string {
  return /^0+$/.test(commit) ? 'not committed' : `${commit} ${line}`;
}
