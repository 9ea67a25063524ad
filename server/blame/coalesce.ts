/** Puts a finished blame in order: sorted by final line, neighbours that belong together joined. */
import type { SettledEntry } from './types.ts';

/** Sorted, and with neighbours joined that run on in the final text and in the same origin with the same flags. */
export function coalesce(entries: readonly SettledEntry[]): SettledEntry[] {
  const joined: SettledEntry[] = [];
  for (const entry of [...entries].sort((a, b) => a.line - b.line)) {
    const last = joined.at(-1);
    if (last !== undefined && runsOn(last, entry)) {
      joined[joined.length - 1] = { ...last, count: last.count + entry.count };
    } else {
      joined.push(entry);
    }
  }
  return joined;
}

function runsOn(a: SettledEntry, b: SettledEntry): boolean {
  return (
    a.origin === b.origin &&
    a.line + a.count === b.line &&
    a.sourceLine + a.count === b.sourceLine &&
    a.ignored === b.ignored &&
    a.unblamable === b.unblamable
  );
}
