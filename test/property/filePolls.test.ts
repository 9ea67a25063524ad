/** How much of a repository's small files is read, of texts compared and of caches written, between two polls; counted, never timed. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Cancel, neverCancelled } from '../../server/base/cancel.ts';
import { eachLine } from '../../server/base/eachLine.ts';
import { bytesOfText, equalsBytes, type SharedText, textOf } from '../../server/base/sharedText.ts';
import { includesInSlices } from '../../server/base/slices.ts';
import { checkCacheFile, writeCacheFile } from '../../server/cache/cacheFile.ts';
import { parseAttributes } from '../../server/git/attributeFile.ts';
import { overridesText, parseGrafts } from '../../server/git/grafts.ts';
import { parseIndexFile } from '../../server/git/indexFile.ts';
import { parseMailmap } from '../../server/git/mailmap.ts';
import { openReader } from '../../server/git/reader.ts';
import { listRefs } from '../../server/git/refs.ts';
import { readReplaceRefs } from '../../server/git/replaceRefs.ts';
import { mergeSplitIndex } from '../../server/git/splitIndex.ts';
import { bareRepository } from '../support/packFixture.ts';
import { checkPolls, type Phase } from '../support/phase.ts';
import { useScratch } from '../support/scratch.ts';

const LINES = 20_000;
const BYTES = 8 << 20;

const numbers = Array.from({ length: LINES }, (_, index) => index);
const idOf = (index: number) => index.toString(16).padStart(8, '0').repeat(5);
const linesOf = (line: (index: number) => string) =>
  Buffer.from(numbers.map((index) => `${line(index)}\n`).join(''));

const mailmap = linesOf((index) => `Name ${index} <new${index}@a> Old <old${index}@a>`);
const attributes = linesOf((index) => `*.x${index} text=auto diff=d${index % 7} -merge`).toString('latin1');
const graftLines = linesOf((index) => `${idOf(index)} ${idOf(index + 1)}`);
const replaceLines = linesOf((index) => `${idOf(index)} refs/replace/${idOf(index + 1)}`);
const tagLines = linesOf((index) => `${idOf(index)} refs/tags/t${LINES - index}`);
const grafts = new Map(numbers.map((index) => [idOf(LINES - index), [idOf(index)]]));

const bytes = Buffer.alloc(BYTES, 'some words, and then a line feed\n');
/** The same bytes in pieces of so many. */
function inPieces(size: number): SharedText {
  const count = Math.ceil(BYTES / size);
  const pieces = Int32Array.from(
    { length: 3 * count },
    (_, at) => [0, Math.floor(at / 3) * size, size][at % 3] ?? 0,
  );
  return { ...textOf(bytes), pieces };
}

/** An index of version 2, its entries in order. */
function indexFile(count: number): Buffer {
  const head = Buffer.from([...Buffer.from('DIRC'), 0, 0, 0, 2, 0, 0, 0, 0]);
  head.writeUInt32BE(count, 8);
  const entries = Array.from({ length: count }, (_, index) => {
    const path = `directory/file ${String(index).padStart(7, '0')}`;
    const entry = Buffer.alloc((62 + path.length + 8) & ~7);
    entry.writeUInt32BE(0o100644, 24);
    entry.write(idOf(index), 40, 'hex');
    entry.writeUInt16BE(path.length, 60);
    entry.write(path, 62, 'latin1');
    return entry;
  });
  return Buffer.concat([head, ...entries, Buffer.alloc(20)]);
}
const index = indexFile(LINES);
const indexed = (cancel: Cancel) => parseIndexFile(index, { path: 'index', oidBytes: 20, cancel });
const { entries } = indexed(neverCancelled);

const phases: readonly Phase[] = [
  {
    name: 'going through lines',
    units: bytes.length,
    unitsPerPoll: 1 << 16,
    run(cancel) {
      let lines = 0;
      eachLine(bytes, cancel, () => void lines++);
      return lines;
    },
  },
  {
    name: 'reading a mailmap',
    units: mailmap.length,
    unitsPerPoll: 1 << 16,
    run: (cancel) => parseMailmap([mailmap], cancel).size,
  },
  {
    name: 'reading attributes',
    units: attributes.length,
    unitsPerPoll: 1 << 16,
    run: (cancel) => parseAttributes(attributes, true, cancel).length,
  },
  {
    name: 'reading grafts',
    units: graftLines.length,
    unitsPerPoll: 1 << 16,
    run: (cancel) => parseGrafts(graftLines, 'sha1', { warnings: [], cancel }).length,
  },
  {
    name: 'describing grafts and replacements',
    units: 2 * LINES,
    unitsPerPoll: 1 << 11,
    run: (cancel) => overridesText(grafts, new Map([[idOf(1), idOf(2)]]), cancel),
  },
  {
    name: 'reading an index',
    units: LINES,
    unitsPerPoll: 1 << 12,
    run: (cancel) => indexed(cancel).entries.length,
  },
  {
    name: 'joining a split index',
    units: 2 * LINES,
    unitsPerPoll: 1 << 12,
    run: (cancel) =>
      mergeSplitIndex({ entries: entries.slice(0, 9000), link: null }, entries, { path: 'index', cancel })
        .length,
  },
  ...[1 << 13, BYTES].flatMap((size): Phase[] => [
    {
      name: `comparing a text in pieces of ${size} bytes`,
      units: BYTES,
      unitsPerPoll: 1 << 20,
      run: (cancel) => equalsBytes(inPieces(size), bytes, cancel),
    },
  ]),
  {
    name: 'putting the pieces of a text together',
    units: BYTES,
    unitsPerPoll: 1 << 20,
    run: (cancel) => bytesOfText(inPieces(1 << 13), { cancel }).length,
  },
  {
    name: 'looking for bytes',
    units: BYTES,
    unitsPerPoll: 1 << 20,
    run: (cancel) => includesInSlices(bytes, Buffer.from('nowhere'), cancel),
  },
];

describe('reading what lies around history polls often, stops at any poll, and leaves nothing behind', () => {
  it.each(phases.map((phase) => [phase.name, phase] as const))('%s', (_, phase) => checkPolls(phase));
});

describe('files', () => {
  const scratch = useScratch('file-polls');

  it('a cache file is written and checked in slices, and given up without a trace', () => {
    const path = join(scratch.path, 'cache');
    const write = (cancel: Cancel) => writeCacheFile(path, [bytes], cancel);
    checkPolls({ name: '', units: BYTES, unitsPerPoll: 1 << 20, run: write });
    const check = (cancel: Cancel) => checkCacheFile(path, cancel);
    expect(check(neverCancelled)).toBe(BYTES);
    checkPolls({ name: '', units: BYTES, unitsPerPoll: 1 << 18, run: check });
    const stopped = join(scratch.path, 'stopped');
    const stop = { check: () => expect.unreachable('polled') };
    expect(() => writeCacheFile(join(stopped, 'cache'), [bytes], stop)).toThrow();
    expect(existsSync(join(stopped, 'cache'))).toBe(false);
  });

  it('a repository with many overrides is opened with polls', () => {
    const directory = join(scratch.path, 'overridden');
    mkdirSync(join(directory, 'info'), { recursive: true });
    mkdirSync(join(directory, 'objects'), { recursive: true });
    writeFileSync(join(directory, 'info', 'grafts'), graftLines);
    writeFileSync(join(directory, 'packed-refs'), replaceLines);
    const repository = bareRepository(directory);
    const run = (cancel: Cancel) => {
      const reader = openReader(repository, { cancel });
      reader.close();
      return reader.overrides;
    };
    const units = graftLines.length + replaceLines.length;
    checkPolls({ name: '', units, unitsPerPoll: 1 << 16, run });
    checkPolls({
      name: '',
      units: replaceLines.length,
      unitsPerPoll: 1 << 16,
      run: (cancel) => readReplaceRefs(repository, { cancel }).size,
    });
  });

  it('references are listed with polls', async () => {
    const directory = join(scratch.path, 'tagged');
    mkdirSync(join(directory, 'refs'), { recursive: true });
    writeFileSync(join(directory, 'packed-refs'), tagLines);
    let polls = 0;
    const counting = { check: () => void polls++ };
    const repository = { ...bareRepository(directory), refFormat: 'files' as const };
    const refs = await listRefs(repository, 'refs/tags/', counting);
    expect(refs.map(({ name }) => name)).toEqual(refs.map(({ name }) => name).sort());
    expect(refs).toHaveLength(LINES);
    expect(tagLines.length / polls).toBeLessThanOrEqual(1 << 16);
  });
});
