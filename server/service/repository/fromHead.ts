/** Options of a question that starts at HEAD: they are those of any other, and only where HEAD is has to be looked at. */
import type { Oid } from '../../git/oid.ts';
import type { AskedOptions, ResolvedOptions } from '../../worker/messages.ts';

/** What finds out about one repository. */
export interface Finding {
  readonly resolve: (asked: AskedOptions) => Promise<ResolvedOptions>;
  /** The commit that HEAD names; null before the first one. */
  readonly head: () => Promise<Oid | null>;
}

/**
 * What options come to. What a name stands for has to be found out each time, which takes an engine thread; but what is at HEAD the
 * service reads by itself, and what else there is to the options is known from other questions.
 */
export async function resolveFromHead(
  asked: AskedOptions,
  { resolve, head }: Finding,
): Promise<ResolvedOptions> {
  const others = beyondHead(asked);
  if (others === asked) return resolve(asked);
  // Both look at files, and neither waits for the other.
  const looking = resolve(others);
  looking.catch(() => undefined);
  const start = await head();
  // Before the first commit there is something to say about the name.
  return start === null ? resolve(asked) : { ...(await looking), start };
}

/** What there is to the options of a question that starts at HEAD beside that; others as they are. */
export function beyondHead(asked: AskedOptions): AskedOptions {
  if (asked.revision !== 'HEAD' || asked.reverse === true) return asked;
  const { revision: _, ...others } = asked;
  return others;
}
