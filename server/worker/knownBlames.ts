/** Gives a run what is known of file versions: kept blames by the commits and paths they hold for, opened when one is met. */
import type { KnownBlame, KnownBlames } from '../blame/types.ts';
import type { KeptBlame } from './messages.ts';
import { unpackBlame } from './packedBlame.ts';

export function knownBlames(kept: readonly KeptBlame[]): KnownBlames {
  const byCommit = new Map<string, KeptBlame[]>();
  for (const each of kept) {
    for (const { commit } of each.places) {
      const others = byCommit.get(commit);
      if (others === undefined) byCommit.set(commit, [each]);
      else others.push(each);
    }
  }
  const opened = new Map<KeptBlame, KnownBlame | null>();
  return (commit, path) => {
    const candidates = byCommit.get(commit);
    if (candidates === undefined) return null;
    const found = candidates.find(({ places }) =>
      places.some((place) => place.commit === commit && place.path === path),
    );
    if (found === undefined) return null;
    if (!opened.has(found)) opened.set(found, unpackBlame(found.data));
    return opened.get(found) ?? null;
  };
}
