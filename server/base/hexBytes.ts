/** Ids as bytes, out of the text that the rest of the program knows them by. */

const HEX_VALUES: Int8Array = hexValues();

/** Writes the bytes of a lower-case id into `bytes`; false when the text is no id of just that many bytes. */
export function hexToBytes(id: string, bytes: Uint8Array): boolean {
  return id.length === bytes.length * 2 && putHex(id, bytes, 0);
}

/** Writes the bytes of a lower-case id to `bytes` from `to` on, where there is room for them; false when the text is no id. */
export function putHex(id: string, bytes: Uint8Array, to: number): boolean {
  for (let from = 0, at = to; from < id.length; from += 2, at++) {
    const high = HEX_VALUES[id.charCodeAt(from)] ?? -1;
    const low = HEX_VALUES[id.charCodeAt(from + 1)] ?? -1;
    if (high < 0 || low < 0) return false;
    bytes[at] = (high << 4) | low;
  }
  return true;
}

/** The value of each lower-case hex digit by character code, -1 for every other character. */
function hexValues(): Int8Array {
  const values = new Int8Array(256).fill(-1);
  for (let digit = 0; digit < 16; digit++) values[digit.toString(16).charCodeAt(0)] = digit;
  return values;
}
