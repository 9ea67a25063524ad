/** Making something of a blob along its deltas, without ever putting the blob together. */
import { type DeltaSink, runDelta } from './delta.ts';
import { type Pack, TAG } from './pack.ts';
import { baseOffset, type SmallObjects } from './smallObjects.ts';

/** What a caller makes of blobs and keeps. Places are numbers; equal ones mean equal bytes. */
export interface BlobMaker<T> {
  /** What was made for a place before, or null. */
  known(place: number): T | null;
  /** Size in bytes of the blob that something was made of. */
  size(made: T): number;
  /** Makes it of the whole blob, whose bytes are good during the call. */
  whole(place: number, data: Buffer): T;
  /** Makes it of what was made of another blob, and of the instructions, which have been checked. */
  delta(place: number, base: T, delta: SoundDelta): T;
}

/** Instructions that make `resultSize` bytes: bytes [start, end) of a buffer, good during the call, or told one by one. */
interface SoundDelta {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
  readonly resultSize: number;
  readonly run: (sink: DeltaSink) => void;
}

const BLOB = 3;
const MAX_CHAIN = 10_000;

/** What the maker makes of the entry; null when the entry has to be read as a whole, or is no blob. */
export function makeOfBlob<T>(
  small: SmallObjects,
  place: { readonly pack: Pack; readonly offset: number },
  maker: BlobMaker<T>,
): T | null {
  const { pack, offset } = place;
  const chain: number[] = [];
  let at = offset;
  let made = maker.known(pack.key(at));
  while (made === null) {
    pack.readHead(at);
    if (pack.type <= TAG || small.arena.find(pack.key(at)) >= 0) break;
    if (chain.length >= 3 * MAX_CHAIN) return null;
    chain.push(at, pack.dataOffset, pack.size);
    at = baseOffset(pack);
    if (at < 0) return null;
    made = maker.known(pack.key(at));
  }
  if (made === null) {
    const slot = small.find(pack, at);
    if (slot < 0 || small.arena.type(slot) !== BLOB) return null;
    made = maker.whole(pack.key(at), small.arena.view(slot));
  }
  for (let i = chain.length - 3; i >= 0 && made !== null; i -= 3) {
    const delta = { offset: chain[i]!, dataOffset: chain[i + 1]!, size: chain[i + 2]! };
    made = applyTo(small, pack, made, { delta, maker });
  }
  return made;
}

function applyTo<T>(
  small: SmallObjects,
  pack: Pack,
  base: T,
  { delta, maker }: { delta: Parameters<SmallObjects['readDelta']>[1]; maker: BlobMaker<T> },
): T | null {
  const head = small.readDelta(pack, delta);
  if (head === null || head.baseSize !== maker.size(base)) return null;
  const { start, end, resultSize } = head;
  const { kernel } = small.arena;
  if (kernel.checkDelta(start, end, head.baseSize, resultSize) !== 0) return null;
  const { bytes } = kernel;
  const run = (sink: DeltaSink) => runDelta(bytes, head, sink);
  return maker.delta(pack.key(delta.offset), base, { bytes, start, end, resultSize, run });
}
