/** Bytes of an open text's chunks in memory that all threads see. Only ever added to: a place keeps its bytes for ever. */

/** Where the bytes of a chunk lie. */
export interface Place {
  readonly memory: TextMemory;
  readonly block: number;
  readonly offset: number;
  /** In bytes. */
  readonly size: number;
}

/** Of those behind the first one, which is as large as what it is made for: most texts that are open are never changed. */
const LEAST_BLOCK = 1 << 14;
const LARGEST_BLOCK = 1 << 22;
/** A UTF-16 unit takes no more bytes than that. */
const UNIT_BYTES = 3;

let made = 0;

export class TextMemory {
  /** No other one of the process has it. */
  readonly id: number = ++made;
  blocks: readonly SharedArrayBuffer[] = [];
  /** The blocks as bytes; a list that stays as it is when others are added. */
  bytes: readonly Uint8Array[] = [];
  private views: readonly Buffer[] = [];
  /** Bytes in use in the last block, and in all. */
  private used = 0;
  private total = 0;
  private held = 0;

  /** Bytes of all blocks. */
  get size(): number {
    return this.held;
  }

  /** Bytes written so far, of chunks that are gone as well. */
  get written(): number {
    return this.total;
  }

  /** Takes a block whose bytes are all in use. */
  adopt(block: SharedArrayBuffer): void {
    // Few, and an array that is pushed to, or spread, has room for sixteen more.
    this.blocks = this.blocks.concat(block);
    this.views = this.views.concat(Buffer.from(block));
    this.bytes = this.bytes.concat(new Uint8Array(block));
    this.held += block.byteLength;
    this.used = block.byteLength;
    this.total += block.byteLength;
  }

  read(block: number): Buffer {
    const view = this.views[block];
    if (!view) throw new Error(`bug: block ${block} of a text's memory is not there`);
    return view;
  }

  write(text: string): Place {
    const block = this.roomFor(text.length * UNIT_BYTES);
    const offset = this.used;
    const size = this.read(block).write(text, offset);
    this.used += size;
    this.total += size;
    return { memory: this, block, offset, size };
  }

  /** Number of the last block, which has so many bytes free. */
  private roomFor(bytes: number): number {
    const last = this.blocks.at(-1);
    if (!last || last.byteLength - this.used < bytes) {
      const least = last === undefined ? 0 : LEAST_BLOCK;
      const size = Math.max(least, bytes, Math.min(LARGEST_BLOCK, this.total));
      this.adopt(new SharedArrayBuffer(size));
      this.total -= size;
      this.used = 0;
    }
    return this.blocks.length - 1;
  }
}
