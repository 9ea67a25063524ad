/** A text that another thread has cut, counted and written down, so that the one that keeps it need not look at it. */
import { Chunk, cutsOf, digestOf, factsOf } from './chunk.ts';
import { ChunkedText } from './chunkedText.ts';
import { TextMemory } from './textMemory.ts';

/** As it crosses threads. */
export interface PreparedText {
  /** The bytes of all chunks, one after the other. */
  readonly block: SharedArrayBuffer;
  /** `FACT` numbers a chunk: its size in bytes, its length, breaks and feeds, and 1 if it is convertible. */
  readonly facts: Int32Array;
  readonly digests: readonly string[];
  /** Chunks that their bytes don't give back, by number: those with halves of characters. */
  readonly exact: ReadonlyMap<number, string>;
}

const FACT = 5;

export function prepare(text: string): PreparedText {
  const block = new SharedArrayBuffer(Buffer.byteLength(text));
  const bytes = Buffer.from(block);
  const facts: number[] = [];
  const digests: string[] = [];
  const exact = new Map<number, string>();
  let written = 0;
  let start = 0;
  for (const end of cutsOf(text)) {
    const chunk = text.slice(start, end);
    const size = bytes.write(chunk, written);
    const { length, breaks, feeds, convertible } = factsOf(chunk);
    if (!isWellFormed(chunk)) exact.set(digests.length, chunk);
    facts.push(size, length, breaks, feeds, convertible ? 1 : 0);
    digests.push(digestOf(chunk));
    written += size;
    start = end;
  }
  return { block, facts: Int32Array.from(facts), digests, exact };
}

/** Nothing that was merely parsed has shared memory: only `prepare` makes such values. */
export function isPrepared(value: unknown): value is PreparedText {
  return (
    typeof value === 'object' &&
    value !== null &&
    'block' in value &&
    value.block instanceof SharedArrayBuffer
  );
}

export function chunkedFrom({ block, facts, digests, exact }: PreparedText): ChunkedText {
  const memory = new TextMemory();
  memory.adopt(block);
  let offset = 0;
  const chunks = digests.map((digest, number) => {
    const [size = 0, length = 0, breaks = 0, feeds = 0, convertible] = facts.subarray(number * FACT);
    const place = { memory, block: 0, offset, size };
    offset += size;
    const chunk = { length, breaks, feeds, convertible: convertible === 1, digest, place };
    return new Chunk(chunk, exact.get(number) ?? null);
  });
  return new ChunkedText(chunks, { memory });
}

/** False for halves of characters, which have no bytes of their own. */
function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}
