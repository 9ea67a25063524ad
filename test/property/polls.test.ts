/**
 * How much is done between two polls, phase by phase. Work is counted in units of the phase (bytes, lines, commits,
 * entries), never in time, so the outcome is the same on every machine.
 */
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { type Cancel, neverCancelled, Pace } from '../../server/base/cancel.ts';
import { IdList } from '../../server/base/idList.ts';
import { copyInSlices, SLICE_BYTES } from '../../server/base/slices.ts';
import { applyHunks } from '../../server/blame/applyHunks.ts';
import { mergeEntries, newEntry, sortEntries } from '../../server/blame/entry.ts';
import { matchHunk } from '../../server/blame/fuzzyMatch.ts';
import { fingerprintsOf } from '../../server/blame/ignoreRevs.ts';
import { childrenIn, limitHistory } from '../../server/blame/limits.ts';
import { hunksOf } from '../../server/diff/hunks.ts';
import { lineDiff } from '../../server/diff/lineDiff.ts';
import { LineList } from '../../server/diff/lineList.ts';
import { commonEnd, commonStart } from '../../server/diff/lines.ts';
import { LineTable } from '../../server/diff/lineTable.ts';
import { selectLines } from '../../server/diff/prepare.ts';
import { fingerprint } from '../../server/diff/similarity.ts';
import { blobOid } from '../../server/git/oid.ts';
import type { CommitNode, ObjectReader } from '../../server/git/reader.ts';
import { openReader } from '../../server/git/reader.ts';
import { diffTrees } from '../../server/git/treeDiff.ts';
import {
  bareRepository,
  encodeDelta,
  encodeIndex,
  encodePack,
  objectId,
  randomNumbers,
  writeLoose,
  writePack,
} from '../support/packFixture.ts';
import { checkPolls, type Phase } from '../support/phase.ts';
import { useScratch } from '../support/scratch.ts';
import { createTreeReader } from '../support/treeReader.ts';

const LINES = 20_000;
const BYTES = 4 << 20;
const COMMITS = 30_000;
const IDS = 400_000;

const random = randomNumbers(11);
const text = (line: (index: number) => string) =>
  Buffer.from(`${Array.from({ length: LINES }, (_, index) => line(index)).join('\n')}\n`);
const distinct = text((index) => `${'  '.repeat(index % 5)}line ${index}`);
const shuffled = text((index) => `${'  '.repeat(index % 5)}line ${random() % LINES}`);
const changedLines = text((index) =>
  index % 100 === 0 ? `changed ${index}` : `${'  '.repeat(index % 5)}line ${index}`,
);
const few = [0, 1].map((shift) => text((index) => `x ${(index * 7 + shift) % 31} ${index % (17 + shift)}`));
const blocks = [0, 1].map((shift) =>
  text((index) => ['}', '', `  f(${(index % 300) + shift * 900})`][index % 3] ?? ''),
);
const bytes = Buffer.alloc(BYTES, 'some words, and then a line feed\n');
const oneLine = Buffer.alloc(BYTES, 'no line feed');

const diffs: Phase[] = Object.entries({
  'different lines': [distinct, shuffled],
  'some changed lines': [distinct, changedLines],
  'few different lines': few,
  'blocks that can slide': blocks,
}).flatMap(([what, [before = distinct, after = distinct]]) =>
  (['myers', 'minimal', 'patience', 'histogram'] as const)
    // The shortest script of texts like these takes longer than a test may.
    .filter((algorithm) => algorithm !== 'minimal' || what === 'some changed lines')
    .flatMap((algorithm) =>
      [false, true].map((ignoreWhitespace) => ({
        name: `comparing ${what} by ${algorithm}${ignoreWhitespace ? ', space aside' : ''}`,
        units: 2 * LINES,
        unitsPerPoll: 1 << 13,
        run: (cancel: Cancel) =>
          lineDiff(before, after, { algorithm, indentHeuristic: true, ignoreWhitespace, cancel }),
      })),
    ),
);

const idOf = (index: number) => index.toString(16).padStart(8, '0').repeat(5);
const nodes: readonly CommitNode[] = Array.from({ length: COMMITS }, (_, index) => ({
  oid: idOf(index),
  tree: 't',
  parents: index > 0 ? [idOf(index - 1)] : [],
  date: index,
}));
const chain = {
  objectFormat: 'sha1',
  commit: (oid: string) => nodes[Number.parseInt(oid.slice(0, 8), 16)],
} as unknown as ObjectReader;
const walk = (cancel: Cancel) =>
  limitHistory(
    chain,
    { from: [idOf(COMMITS - 1)], exclude: [], since: null, until: null, firstParent: false },
    cancel,
  );
const walked = walk(neverCancelled);

const trees = createTreeReader();
const largeTree = trees.add(
  Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`file ${index}`, 'a'.repeat(40)])),
);

/** Each line of a long file is another one, and each but the last stands one further down in the other file. */
const shifted = [0, 1].map((shift) => Int32Array.from({ length: IDS }, (_, line) => (line + shift) % IDS));
const [upper = new Int32Array(), lower = new Int32Array()] = shifted;
const equal = new Int32Array(BYTES);
const alternating = (length: number) => Uint8Array.from({ length }, (_, line) => line % 2);
const entries = (count: number, step: number) =>
  Array.from({ length: count }, (_, index) => newEntry(2 * index, 1, (index * step) % count));
const everySecond = Int32Array.from({ length: 4 * LINES }, (_, index) => (index % 2 === 0 ? index >> 1 : 1));

const table = new LineTable();
const lines = table.intern(distinct);

const longArrays: readonly Phase[] = [
  {
    name: 'choosing the lines of long files that are compared',
    // Of each file its ids are looked at, marked, classified, cleared and kept, and those of the other one are counted.
    units: 2 * 6 * IDS,
    unitsPerPoll: (1 << 15) + (1 << 10),
    run: (cancel) => {
      const changed = [new Uint8Array(IDS), new Uint8Array(IDS)] as const;
      const { a, b } = selectLines(
        { a: upper, b: lower, changedA: changed[0], changedB: changed[1] },
        false,
        cancel,
      );
      return [a.ids.length, b.ids.length];
    },
  },
  {
    name: 'what long files have in common at their ends',
    units: 4 * BYTES,
    unitsPerPoll: 1 << 22,
    run: (cancel) => [
      commonStart(equal, equal.slice(), { limit: BYTES, cancel }),
      commonEnd(equal, equal.slice(), { limit: BYTES, cancel }),
    ],
  },
  {
    name: 'making hunks of marks',
    units: IDS / 2,
    unitsPerPoll: 1 << 13,
    run: (cancel) =>
      hunksOf({ a: upper, b: lower, changedA: alternating(IDS), changedB: alternating(IDS) }, cancel).length,
  },
  {
    name: 'copying a long array',
    units: 4 * BYTES,
    unitsPerPoll: SLICE_BYTES,
    run: (cancel) => {
      const copy = new Int32Array(BYTES + 1);
      copyInSlices(copy, new Int32Array(BYTES).fill(7), { at: 1, cancel });
      return copy.every((number, index) => number === (index > 0 ? 7 : 0));
    },
  },
  {
    name: 'making a list of lines longer',
    units: 8 * (2 * IDS),
    unitsPerPoll: SLICE_BYTES,
    run: (cancel) => {
      const list = new LineList(cancel);
      for (let from = 0; from < 2 * IDS; from += LINES)
        list.append(upper.subarray(0, LINES), lower.subarray(0, LINES), 1);
      return list.finish().ids.length;
    },
  },
  {
    name: 'making a list of commits longer',
    units: COMMITS,
    unitsPerPoll: 1 << 13,
    run: (cancel) => {
      const list = new IdList(20);
      for (let index = 0; index < COMMITS; index++) {
        list.reserve(1, cancel);
        list.add(idOf(index));
      }
      return list.count;
    },
  },
  {
    name: 'cutting entries at hunks',
    units: 3 * LINES,
    unitsPerPoll: 1 << 10,
    run: (cancel) => {
      const pace = new Pace(cancel, 1 << 10);
      const { toParent, staying } = applyHunks([newEntry(0, 2 * LINES, 0)], everySecond, pace);
      return [toParent.length, staying.length];
    },
  },
  {
    name: 'merging entries',
    units: 2 * LINES,
    unitsPerPoll: 1 << 10,
    run: (cancel) => mergeEntries(entries(LINES, 1), entries(LINES, 1), new Pace(cancel, 1 << 10)).length,
  },
  {
    name: 'sorting entries',
    units: LINES * 2,
    unitsPerPoll: 1 << 10,
    run: (cancel) =>
      sortEntries(entries(LINES, 7), new Pace(cancel, 1 << 10)).every(
        ({ sourceLine }, index, all) => index === 0 || sourceLine >= (all[index - 1]?.sourceLine ?? 0),
      ),
  },
];

const phases: readonly Phase[] = [
  ...diffs,
  ...longArrays,
  {
    name: 'splitting into lines',
    units: BYTES,
    unitsPerPoll: 1 << 16,
    run: (cancel) => new LineTable(cancel).intern(bytes).ids,
  },
  {
    name: 'splitting what has no lines',
    units: BYTES,
    unitsPerPoll: 1 << 16,
    run: (cancel) => new LineTable(cancel).intern(oneLine).ids,
  },
  {
    name: 'measuring likeness',
    units: BYTES,
    unitsPerPoll: 1 << 17,
    run: (cancel) => fingerprint(bytes, cancel),
  },
  {
    name: 'naming a text',
    units: BYTES,
    unitsPerPoll: 1 << 20,
    run: (cancel) => blobOid(bytes, 'sha1', cancel),
  },
  { name: 'walking history', units: COMMITS, unitsPerPoll: 1, run: (cancel) => walk(cancel).commits.length },
  {
    name: 'turning history round',
    units: COMMITS,
    unitsPerPoll: 1 << 12,
    run: (cancel) => childrenIn(walked, false, cancel)(idOf(0)).length,
  },
  {
    name: 'listing a tree',
    units: 20_000,
    unitsPerPoll: 1 << 11,
    run: (cancel) => {
      let files = 0;
      trees.reader.cancel = cancel;
      diffTrees(trees.reader, { before: largeTree, after: null }, () => void files++);
      return files;
    },
  },
  {
    name: 'taking lines in to be matched by likeness',
    units: distinct.length,
    unitsPerPoll: 1 << 14,
    run: (cancel) => {
      const own = new LineTable(cancel);
      const prints = fingerprintsOf(own, own.intern(distinct));
      for (let line = 0; line < prints.count; line++) prints.of(line);
      return prints.count;
    },
  },
  {
    name: 'matching lines by likeness',
    units: 400 * 400,
    unitsPerPoll: 1 << 13,
    run: (cancel) => {
      const part = { ids: lines.ids.subarray(0, 400), starts: lines.starts.subarray(0, 401), byteLength: 0 };
      const files = { parent: fingerprintsOf(table, part), target: fingerprintsOf(table, part), cancel };
      return matchHunk(files, { parentStart: 0, parentCount: 400, targetStart: 0, targetCount: 400 });
    },
  },
];

describe('work polls often, stops at any poll, and leaves nothing behind', () => {
  it.each(phases.map((phase) => [phase.name, phase] as const))('%s', (_, phase) => checkPolls(phase));
});

describe('reading a large object polls often, stops at any poll, and leaves nothing behind', () => {
  const scratch = useScratch('polls');
  const noise = Buffer.from(Uint32Array.from({ length: BYTES / 4 }, () => random()).buffer);
  const changed = Buffer.concat([Buffer.from('before '), noise]);
  const delta = encodeDelta(noise.length, changed.length, ['before ', ...copies(noise.length)]);

  /** A new reader each time: what one has read it keeps. */
  function read(oid: string): Phase['run'] {
    return (cancel) => {
      const reader = openReader(bareRepository(scratch.path));
      reader.cancel = cancel;
      try {
        return objectId('blob', reader.data(oid, 'blob'));
      } finally {
        reader.close();
      }
    };
  }

  it.each<[string, () => string]>([
    ['loose', () => writeLoose(join(scratch.path, 'objects'), 'blob', noise)],
    ['packed', () => pack([{ type: 'blob', data: noise }], 0, noise)],
    [
      'a delta',
      () =>
        pack(
          [
            { type: 'blob', data: noise },
            { base: 0, delta },
          ],
          1,
          changed,
        ),
    ],
  ])('%s', (_, write) => {
    checkPolls({ name: '', units: BYTES, unitsPerPoll: 1 << 18, run: read(write()) });
  });

  function pack(entries: Parameters<typeof encodePack>[0], entry: number, data: Buffer): string {
    const oid = objectId('blob', data);
    const { bytes: packed, offsets } = encodePack(entries);
    const index = encodeIndex([{ oid, offset: offsets[entry] ?? 0 }]);
    writePack(join(scratch.path, 'objects'), `pack-${oid}`, { pack: packed, index });
    return oid;
  }

  function copies(length: number): (readonly [number, number])[] {
    const size = 1 << 15;
    return Array.from({ length: length / size }, (__, index) => [index * size, size] as const);
  }
});
