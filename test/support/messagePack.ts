/** MessagePack, as much of it as Neovim speaks: handles (extension types) are read as their numbers. */

/** Plain values only: null, booleans, numbers, strings, arrays, objects. Whole numbers are written as 64-bit integers. */
export function encode(value: unknown): Buffer {
  if (value === null || value === undefined) return Buffer.from([0xc0]);
  if (typeof value === 'boolean') return Buffer.from([value ? 0xc3 : 0xc2]);
  if (typeof value === 'number') return encodeNumber(value);
  if (typeof value === 'string')
    return Buffer.concat([head(0xdb, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Array.isArray(value)) return Buffer.concat([head(0xdd, value.length), ...value.map(encode)]);
  const fields = Object.entries(value as object);
  return Buffer.concat([
    head(0xdf, fields.length),
    ...fields.flatMap(([key, field]) => [encode(key), encode(field)]),
  ]);
}

function encodeNumber(value: number): Buffer {
  const bytes = Buffer.alloc(9);
  if (Number.isInteger(value)) {
    bytes[0] = 0xd3;
    bytes.writeBigInt64BE(BigInt(value), 1);
  } else {
    bytes[0] = 0xcb;
    bytes.writeDoubleBE(value, 1);
  }
  return bytes;
}

function head(kind: number, length: number): Buffer {
  const bytes = Buffer.alloc(5);
  bytes[0] = kind;
  bytes.writeUInt32BE(length, 1);
  return bytes;
}

/** Thrown inside when the bytes end in the middle of a value. */
const incomplete = new Error('incomplete');

/** Reads values from a stream of bytes that arrives in pieces. */
export class Decoder {
  private bytes: Buffer = Buffer.alloc(0);
  private at = 0;

  /** The values that are complete with this piece. */
  push(piece: Buffer): unknown[] {
    this.bytes = Buffer.concat([this.bytes, piece]);
    const values: unknown[] = [];
    for (;;) {
      this.at = 0;
      try {
        values.push(this.value());
      } catch (error) {
        if (error !== incomplete) throw error;
        return values;
      }
      this.bytes = this.bytes.subarray(this.at);
    }
  }

  private value(): unknown {
    const kind = this.number(1);
    if (kind < 0x80) return kind;
    if (kind < 0x90) return this.map(kind & 0x0f);
    if (kind < 0xa0) return this.list(kind & 0x0f);
    if (kind < 0xc0) return this.text(kind & 0x1f);
    if (kind >= 0xe0) return kind - 256;
    return this.longValue(kind);
  }

  private longValue(kind: number): unknown {
    if (kind === 0xc0) return null;
    if (kind === 0xc2 || kind === 0xc3) return kind === 0xc3;
    if (kind >= 0xc4 && kind <= 0xc6) return this.text(this.number(1 << (kind - 0xc4)));
    if (kind >= 0xc7 && kind <= 0xc9) return this.extension(this.number(1 << (kind - 0xc7)));
    if (kind === 0xca) return this.take(4).readFloatBE(0);
    if (kind === 0xcb) return this.take(8).readDoubleBE(0);
    if (kind >= 0xcc && kind <= 0xcf) return this.number(1 << (kind - 0xcc));
    if (kind >= 0xd0 && kind <= 0xd3) return this.signed(1 << (kind - 0xd0));
    if (kind >= 0xd4 && kind <= 0xd8) return this.extension(1 << (kind - 0xd4));
    if (kind >= 0xd9 && kind <= 0xdb) return this.text(this.number(1 << (kind - 0xd9)));
    if (kind === 0xdc || kind === 0xdd) return this.list(this.number(kind === 0xdc ? 2 : 4));
    if (kind === 0xde || kind === 0xdf) return this.map(this.number(kind === 0xde ? 2 : 4));
    throw new Error(`no MessagePack: ${kind}`);
  }

  private take(length: number): Buffer {
    if (this.at + length > this.bytes.length) throw incomplete;
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  private number(length: number): number {
    const bytes = this.take(length);
    return length === 8 ? Number(bytes.readBigUInt64BE(0)) : bytes.readUIntBE(0, length);
  }

  private signed(length: number): number {
    const bytes = this.take(length);
    return length === 8 ? Number(bytes.readBigInt64BE(0)) : bytes.readIntBE(0, length);
  }

  private text(length: number): string {
    return this.take(length).toString();
  }

  private list(length: number): unknown[] {
    return Array.from({ length }, () => this.value());
  }

  private map(length: number): Record<string, unknown> {
    return Object.fromEntries(Array.from({ length }, () => [String(this.value()), this.value()]));
  }

  /** A buffer, window or tab page: one number inside. */
  private extension(length: number): unknown {
    this.take(1);
    return new Decoder().push(Buffer.from(this.take(length)))[0];
  }
}
