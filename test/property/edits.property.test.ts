/** Random editing in the built server: at every version blame is what git says of that text on top of HEAD. */
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readTrace } from '../../bench/traceReader.ts';
import { describeWithGit, needsGit } from '../support/gitBinary.ts';
import { createRepository, type GitRepository, gitEnvironment } from '../support/gitRepository.ts';
import { type LspClient, startClient } from '../support/lspClient.ts';
import { gitOwners, hunkOwners } from '../support/porcelain.ts';
import { propertyRuns, propertySeconds } from '../support/propertyRuns.ts';

const FILE = 'f.txt';
const LONG = 'long.txt';
const LONG_LINES = 200_000;

/** One step of an editor's user; places are taken modulo the length. */
type Step =
  | { readonly kind: 'type'; readonly at: number; readonly text: string }
  | { readonly kind: 'delete'; readonly at: number; readonly length: number }
  | { readonly kind: 'paste' | 'move'; readonly from: number; readonly lines: number; readonly to: number }
  | { readonly kind: 'undo' | 'end' | 'all' };

const place = fc.nat({ max: 10_000 });
const few = fc.integer({ min: 1, max: 6 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('type' as const),
    at: place,
    text: fc.constantFrom('x', '\n', '\r\n', 'a\nb\n', '\t}\n', 'é😀', '\nreturn;\r\n', ''),
  }),
  fc.record({ kind: fc.constant('delete' as const), at: place, length: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ kind: fc.constantFrom('paste' as const, 'move' as const), from: place, lines: few, to: place }),
  fc.record({ kind: fc.constantFrom('undo' as const, 'end' as const, 'all' as const) }),
);

interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The change that a step makes of a text; several for a move. Null: the text before. */
function changesOf(step: Step, text: string): Change[] | null {
  const at = (number: number) => number % (text.length + 1);
  switch (step.kind) {
    case 'type':
      return [{ start: at(step.at), end: at(step.at), text: step.text }];
    case 'delete':
      return [{ start: at(step.at), end: Math.min(text.length, at(step.at) + step.length), text: '' }];
    case 'paste':
    case 'move':
      return carried(step, text);
    case 'end':
      // The final newline comes and goes.
      return text.endsWith('\n')
        ? [{ start: text.length - 1, end: text.length, text: '' }]
        : [{ start: text.length, end: text.length, text: '\n' }];
    case 'all':
      return [{ start: 0, end: text.length, text: text.replaceAll('\n', '\r\n').replaceAll('\r\r', '\r') }];
    case 'undo':
      return null;
  }
}

/** Whole lines, put somewhere else once more or instead. */
function carried(step: Extract<Step, { kind: 'paste' | 'move' }>, text: string): Change[] {
  const starts = lineStarts(text);
  const start = starts[step.from % starts.length] ?? 0;
  const end = starts[(step.from % starts.length) + step.lines] ?? text.length;
  const piece = text.slice(start, end);
  const removal = step.kind === 'move' ? [{ start, end, text: '' }] : [];
  const rest = step.kind === 'move' ? text.slice(0, start) + text.slice(end) : text;
  const targets = lineStarts(rest);
  const to = targets[step.to % targets.length] ?? 0;
  return [...removal, { start: to, end: to, text: piece }];
}

function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}

function apply(text: string, { start, end, text: added }: Change): string {
  return text.slice(0, start) + added + text.slice(end);
}

/** In the protocol's terms: documents take a lone carriage return for the end of a line, too. */
function positionOf(text: string, offset: number): { line: number; character: number } {
  const before = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

function isBetweenReturnAndFeed(text: string, offset: number): boolean {
  return text[offset - 1] === '\r' && text[offset] === '\n';
}

describeWithGit(needsGit('edited text'), () => {
  let repository: GitRepository;
  let client: LspClient;
  let committed = '';
  let version = 1;
  /** Texts that engine threads have laid over their files so far. */
  let laidInThreads: () => number;
  beforeAll(async () => {
    repository = createRepository();
    const lines = Array.from({ length: 40 }, (_, index) => (index % 7 === 3 ? '\t}' : `line ${index % 30}`));
    for (let commit = 0; commit < 6; commit++) {
      lines.splice((commit * 11) % lines.length, 2, `new in ${commit}`, '', `also in ${commit}`);
      repository.write(FILE, `${lines.join('\n')}\n`);
      repository.commit(`commit ${commit}`);
    }
    committed = `${lines.join('\n')}\n`;
    const long = Array.from({ length: LONG_LINES }, (_, index) => `${index % 5000} of many lines`);
    repository.write(LONG, `${long.join('\n')}\n`);
    repository.commit('long');
    long.splice(LONG_LINES / 2, 1, 'changed in the middle');
    repository.write(LONG, `${long.join('\n')}\n`);
    repository.commit('changed');
    const traceFile = join(repository.gitDir, 'trace.json');
    laidInThreads = () => readTrace(traceFile).filter(({ name }) => name === 'overlay').length;
    client = startClient(['--stdio', `--trace-file=${traceFile}`], gitEnvironment(repository.directory));
    await client.initialize();
  });
  afterAll(() => {
    client.kill();
    repository.remove();
  });

  const send = (uri: string, text: string, change: Change) => {
    version++;
    const range = { start: positionOf(text, change.start), end: positionOf(text, change.end) };
    const contentChanges = [{ range, text: change.text }];
    client.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
  };

  let compared = 0;
  const compare = async (uri: string, text: string) => {
    compared++;
    const answer = await client.blame({ textDocument: { uri } });
    expect(answer.version).toBe(version);
    expect(hunkOwners(answer.hunks)).toEqual(
      gitOwners(repository.directory, ['--contents', '-', FILE], text),
    );
  };

  it('is blamed as git blames it, version by version, without history work', {
    timeout: propertySeconds * 1000 + 60_000,
  }, async () => {
    const property = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      let text = committed;
      const uri = client.open(join(repository.directory, FILE), text, ++version);
      const undo: string[] = [];
      for (const each of steps) {
        const changes = changesOf(each, text) ?? [{ start: 0, end: text.length, text: undo.pop() ?? text }];
        if (each.kind !== 'undo') undo.push(text);
        for (const change of changes) {
          // No editor can put something there.
          if (isBetweenReturnAndFeed(text, change.start) || isBetweenReturnAndFeed(text, change.end))
            continue;
          send(uri, text, change);
          text = apply(text, change);
        }
        if (text !== '') await compare(uri, text);
      }
      client.notify('textDocument/didClose', { textDocument: { uri } });
    });
    await fc.assert(property, propertyRuns(propertySeconds));
    expect((await client.stats()).computed).toBe(1);
    // Some in the main thread, some in engine threads.
    expect(laidInThreads()).toBeGreaterThan(compared / 20);
    expect(laidInThreads()).toBeLessThan(compared * 0.9);
  });

  it('of 200,000 lines is blamed as git blames it', { timeout: 60_000 }, async () => {
    const original = repository.git('show', `HEAD:${LONG}`);
    let text = `${original}\n`;
    const uri = client.open(join(repository.directory, LONG), text, ++version);
    for (const line of [7, LONG_LINES - 3, LONG_LINES / 2]) {
      const start = positionToOffset(text, line);
      const change = { start, end: start, text: 'typed\n' };
      send(uri, text, change);
      text = apply(text, change);
    }
    const { hunks } = await client.blame({ textDocument: { uri } });
    const theirs = gitOwners(repository.directory, ['--contents', '-', LONG], text);
    expect(hunks.length).toBeLessThan(20);
    expect(hunkOwners(hunks).join('\n') === theirs.join('\n')).toBe(true);
  });
});

function positionToOffset(text: string, line: number): number {
  return lineStarts(text)[line] ?? text.length;
}
