/** How texts lie over committed files: as it is known, as the main thread finds out for what is typed, or as an engine thread says. */
import type { EngineCalls, Overlay } from '../../worker/messages.ts';
import type { Subject } from '../contract.ts';
import type { LastingAnswers } from '../kept/lastingAnswers.ts';
import { LastingOverlays } from '../kept/lastingOverlays.ts';
import { OverlayMemory, type OverlayMemoryParts } from '../kept/overlayMemory.ts';
import { keyOf } from '../keys.ts';
import { askedBy, inBackground, isLookedAt, type Waiting } from '../order/waiting.ts';
import { type TypedOverlayParts, TypedOverlays } from './typedOverlays.ts';

export interface OverlaysParts extends OverlayMemoryParts, Omit<TypedOverlayParts, 'committed'> {
  /** Where answers are kept beyond the process; null for nowhere. */
  readonly answers: LastingAnswers | null;
  /** A small question to an engine thread; `stamp` tells it from others like it. */
  readonly ask: <Method extends 'overlay' | 'committed'>(
    method: Method,
    params: EngineCalls[Method]['params'],
    waiting: Waiting,
    stamp?: string,
  ) => Promise<EngineCalls[Method]['result']>;
}

/** Which text, and over what. */
type Layers = Pick<Subject, 'place' | 'commit' | 'content' | 'seen'> & {
  readonly how: Pick<Subject['how'], 'options' | 'limits'>;
};

export class Overlays {
  private readonly parts: OverlaysParts;
  private readonly memory: OverlayMemory;
  private readonly lasting: LastingOverlays;
  private readonly typed: TypedOverlays;

  constructor(parts: OverlaysParts) {
    this.parts = parts;
    this.memory = new OverlayMemory(parts);
    this.lasting = new LastingOverlays(parts.answers);
    this.typed = new TypedOverlays({
      ...parts,
      committed: ({ repository, commit, path }, maxBytes) =>
        parts.ask('committed', { repository, commit, path, maxBytes }, inBackground('focused')),
    });
  }

  /** Bytes held. */
  get bytes(): number {
    return this.memory.bytes + this.typed.bytes;
  }

  /** See `OverlayMemory`. */
  stampUnder(overlay: Overlay): string | null {
    return this.memory.stampUnder(overlay);
  }

  async of({ place, commit, content, how, seen: { overrides } }: Layers, waiting: Waiting): Promise<Overlay> {
    const { ignoreWhitespace, diffAlgorithm, indentHeuristic } = how.options;
    const options = { ignoreWhitespace, diffAlgorithm, indentHeuristic };
    const job = { ...place, commit, content, options, limits: how.limits };
    const key = keyOf('overlay', job, overrides);
    const ask = (again: boolean) => this.parts.ask('overlay', job, ...askedBy(waiting, again, overrides));
    const askSeen = (again: boolean) =>
      again ? ask(again) : this.typed.get({ job, overrides }, () => ask(again));
    let isKnown = true;
    const find = () => {
      isKnown = false;
      return this.lasting.get(job, overrides, askSeen);
    };
    // What is not on the screen is neither typed in nor what a reopened editor shows first.
    if (!isLookedAt(waiting)) return this.memory.get(key, place, () => ask(false));
    const overlay = await this.memory.get(key, place, find);
    if (isKnown) this.lasting.shown({ job, overrides, overlay }, askSeen);
    return overlay;
  }
}
