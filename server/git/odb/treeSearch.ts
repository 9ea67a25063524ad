/** Finds one name in packed trees, through their deltas where possible; knows nothing of paths. */
import { type Kernel, OUTLINE, OUTLINE_BYTES, type Outlines, PADDING } from '../../kernel/kernel.ts';
import { entryAt, type NamedEntry } from '../treeEntry.ts';
import type { ObjectArena } from './objectArena.ts';
import { type Pack, TAG } from './pack.ts';
import {
  baseOffset,
  type DeltaPlace,
  ELSEWHERE,
  NAMES,
  NAMES_BYTES,
  type SmallObjects,
} from './smallObjects.ts';

/** What a search ends with, beside `ELSEWHERE`: the tree has no such entry. */
const FOUND = 0;
export const ABSENT = -2;
/** The number of trees among the types of pack entries. */
const TREE = 2;
/** Types of slots that are no objects: outlines, beside the type numbers of pack entries. */
const OUTLINE_TYPE = 8;
/** Outlines have the key of their tree and this. */
const OUTLINE_KEY = 0.5;
const MAX_NAME = 200;
const NAME_BYTES: number = MAX_NAME + PADDING;
const MAX_NAMES: number = Math.floor(NAMES_BYTES / NAME_BYTES);
const MAX_CHAIN = 10_000;

/** A name that is looked for, in the kernels' memory. */
interface Name {
  readonly number: number;
  readonly address: number;
  readonly length: number;
}

export class TreeSearch {
  readonly #small: SmallObjects;
  readonly #arena: ObjectArena;
  readonly #kernel: Kernel;
  readonly #outlines: Outlines | null;
  readonly #idBytes: number;
  readonly #names = new Map<string, Name>();
  #nameNumber = 0;

  /** Where the entry found last is, mode first. */
  #found = 0;

  constructor(small: SmallObjects, idBytes: number) {
    this.#small = small;
    this.#arena = small.arena;
    this.#kernel = small.arena.kernel;
    this.#outlines = this.#kernel.outlines;
    this.#idBytes = idBytes;
  }

  /** `FOUND`, `ABSENT`, or `ELSEWHERE`: when the tree has to be read in another way. */
  find(pack: Pack, offset: number, text: string): number {
    if (text.length > MAX_NAME) return ELSEWHERE;
    const name = this.#names.get(text) ?? this.#addName(text);
    if (this.#outlines !== null) {
      const outline = this.#outlineOf(pack, offset, { name, outlines: this.#outlines });
      if (outline >= 0) return this.#take(outline);
    }
    const slot = this.#small.find(pack, offset);
    return slot < 0 ? ELSEWHERE : this.#search(slot, name);
  }

  /** The entry that `find` has just found. */
  entry(): NamedEntry {
    return entryAt(this.#kernel.bytes, this.#found, this.#idBytes);
  }

  #take(outline: number): number {
    const at = this.#arena.address(outline);
    this.#found = at + OUTLINE.entry;
    return FOUND;
  }

  #search(slot: number, name: Name): number {
    if (this.#arena.type(slot) !== TREE) return ELSEWHERE;
    const tree = this.#arena.address(slot);
    const size = this.#arena.size(slot);
    const at = this.#kernel.findEntry(tree, size, name.address, name.length, this.#idBytes);
    if (at < 0) return at === -1 ? ABSENT : ELSEWHERE;
    this.#found = tree + at;
    return FOUND;
  }

  /** The slot of an outline for the name, found or made; -1 when there can be none, or is not worth while. */
  #outlineOf(pack: Pack, offset: number, want: Want): number {
    const known = this.#knownOutline(pack, offset, want);
    if (known >= 0 || this.#arena.find(pack.key(offset)) >= 0) return known;
    const chain: number[] = [];
    let outline = ELSEWHERE;
    for (let at = offset; outline < 0; ) {
      pack.readHead(at);
      if (pack.type <= TAG) {
        // A tree that was asked for itself is just searched; its outline is made when a delta on it turns up.
        outline =
          chain.length === 0 ? ELSEWHERE : this.#outlineWhole(this.#small.find(pack, at), pack, at, want);
        if (outline < 0) return ELSEWHERE;
        break;
      }
      if (chain.length >= 3 * MAX_CHAIN) return ELSEWHERE;
      chain.push(at, pack.dataOffset, pack.size);
      at = baseOffset(pack);
      if (at < 0) return ELSEWHERE;
      outline = this.#knownOutline(pack, at, want);
      if (outline >= 0) break;
      const tree = this.#arena.find(pack.key(at));
      if (tree < 0) continue;
      outline = this.#outlineWhole(tree, pack, at, want);
      if (outline < 0) return ELSEWHERE;
    }
    for (let i = chain.length - 3; i >= 0 && outline >= 0; i -= 3) {
      const delta = { offset: chain[i]!, dataOffset: chain[i + 1]!, size: chain[i + 2]! };
      outline = this.#outlineDelta(pack, outline, delta, want);
    }
    return outline;
  }

  #knownOutline(pack: Pack, offset: number, { name }: Want): number {
    const slot = this.#arena.find(pack.key(offset) + OUTLINE_KEY);
    return slot >= 0 && this.#read(this.#arena.address(slot)) === name.number ? slot : ELSEWHERE;
  }

  #outlineWhole(slot: number, pack: Pack, offset: number, { name, outlines }: Want): number {
    if (slot < 0 || this.#search(slot, name) !== FOUND) return ELSEWHERE;
    const arena = this.#arena;
    const tree = arena.address(slot);
    const size = arena.size(slot);
    const room = outlineRoom(size);
    if (room > arena.maxBytes) return ELSEWHERE;
    const entry = this.#found - tree;
    // The tree was used just now, so its memory is not given away.
    const to = arena.allocate(room);
    const used = outlines.outlineTree(tree, size, entry, name.number, this.#idBytes, to);
    return used < 0 ? ELSEWHERE : arena.keep(pack.key(offset) + OUTLINE_KEY, OUTLINE_TYPE, used);
  }

  #outlineDelta(pack: Pack, base: number, delta: DeltaPlace, { name, outlines }: Want): number {
    const arena = this.#arena;
    const from = arena.address(base);
    const head = this.#small.readDelta(pack, delta);
    if (head === null || head.baseSize !== this.#read(from + OUTLINE.treeSize)) return ELSEWHERE;
    const room = outlineRoom(head.resultSize);
    if (room > arena.maxBytes) return ELSEWHERE;
    const to = arena.allocate(room);
    const { address, length } = name;
    const size = head.resultSize;
    const used = outlines.outlineDelta(head.start, head.end, from, to, size, address, length, this.#idBytes);
    return used < 0 ? ELSEWHERE : arena.keep(pack.key(delta.offset) + OUTLINE_KEY, OUTLINE_TYPE, used);
  }

  #read(address: number): number {
    return this.#kernel.bytes.readUInt32LE(address);
  }

  /** When there are too many names all are forgotten, but their numbers are not given again. */
  #addName(text: string): Name {
    if (this.#names.size === MAX_NAMES) this.#names.clear();
    const address = NAMES + this.#names.size * NAME_BYTES;
    this.#kernel.bytes.write(text, address, 'latin1');
    const name = { number: ++this.#nameNumber, address, length: text.length };
    this.#names.set(text, name);
    return name;
  }
}

/** What is looked for, and how. */
interface Want {
  readonly name: Name;
  readonly outlines: Outlines;
}

/** What the outline of a tree of so many bytes may take. */
function outlineRoom(treeBytes: number): number {
  return OUTLINE_BYTES + Math.ceil(treeBytes / 22);
}
