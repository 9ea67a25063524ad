/** What an instruction of a delta says that copies a piece of the base: the bits of `op` tell which bytes follow at `at`. */

/** Bits 0-3: offset bytes, lowest first. */
export function copyOffset(at: usize, op: u32): u32 {
  let offset: u32 = 0;
  if (op & 0x01) offset = <u32>load<u8>(at++);
  if (op & 0x02) offset |= (<u32>load<u8>(at++)) << 8;
  if (op & 0x04) offset |= (<u32>load<u8>(at++)) << 16;
  if (op & 0x08) offset |= (<u32>load<u8>(at)) << 24;
  return offset;
}

/** Bits 4-6: size bytes, behind those of the offset; size 0 means 64 KiB. */
export function copyLength(at: usize, op: u32): u32 {
  at += <usize>popcnt(op & 0x0f);
  let length: u32 = 0;
  if (op & 0x10) length = <u32>load<u8>(at++);
  if (op & 0x20) length |= (<u32>load<u8>(at++)) << 8;
  if (op & 0x40) length |= (<u32>load<u8>(at)) << 16;
  return length === 0 ? 0x10000 : length;
}

/** Number of bytes that follow. */
export function copyBytes(op: u32): usize {
  return <usize>popcnt(op & 0x7f);
}
