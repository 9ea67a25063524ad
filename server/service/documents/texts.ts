/** Texts as threads read them, made once: every surface asks about the same text again and again. */
import { createHash } from 'node:crypto';
import type { Chunk } from '../../base/chunk.ts';
import type { ChunkedText, TextHome } from '../../base/chunkedText.ts';
import { nextTurn } from '../../base/nextTurn.ts';
import { PIECE, type SharedText, type TextBytes } from '../../base/sharedText.ts';
import { TextMemory } from '../../base/textMemory.ts';

/** Characters of new chunks taken in without a pause; after more everything else has its turn. */
const SLICE = 1 << 18;
/** The same where it is done at once or not at all. */
const MOST_AT_ONCE = 1 << 16;
/** Bytes of versions that are gone, beyond the size of the text, before its memory is replaced when there is time for it. */
const SLACK = 1 << 20;
/** The same while somebody types: a keystroke waits for it. */
const MOST_SLACK = 1 << 23;

const hashes = new WeakMap<Uint8Array, string>();
const placed = new WeakMap<ChunkedText, TextBytes>();
const shared = new WeakMap<ChunkedText, SharedText>();

/** The hash that keys name bytes by. Nobody may write to them afterwards. */
export function hashOf(bytes: Uint8Array): string {
  const known = hashes.get(bytes);
  if (known !== undefined) return known;
  const hash = createHash('sha1').update(bytes).digest('hex');
  hashes.set(bytes, hash);
  return hash;
}

/** The text in memory that threads see. Of a text that was edited only the chunks are written that are new. */
export async function share(text: ChunkedText): Promise<SharedText> {
  const known = shared.get(text);
  if (known) return known;
  const { memory, blocks, pieces, byteLength, convertible } = placed.get(text) ?? (await place(text));
  // Field by field: an object that is spread has a shape of its own, which takes more than all that is in it.
  const made = { name: await nameOf(text.chunks), memory, blocks, pieces, byteLength, convertible };
  shared.set(text, made);
  return made;
}

/** The same at once and without a name; null where too much of the text is new. */
export function placeNow(text: ChunkedText): TextBytes | null {
  const known = placed.get(text);
  if (known) return known;
  const { chunks, home } = text;
  let work = 0;
  for (let at = 0; at < chunks.length; at++) {
    const chunk = chunks[at] as Chunk;
    if (chunk.placeIn(home.memory) !== null) continue;
    work += chunk.length;
    if (work > MOST_AT_ONCE) return null;
    chunk.moveTo(home.memory);
  }
  const made = bytesIn(chunks, home.memory);
  if (made === null) return null;
  placed.set(text, made);
  if (isOutgrown(home.memory, made, MOST_SLACK)) home.memory = new TextMemory();
  return made;
}

async function place(text: ChunkedText): Promise<TextBytes> {
  const { chunks, home } = text;
  let memory = await settle(chunks, home);
  let made = bytesIn(chunks, memory);
  // Another version of the document may have moved some of them to a new memory meanwhile.
  while (made === null) {
    memory = await settle(chunks, home);
    made = bytesIn(chunks, memory);
  }
  placed.set(text, made);
  if (isOutgrown(memory, made, SLACK) && home.memory === memory) home.memory = new TextMemory();
  return made;
}

/** Nothing is asked about the text at the moment: the next version of it finds a memory without what is gone. */
export async function tidy(text: ChunkedText): Promise<void> {
  const { chunks, home } = text;
  const made = placed.get(text);
  if (made === undefined || made.memory !== home.memory.id || !isOutgrown(home.memory, made, SLACK)) return;
  home.memory = new TextMemory();
  await settle(chunks, home);
}

function isOutgrown({ written }: TextMemory, { byteLength }: TextBytes, slack: number): boolean {
  return written > 2 * byteLength + slack;
}

async function settle(chunks: readonly Chunk[], home: TextHome): Promise<TextMemory> {
  const { memory } = home;
  let work = 0;
  // Of a long text there are many, and hardly any is new: no iterator.
  for (let at = 0; at < chunks.length; at++) {
    const chunk = chunks[at] as Chunk;
    if (chunk.placeIn(memory) !== null) continue;
    chunk.moveTo(memory);
    work += chunk.length;
    if (work < SLICE) continue;
    work = 0;
    await nextTurn();
  }
  return memory;
}

/** Of thousands of chunks: no call and no array for each. Null when one of them lies in another memory. */
function bytesIn(chunks: readonly Chunk[], memory: TextMemory): TextBytes | null {
  const pieces = new Int32Array(chunks.length * PIECE);
  let byteLength = 0;
  let convertible = false;
  let at = 0;
  for (let index = 0; index < chunks.length; index++) {
    const chunk = chunks[index] as Chunk;
    const where = chunk.placeIn(memory);
    if (where === null) return null;
    pieces[at++] = where.block;
    pieces[at++] = where.offset;
    pieces[at++] = where.size;
    byteLength += where.size;
    convertible ||= chunk.convertible;
  }
  return { memory: memory.id, blocks: memory.bytes, pieces, byteLength, convertible };
}

async function nameOf(chunks: readonly Chunk[]): Promise<string> {
  let digests = '';
  let work = 0;
  for (let at = 0; at < chunks.length; at++) {
    const chunk = chunks[at] as Chunk;
    if (!chunk.isHashed) work += chunk.length;
    digests += chunk.digest;
    if (work < SLICE) continue;
    work = 0;
    await nextTurn();
  }
  return createHash('sha1').update(digests, 'latin1').digest('hex');
}
