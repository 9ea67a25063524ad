/** Texts as bytes and as hashes, each made once: every surface asks about the same text again and again. */
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { nextTurn } from '../base/nextTurn.ts';

interface Known {
  readonly text: string;
  readonly bytes: Uint8Array;
}

const CACHE_BYTES = 32 * 1024 * 1024;
/** Bytes hashed in one go; more are hashed in slices, with everything else in between. */
const SLICE = 1 << 20;

const hashes = new WeakMap<Uint8Array, string>();

/** The hash that keys name a text by. Nobody may write to the bytes afterwards. */
export function hashOf(bytes: Uint8Array): string {
  const known = hashes.get(bytes);
  if (known !== undefined) return known;
  const hash = createHash('sha1').update(bytes).digest('hex');
  hashes.set(bytes, hash);
  return hash;
}

export class Texts {
  private readonly known = new LRUCache<string, Known>({
    maxSize: CACHE_BYTES,
    sizeCalculation: ({ text, bytes }) => text.length + bytes.length + 200,
  });

  /** The bytes of the text that a file has in the editor, their hash made. */
  async bytesOf(fsPath: string, text: string): Promise<Uint8Array> {
    const known = this.known.get(fsPath);
    if (known?.text === text) return known.bytes;
    const bytes = Buffer.from(text);
    await this.name(bytes);
    this.known.set(fsPath, { text, bytes });
    return bytes;
  }

  /** Makes the hash, in slices where that takes long. */
  async name(bytes: Uint8Array): Promise<void> {
    if (bytes.length <= SLICE || hashes.has(bytes)) return;
    const hash = createHash('sha1');
    for (let at = 0; at < bytes.length; at += SLICE) {
      hash.update(bytes.subarray(at, at + SLICE));
      await nextTurn();
    }
    hashes.set(bytes, hash.digest('hex'));
  }
}
