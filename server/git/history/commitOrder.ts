/** In which order the commits of a walk are compared with their parents: as their trees lie in the pack, so that each is read once. */
import { type Chain, EXTERNAL } from './layerFormat.ts';

/** Numbers of commits one after the other; `current` stays the same until `advance`. */
export interface CommitOrder {
  /** -1 when there are no more. */
  readonly current: number;
  advance(): void;
}

/** As the walk has met them: along each chain from its newest commit to its oldest. */
export function newestFirst(count: number): CommitOrder {
  let current = 0;
  return {
    get current() {
      return current < count ? current : -1;
    },
    advance: () => void current++,
  };
}

const NONE = -1;

/**
 * Each commit after its first parent: chains from their oldest commit to their newest, and those that begin beside a commit right after
 * that commit.
 */
export function oldestFirst(count: number, chains: readonly Chain[]): CommitOrder {
  const { first, following, roots } = branches(count, chains);
  const endOf = (chain: number) => chains[chain + 1]?.start ?? count;
  // Chains under way, the innermost last: for each its number and its next commit.
  const open: { readonly chain: number; next: number }[] = [];
  const enter = (list: number) => {
    for (let chain = list; chain !== NONE; chain = following[chain] as number)
      open.push({ chain, next: endOf(chain) - 1 });
  };
  enter(roots);
  const settle = () => {
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      if (top.next >= (chains[top.chain]?.start ?? 0)) return top.next;
      open.pop();
    }
    return NONE;
  };
  let current = settle();
  return {
    get current() {
      return current;
    },
    advance() {
      const top = open.at(-1);
      if (top === undefined) return;
      top.next--;
      enter(first[current] as number);
      current = settle();
    },
  };
}

/** Lists of chains: those whose oldest commit has a commit as its first parent, by that, and those where it is not among these commits. */
function branches(
  count: number,
  chains: readonly Chain[],
): { readonly first: Int32Array; readonly following: Int32Array; readonly roots: number } {
  const first = new Int32Array(count).fill(NONE);
  const following = new Int32Array(chains.length).fill(NONE);
  let roots = NONE;
  for (const [chain, { link }] of chains.entries()) {
    const inside = link < EXTERNAL;
    following[chain] = inside ? (first[link] as number) : roots;
    if (inside) first[link] = chain;
    else roots = chain;
  }
  return { first, following, roots };
}
