/** Object ids: their textual form, which is the form used everywhere inside the server. */
import { createHash } from 'node:crypto';
import { type Cancel, neverCancelled } from '../base/cancel.ts';

/**
 * Lower-case hex of a whole object id: 40 digits for SHA-1, 64 for SHA-256.
 *
 * Hex strings rather than bytes: commit objects already hold them as text, they are map keys without a hash
 * function of our own, and they cross every border unchanged. Kernels that scan trees compare raw bytes and
 * make a string only for what they keep.
 */
export type Oid = string;

export type ObjectFormat = 'sha1' | 'sha256';

/** Number of bytes in a binary id of the format. */
export function oidBytes(format: ObjectFormat): 20 | 32 {
  return format === 'sha1' ? 20 : 32;
}

/** The id that stands for "no object": work not committed yet. */
export function zeroOid(format: ObjectFormat): Oid {
  return '0'.repeat(oidBytes(format) * 2);
}

/** True for a full, lower-case id of the format. */
export function isOid(text: string, format: ObjectFormat): boolean {
  return text.length === oidBytes(format) * 2 && /^[0-9a-f]+$/.test(text);
}

/** The id that git would give to a blob with this content. */
export function blobOid(data: Uint8Array, format: ObjectFormat, cancel: Cancel = neverCancelled): Oid {
  const hash = createHash(format).update(`blob ${data.length}\0`);
  for (let at = 0; at < data.length; at += POLL_BYTES) {
    cancel.check();
    hash.update(data.subarray(at, at + POLL_BYTES));
  }
  return hash.digest('hex');
}

/** Bytes hashed between two polls. */
const POLL_BYTES = 1 << 20;
