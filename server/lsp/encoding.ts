/** Columns in the units a client counts in. */

export type PositionEncoding = 'utf-8' | 'utf-16' | 'utf-32';

const known: readonly string[] = ['utf-8', 'utf-16', 'utf-32'];

/** The client's favourite among those we know; utf-16 when it names none, as the protocol says. */
export function chooseEncoding(offered: unknown): PositionEncoding {
  const list: unknown[] = Array.isArray(offered) ? offered : [];
  return (list.find((name) => known.includes(String(name))) as PositionEncoding | undefined) ?? 'utf-16';
}

/** Length of a text in units of the encoding. */
export function lengthIn(text: string, encoding: PositionEncoding): number {
  switch (encoding) {
    case 'utf-8':
      return Buffer.byteLength(text);
    case 'utf-16':
      return text.length;
    case 'utf-32':
      return Array.from(text).length;
  }
}

/** The index in the string of a column; columns past the end or inside a character give the nearest end. */
export function indexOfColumn(line: string, column: number, encoding: PositionEncoding): number {
  if (encoding === 'utf-16') return Math.min(column, line.length);
  let left = column;
  let index = 0;
  for (const character of line) {
    left -= encoding === 'utf-8' ? Buffer.byteLength(character) : 1;
    if (left < 0) return index;
    index += character.length;
  }
  return index;
}
