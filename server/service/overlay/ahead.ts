/** What is begun before it is known whether it is needed: a keystroke waits for the disk and for an engine thread at the same time. */
import { newAbort } from '../../base/abort.ts';
import { shareCause } from '../../base/trace.ts';
import type { Oid } from '../../git/oid.ts';
import { Superseded } from '../../scheduler/job.ts';
import type { Overlay, ResolvedOptions } from '../../worker/messages.ts';
import type { FileQuery } from '../contract.ts';

/** Where a repository is at the moment. */
export interface LookedAt {
  readonly commit: Oid | null;
  /** Other parents of the commit to be. */
  readonly mergeHeads: readonly Oid[];
}

/** The text over the commit that HEAD was last seen on, by the options of then. */
export interface Laying {
  readonly commit: Oid;
  readonly resolved: ResolvedOptions;
  readonly begin: (signal: AbortSignal) => Promise<Overlay>;
}

export interface AheadParts {
  /** Of who asks. */
  readonly signal: AbortSignal;
  readonly heads: () => Promise<LookedAt>;
  /** Null when nothing is known from before. */
  readonly lay: () => Laying | null;
}

export interface Ahead {
  heads(): Promise<LookedAt>;
  /** What was begun, if it turns out to be what is wanted; null when it is not, and then it is given up. */
  layingOver(commit: Oid, resolved: ResolvedOptions): Promise<Overlay> | null;
}

/**
 * Begins with what a question about the text of now is likely to need; one that names a commit needs none of it. What goes wrong is
 * told to those who wait for it.
 */
export function lookAhead({ options }: Pick<FileQuery, 'options'>, parts: AheadParts): Ahead {
  const isAboutText = options.revision === undefined && options.reverse !== true;
  const heads = isAboutText ? unheard(parts.heads()) : null;
  const laying = isAboutText ? parts.lay() : null;
  const begun = laying && begin(laying, parts.signal);
  return {
    heads: () => heads ?? parts.heads(),
    layingOver(commit, resolved) {
      if (begun === null) return null;
      if (laying?.commit === commit && laying.resolved === resolved) return begun.overlay;
      begun.giveUp(new Superseded());
      return null;
    },
  };
}

function begin(laying: Laying, signal: AbortSignal) {
  const controller = newAbort();
  shareCause(signal, controller.signal);
  const giveUp = (reason: unknown) => controller.abort(reason);
  const onAbort = () => giveUp(signal.reason);
  signal.addEventListener('abort', onAbort);
  const ended = () => signal.removeEventListener('abort', onAbort);
  const overlay = unheard(laying.begin(controller.signal).finally(ended));
  return { overlay, giveUp };
}

/** A promise whose failure may go unheard. */
function unheard<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => undefined);
  return promise;
}
