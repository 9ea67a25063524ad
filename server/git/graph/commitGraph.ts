/** The commit-graph of a repository, one file or a chain of them, seen as one numbering of commits. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hexToBytes } from '../../base/hexBytes.ts';
import { GitError } from '../errors.ts';
import { readTextSync } from '../filesSync.ts';
import type { ParsedCommit } from '../objects.ts';
import { readUint32 } from '../odb/numberColumn.ts';
import { FileVanished, type WindowCache } from '../odb/windows.ts';
import type { Oid } from '../oid.ts';
import type { PathHashes } from './bloom.ts';
import { askFilter, type GraphLayer, openGraphLayer } from './layer.ts';

/** Parent fields: no parent; and the mark of an entry in, or the end of, the list of further parents. */
const NO_PARENT = 0x70000000;
const EDGE_MARK = 0x80000000;
const MAX_LAYERS = 1000;
const MAX_CHAIN_BYTES = 1 << 17;
const MAX_PARENTS = 100_000;

/**
 * Nodes read last, in so many places; the first three digits of an id tell its place. A walk asks for a commit a
 * few times within a short while: as somebody's parent, then for itself. A proper cache costs as much as reading.
 */
const PLACES = 1 << 15;
/** Commits with more parents are not kept, so that what is kept stays within a few megabytes. */
const MAX_KEPT_PARENTS = 8;

/** A commit with its number in the graph. */
export interface GraphNode extends ParsedCommit {
  readonly oid: Oid;
  readonly position: number;
}

export class CommitGraph {
  readonly #layers: readonly GraphLayer[];
  /** Number of the first commit of each layer, and at the end the number of all. */
  readonly #starts: readonly number[];
  readonly #id: Uint8Array;
  /** Commits in all layers. */
  readonly count: number;
  // oxlint-disable-next-line unicorn/no-new-array -- filling it place by place takes a millisecond.
  readonly #recent: (GraphNode | undefined)[] = new Array(PLACES);
  /** Numbers of the parents of nodes read last, which are asked for next; by place, as far as the id agrees. */
  // oxlint-disable-next-line unicorn/no-new-array -- filling it place by place takes a millisecond.
  readonly #hintIds: (Oid | undefined)[] = new Array(PLACES);
  readonly #hintNumbers = new Uint32Array(PLACES);

  /** `layers` in the order of the chain, the oldest first. */
  constructor(layers: readonly GraphLayer[], idBytes: number) {
    this.#layers = layers;
    const starts = [0];
    for (const layer of layers) starts.push(starts[starts.length - 1]! + layer.ids.count);
    this.#starts = starts;
    this.count = starts[layers.length]!;
    this.#id = new Uint8Array(idBytes);
  }

  get hasFilters(): boolean {
    return this.#layers.some((layer) => layer.filters !== null);
  }

  /** The commit if it was read a short while ago. */
  recent(oid: Oid): GraphNode | null {
    const node = this.#recent[placeOf(oid)];
    return node !== undefined && node.oid === oid ? node : null;
  }

  /** The commit, or null when the graph does not have it; 'corruptObject' when its record makes no sense. */
  node(oid: Oid): GraphNode | null {
    const place = placeOf(oid);
    const position = this.#hintIds[place] === oid ? this.#hintNumbers[place]! : this.#find(oid);
    if (position < 0) return null;
    const node = this.#read(oid, position);
    if (node.parents.length <= MAX_KEPT_PARENTS) this.#recent[place] = node;
    return node;
  }

  /** True when the path may differ between the commit and its first parent; null when there is no filter. */
  mayHaveChanged(position: number, path: PathHashes): boolean | null {
    const number = this.#layerOf(position);
    return askFilter(this.#layers[number]!, position - this.#starts[number]!, path);
  }

  /** Number of the commit's first parent; -1 when it has none that is in the graph. */
  firstParent(position: number): number {
    const number = this.#layerOf(position);
    const layer = this.#layers[number]!;
    const parent = layer.columns.parent(position - this.#starts[number]!);
    return parent < this.count ? parent : -1;
  }

  close(): void {
    for (const layer of this.#layers) layer.file.close();
  }

  #find(oid: Oid): number {
    if (!hexToBytes(oid, this.#id)) return -1;
    for (let number = this.#layers.length - 1; number >= 0; number--) {
      const position = this.#layers[number]!.ids.find(this.#id);
      if (position >= 0) return this.#starts[number]! + position;
    }
    return -1;
  }

  /** A record: tree, two parents, then 30 bits of generation and 34 of date. */
  #read(oid: Oid, position: number): GraphNode {
    const number = this.#layerOf(position);
    const layer = this.#layers[number]!;
    const at = layer.record(position - this.#starts[number]!);
    const bytes = layer.records.bytes;
    const fields = at + layer.idBytes;
    const tree = bytes.toString('hex', at, fields);
    const first = bytes.readUInt32BE(fields);
    const second = bytes.readUInt32BE(fields + 4);
    const date = (bytes[fields + 11]! & 3) * 2 ** 32 + bytes.readUInt32BE(fields + 12);
    const parents: Oid[] = [];
    if (first !== NO_PARENT) parents.push(this.oid(first));
    if (second >= EDGE_MARK) this.#addEdges(layer, second - EDGE_MARK, parents);
    else if (second !== NO_PARENT) parents.push(this.oid(second));
    return { oid, tree, parents, date, position };
  }

  #addEdges(layer: GraphLayer, row: number, parents: Oid[]): void {
    const edges = layer.edges;
    for (let at = row; ; at++) {
      if (edges === null || (at + 1) * 4 > edges.chunk.bytes || parents.length > MAX_PARENTS) {
        throw new GitError('corruptObject', `${layer.file.path} has a list of parents without an end`);
      }
      const value = readUint32(edges.cursor, edges.chunk.start + at * 4);
      parents.push(this.oid(value % EDGE_MARK));
      if (value >= EDGE_MARK) return;
    }
  }

  /** The id of a commit by its number; 'corruptObject' when there is none with it. */
  oid(position: number): Oid {
    if (position >= this.count) {
      throw new GitError(
        'corruptObject',
        `the commit-graph names a parent number ${position}, which it does not have`,
      );
    }
    const number = this.#layerOf(position);
    const oid = this.#layers[number]!.ids.oid(position - this.#starts[number]!);
    const place = placeOf(oid);
    this.#hintIds[place] = oid;
    this.#hintNumbers[place] = position;
    return oid;
  }

  #layerOf(position: number): number {
    let number = this.#layers.length - 1;
    while (position < this.#starts[number]!) number--;
    return number;
  }
}

/** Five bits of each of three digits: different for different digits. */
function placeOf(oid: Oid): number {
  return ((oid.charCodeAt(0) & 31) << 10) | ((oid.charCodeAt(1) & 31) << 5) | (oid.charCodeAt(2) & 31);
}

/**
 * The graph of the first object directory that has one, or null. A graph that is corrupt or incomplete is left
 * out with a warning: it only makes things faster. Files of a chain may lie in any of the directories.
 */
export function openCommitGraph(
  directories: readonly string[],
  shared: { windows: WindowCache; idBytes: number; warnings: string[] },
): CommitGraph | null {
  for (const dir of directories) {
    try {
      const paths = graphFiles(dir, directories, shared.idBytes);
      if (paths.length === 0) continue;
      const layers = paths.map((path) => openGraphLayer(shared.windows.open(path), shared.idBytes));
      checkChain(layers);
      return new CommitGraph(layers, shared.idBytes);
    } catch (error) {
      if (!(error instanceof GitError || error instanceof FileVanished)) throw error;
      shared.warnings.push(`commit-graph left out: ${error.message}`);
    }
  }
  return null;
}

function graphFiles(dir: string, directories: readonly string[], idBytes: number): string[] {
  const single = join(dir, 'info', 'commit-graph');
  if (existsSync(single)) return [single];
  const chain = join(dir, 'info', 'commit-graphs', 'commit-graph-chain');
  const text = readTextSync(chain, MAX_CHAIN_BYTES);
  if (text === null) return [];
  const hashes = text.split('\n').filter((line) => line !== '');
  if (
    hashes.length > MAX_LAYERS ||
    !hashes.every((hash) => hash.length === idBytes * 2 && /^[0-9a-f]+$/.test(hash))
  ) {
    throw new GitError('corruptObject', `${chain} is unreadable`);
  }
  return hashes.map((hash) => {
    const places = directories.map((each) => join(each, 'info', 'commit-graphs', `graph-${hash}.graph`));
    return places.find((path) => existsSync(path)) ?? places[0]!;
  });
}

function checkChain(layers: readonly GraphLayer[]): void {
  const wrong = layers.find((layer, number) => layer.baseCount !== number);
  if (wrong === undefined) return;
  throw new GitError(
    'corruptObject',
    `${wrong.file.path} builds on ${wrong.baseCount} files, which its place in the chain denies`,
  );
}
