/** Commits that can be reached from some tips and not from others, as `git rev-list ours --not theirs` lists them. */
import { PriorityQueue } from '../base/priorityQueue.ts';
import type { Oid } from './oid.ts';
import type { ObjectReader } from './reader.ts';

const OURS = 1;
const THEIRS = 2;

/**
 * In no order. Null when more than `limit` commits would have to be looked at. Commits whose dates are older than their parents'
 * may be listed although they can be reached from `theirs` by way of a commit that was not looked at.
 */
export function commitsOnlyIn(
  reader: ObjectReader,
  { ours, theirs }: { readonly ours: readonly Oid[]; readonly theirs: readonly Oid[] },
  limit: number,
): Oid[] | null {
  const flags = new Map<Oid, number>();
  const queue = new PriorityQueue<Oid>();
  /** Queued commits that are not known to be theirs. */
  const open = new Set<Oid>();
  const mark = (oid: Oid, added: number) => {
    const before = flags.get(oid) ?? 0;
    if ((before | added) === before) return;
    flags.set(oid, before | added);
    if (((before | added) & THEIRS) === 0) open.add(oid);
    else open.delete(oid);
    queue.push(oid, reader.commit(oid).date);
  };
  for (const oid of ours) mark(oid, OURS);
  for (const oid of theirs) mark(oid, THEIRS);
  for (let visited = 0; open.size > 0; visited++) {
    reader.cancel.check();
    const oid = queue.pop();
    if (oid === null) break;
    if (visited >= limit) return null;
    open.delete(oid);
    for (const parent of reader.commit(oid).parents) mark(parent, flags.get(oid) ?? 0);
  }
  return [...flags].filter(([, flag]) => flag === OURS).map(([oid]) => oid);
}
