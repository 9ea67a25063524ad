/** Writes a zip archive: deflated entries one after the other, then the list of them. Nothing of it hangs on the day it is made. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  /** Relative, with slashes. */
  readonly path: string;
  readonly content: Uint8Array;
}

/** The first day that the format knows. */
const DATE = (1 << 5) | 1;
const VERSION = 20;
/** Names are UTF-8. */
const FLAGS = 0x800;
const DEFLATED = 8;
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const LARGEST = 0xffffffff;

/** The archive, by APPNOTE.TXT of PKWARE, without its extensions for more than 65,535 entries or 4 GB. */
export function zip(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { path, content } of entries) {
    const name = Buffer.from(path);
    const deflated = deflateRawSync(content, { level: 9 });
    const facts = factsOf(name, content, deflated);
    const local = Buffer.concat([numbers([LOCAL, 4], [VERSION, 2]), facts, numbers([0, 2]), name]);
    parts.push(local, deflated);
    central.push(
      numbers([CENTRAL, 4], [VERSION, 2], [VERSION, 2]),
      facts,
      // No extra fields, no comment, first disk, no attributes.
      numbers([0, 2], [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]),
      name,
    );
    offset += local.length + deflated.length;
  }
  const list = Buffer.concat(central);
  if (entries.length >= 0xffff || offset + list.length >= LARGEST)
    throw new Error('too much for a zip archive');
  const counts = [entries.length, 2] as const;
  const end = numbers([END, 4], [0, 2], [0, 2], counts, counts, [list.length, 4], [offset, 4], [0, 2]);
  return Buffer.concat([...parts, list, end]);
}

/** What both headers of an entry have in common: flags, method, time, date, checksum, sizes, length of the name. */
function factsOf(name: Buffer, content: Uint8Array, deflated: Buffer): Buffer {
  return numbers(
    ...([
      [FLAGS, 2],
      [DEFLATED, 2],
      [0, 2],
      [DATE, 2],
      [crc32(content), 4],
      [deflated.length, 4],
      [content.length, 4],
      [name.length, 2],
    ] as const),
  );
}

/** Numbers of so many bytes each, the lowest byte first. */
function numbers(...fields: readonly (readonly [value: number, bytes: number])[]): Buffer {
  const buffer = Buffer.alloc(fields.reduce((sum, [, bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [value, bytes] of fields) at = buffer.writeUIntLE(value, at, bytes);
  return buffer;
}
