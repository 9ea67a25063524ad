/** Gives a run what is known of file versions: kept blames by the commits and paths they hold for, opened when one is met. */
import type { KnownBlame, KnownBlames } from '../blame/types.ts';
import type { Oid } from '../git/oid.ts';
import type { KeptBlame } from './messages.ts';
import { unpackBlame } from './packedBlame.ts';

export interface OpenedBlames {
  readonly known: KnownBlames;
  /** Whether what a commit says is known to whoever asks. */
  readonly isDescribed: (commit: Oid) => boolean;
}

export function knownBlames(kept: readonly KeptBlame[]): OpenedBlames {
  const byCommit = new Map<string, KeptBlame[]>();
  for (const each of kept) {
    for (const { commit } of each.places) {
      const others = byCommit.get(commit);
      if (others === undefined) byCommit.set(commit, [each]);
      else others.push(each);
    }
  }
  const opened = new Map<KeptBlame, KnownBlame | null>();
  const described = new Set<Oid>();
  const open = (each: KeptBlame) => {
    const blame = unpackBlame(each.data);
    if (each.described) for (const { commit } of blame?.origins ?? []) described.add(commit);
    opened.set(each, blame);
  };
  const known: KnownBlames = (commit, path) => {
    const candidates = byCommit.get(commit);
    if (candidates === undefined) return null;
    const found = candidates.find(({ places }) =>
      places.some((place) => place.commit === commit && place.path === path),
    );
    if (found === undefined) return null;
    if (!opened.has(found)) open(found);
    return opened.get(found) ?? null;
  };
  return { known, isDescribed: (commit) => described.has(commit) };
}
