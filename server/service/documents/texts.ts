/** Texts as threads read them, made once: every surface asks about the same text again and again. */
import { createHash } from 'node:crypto';
import type { Chunk } from '../../base/chunk.ts';
import type { ChunkedText, TextHome } from '../../base/chunkedText.ts';
import { nextTurn } from '../../base/nextTurn.ts';
import { PIECE, type SharedText } from '../../base/sharedText.ts';
import { TextMemory } from '../../base/textMemory.ts';

/** Characters of new chunks taken in without a pause; after more everything else has its turn. */
const SLICE = 1 << 18;
/** Bytes of versions that are gone, beyond the size of the text, before its memory is replaced. */
const SLACK = 1 << 20;

const hashes = new WeakMap<Uint8Array, string>();
const shared = new WeakMap<ChunkedText, SharedText>();

/** The hash that keys name bytes by. Nobody may write to them afterwards. */
export function hashOf(bytes: Uint8Array): string {
  const known = hashes.get(bytes);
  if (known !== undefined) return known;
  const hash = createHash('sha1').update(bytes).digest('hex');
  hashes.set(bytes, hash);
  return hash;
}

/**
 * The text in memory that threads see. Of a text that was edited only the chunks are written that are new; the memory is
 * replaced when most of it is of versions that are gone.
 */
export async function share(text: ChunkedText): Promise<SharedText> {
  const known = shared.get(text);
  if (known) return known;
  const { chunks, home } = text;
  let memory = await settle(chunks, home);
  let made = sharedOf(chunks, memory);
  // Another version of the document may have moved some of them to a new memory meanwhile.
  while (made === null) {
    memory = await settle(chunks, home);
    made = sharedOf(chunks, memory);
  }
  shared.set(text, made);
  if (memory.written > 2 * made.byteLength + SLACK && home.memory === memory) home.memory = new TextMemory();
  return made;
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
function sharedOf(chunks: readonly Chunk[], memory: TextMemory): SharedText | null {
  const pieces = new Int32Array(chunks.length * PIECE);
  let digests = '';
  let byteLength = 0;
  let convertible = false;
  let at = 0;
  for (const chunk of chunks) {
    const place = chunk.placeIn(memory);
    if (!place) return null;
    pieces[at++] = place.block;
    pieces[at++] = place.offset;
    pieces[at++] = place.size;
    digests += chunk.digest;
    byteLength += place.size;
    convertible ||= chunk.convertible;
  }
  const name = createHash('sha1').update(digests, 'latin1').digest('hex');
  const blocks = memory.blocks.map((block) => new Uint8Array(block));
  return { name, memory: memory.id, blocks, pieces, byteLength, convertible };
}
