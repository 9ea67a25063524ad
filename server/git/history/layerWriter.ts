/** Turns what a layer says into the bytes of its file. */
import { type Cancel, neverCancelled, Pace } from '../../base/cancel.ts';
import { sortInSteps } from '../../base/sortInSteps.ts';
import { GitError } from '../errors.ts';
import { ByteSink } from './byteSink.ts';
import { FAN_OUT_BYTES, HEADER_FIELDS, type LayerContent, SIGNATURE, VERSION } from './layerFormat.ts';

/** Records written between two polls. */
const POLL_RECORDS = 1 << 11;
/** Where a record is only looked at. */
const RECORD: number = 1 / 4;
const MAX_SECTION = 0xffffffff;
/** Twice this many commits fit beside 32 bits of their ids into the 53 bits of a number. */
const MAX_COMMITS = 1 << 20;

/** The file, in pieces; 'tooLarge' when there is more than the format can number. */
export function layerBytes(content: LayerContent, cancel: Cancel = neverCancelled): Buffer[] {
  const pace = new Pace(cancel, POLL_RECORDS);
  const sorted = sortedNumbers(content, pace);
  const order = sortInSteps(
    content.paths.map((_, number) => number),
    (a, b) => (text(content, a) < text(content, b) ? -1 : 1),
    pace,
  );
  const names = new ByteSink();
  const nameEnds = new Uint32Array(order.length);
  for (const [rank, path] of order.entries()) {
    pace.did(1);
    names.latin1(text(content, path));
    nameEnds[rank] = names.length;
  }
  const ranks = new Uint32Array(order.length);
  for (const [rank, path] of order.entries()) ranks[path] = rank;
  const postings = writePostings(content, order, pace);
  const deletions = writeDeletions(content, ranks, pace);
  const { chains, externals } = content;
  const counts = [sorted.length, chains.length, externals.length, order.length, names.length];
  const more = [postings.sink.length, content.deletions.length, deletions.sink.length];
  return [
    bigEndian([SIGNATURE, VERSION, content.idBytes, ...counts, ...more], pace),
    ...commitSections(content, sorted, pace),
    bigEndian(
      Uint32Array.from(chains, ({ start }) => start),
      pace,
    ),
    bigEndian(
      Uint32Array.from(chains, ({ link }) => link),
      pace,
    ),
    Buffer.from(externals.join(''), 'hex'),
    bigEndian(nameEnds, pace),
    ...names.pieces,
    bigEndian(postings.ends, pace),
    ...postings.sink.pieces,
    bigEndian(
      Uint32Array.from(content.deletions, ({ commit }) => commit),
      pace,
    ),
    bigEndian(deletions.ends, pace),
    ...deletions.sink.pieces,
  ];
}

export const HEADER_BYTES: number = HEADER_FIELDS * 4;

function text(content: LayerContent, path: number): string {
  return content.paths[path] as string;
}

function bigEndian(values: ArrayLike<number>, pace: Pace): Buffer {
  const bytes = Buffer.allocUnsafeSlow(values.length * 4);
  for (let i = 0; i < values.length; i++) {
    pace.did(RECORD);
    bytes.writeUInt32BE(values[i] as number, i * 4);
  }
  return bytes;
}

/** Numbers of commits by id: sorted by the first 32 bits as numbers, then the few with equal ones by the rest. */
function sortedNumbers({ ids, idBytes }: LayerContent, pace: Pace): Uint32Array {
  const count = ids.length / idBytes;
  if (count > 2 * MAX_COMMITS) throw new GitError('tooLarge', `${count} commits are too many for one index`);
  const keys: number[] = [];
  for (let number = 0; number < count; number++) {
    pace.did(1);
    keys.push(ids.readUInt32BE(number * idBytes) * 2 * MAX_COMMITS + number);
  }
  const sorted = new Uint32Array(count);
  for (const [place, key] of sortInSteps(keys, (a, b) => a - b, pace).entries()) {
    pace.did(1);
    sorted[place] = key % (2 * MAX_COMMITS);
  }
  const less = (a: number, b: number) =>
    ids.compare(ids, b * idBytes, (b + 1) * idBytes, a * idBytes, (a + 1) * idBytes) < 0;
  for (let i = 1; i < count; i++) {
    pace.did(1);
    for (let j = i; j > 0 && less(sorted[j] as number, sorted[j - 1] as number); j--) {
      const later = sorted[j] as number;
      sorted[j] = sorted[j - 1] as number;
      sorted[j - 1] = later;
    }
  }
  return sorted;
}

function commitSections({ ids, idBytes }: LayerContent, sorted: Uint32Array, pace: Pace): Buffer[] {
  const fanOut = Buffer.alloc(FAN_OUT_BYTES);
  const table = Buffer.allocUnsafeSlow(ids.length);
  const places = new Uint32Array(sorted.length);
  const counts = new Uint32Array(256);
  for (const [place, number] of sorted.entries()) {
    pace.did(1);
    ids.copy(table, place * idBytes, number * idBytes, (number + 1) * idBytes);
    places[number] = place;
    const first = ids[number * idBytes] as number;
    counts[first] = (counts[first] as number) + 1;
  }
  let sum = 0;
  for (const [first, count] of counts.entries()) {
    sum += count;
    fanOut.writeUInt32BE(sum, first * 4);
  }
  return [fanOut, table, bigEndian(sorted, pace), bigEndian(places, pace)];
}

interface Lists {
  readonly sink: ByteSink;
  readonly ends: Uint32Array;
}

function writePostings(content: LayerContent, order: readonly number[], pace: Pace): Lists {
  const { touches, paths, ids, idBytes } = content;
  const records = touches.sorted({ paths: paths.length, commits: ids.length / idBytes }, pace);
  const ends = recordEnds(content, pace);
  const sink = new ByteSink();
  const written = new Uint32Array(order.length);
  for (const [rank, path] of order.entries()) {
    pace.did(1);
    const start = path === 0 ? 0 : (ends[path - 1] as number);
    writePosting(content, { records: records.subarray(start, ends[path]), pace }, sink);
    if (sink.length > MAX_SECTION) throw new GitError('tooLarge', 'history is too long for one index');
    written[rank] = sink.length;
  }
  return { sink, ends: written };
}

/** For each path where its records end in the order by path. */
function recordEnds({ touches, paths }: LayerContent, pace: Pace): Uint32Array {
  const ends = new Uint32Array(paths.length);
  for (let record = 0; record < touches.count; record++) {
    pace.did(RECORD);
    const path = touches.path(record);
    ends[path] = (ends[path] as number) + 1;
  }
  for (let path = 1; path < ends.length; path++)
    ends[path] = (ends[path] as number) + (ends[path - 1] as number);
  return ends;
}

function writePosting(
  { touches }: LayerContent,
  { records, pace }: { readonly records: Uint32Array; readonly pace: Pace },
  sink: ByteSink,
): void {
  sink.varint(records.length);
  let before = 0;
  for (const record of records) {
    pace.did(RECORD);
    const commit = touches.commit(record);
    sink.varint(commit - before);
    before = commit;
  }
  const entries = new Map<string, number>();
  for (const record of records) {
    pace.did(1);
    const mode = touches.mode(record);
    if (mode === 0) {
      sink.byte(0);
      continue;
    }
    const entry = String.fromCharCode(mode) + touches.id(record);
    const place = entries.get(entry) ?? entries.size;
    entries.set(entry, place);
    sink.varint(place + 1);
  }
  sink.varint(entries.size);
  for (const entry of entries.keys()) {
    pace.did(RECORD);
    sink.latin1(entry);
  }
}

function writeDeletions(content: LayerContent, ranks: Uint32Array, pace: Pace): Lists {
  const sink = new ByteSink();
  const ends = content.deletions.map(({ paths }) => {
    pace.did(1 + paths.length);
    sink.varint(paths.length);
    for (const path of paths) sink.varint(ranks[path] as number);
    return sink.length;
  });
  return { sink, ends: Uint32Array.from(ends) };
}
