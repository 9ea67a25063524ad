/** The column of `--score-debug`: how much text an entry has, and how many hold on to its origin. */
import type { GuiltyOrigin, SettledEntry } from '../blame/types.ts';
import type { FinalText } from './annotated.ts';

/** For all entries that are shown; scores are aligned. */
export function scoreColumn(
  entries: readonly SettledEntry[],
  text: FinalText,
): (entry: SettledEntry) => string {
  const holders = new Map<GuiltyOrigin, number>();
  for (const { origin } of entries) holders.set(origin, (holders.get(origin) ?? origin.followers ?? 0) + 1);
  const scores = new Map(entries.map((entry) => [entry, scoreOf(entry, text)]));
  const width = String(Math.max(0, ...scores.values())).length;
  return (entry) => {
    const score = String(scores.get(entry) ?? 0).padStart(width);
    return `${score} ${String(holders.get(entry.origin) ?? 0).padStart(2, '0')}`;
  };
}

/** 1 and the letters and digits of the lines. */
function scoreOf({ line, count }: SettledEntry, { bytes, starts }: FinalText): number {
  let score = 1;
  for (const byte of bytes.subarray(starts[line], starts[line + count])) if (isAlnum(byte)) score++;
  return score;
}

function isAlnum(byte: number): boolean {
  const lower = byte | 0x20;
  return (byte >= 0x30 && byte <= 0x39) || (lower >= 0x61 && lower <= 0x7a);
}
