/** Reads a zip archive by the list at its end, checking what it says of each entry. */
import assert from 'node:assert/strict';
import { crc32, inflateRawSync } from 'node:zlib';

/** Contents by path, in the archive's order. Throws for anything out of order. */
export function unzip(archive: Buffer): ReadonlyMap<string, Buffer> {
  const end = archive.length - 22;
  assert.equal(archive.readUInt32LE(end), 0x06054b50);
  const found = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    assert.equal(archive.readUInt32LE(at), 0x02014b50);
    const name = archive.subarray(at + 46, at + 46 + archive.readUInt16LE(at + 28)).toString();
    found.set(name, contentOf(archive, at, name));
    at += 46 + archive.readUInt16LE(at + 28);
  }
  assert.equal(at, end);
  return found;
}

function contentOf(archive: Buffer, listed: number, name: string): Buffer {
  const local = archive.readUInt32LE(listed + 42);
  assert.equal(archive.readUInt32LE(local), 0x04034b50);
  // Both headers say the same of it.
  assert.deepEqual(archive.subarray(local + 4, local + 30), archive.subarray(listed + 6, listed + 32));
  const start = local + 30 + archive.readUInt16LE(local + 26);
  assert.equal(archive.subarray(local + 30, start).toString(), name);
  const content = inflateRawSync(archive.subarray(start, start + archive.readUInt32LE(listed + 20)));
  assert.equal(content.length, archive.readUInt32LE(listed + 24));
  assert.equal(crc32(content), archive.readUInt32LE(listed + 16));
  return content;
}
