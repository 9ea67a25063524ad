/** How texts lie over committed files: as it is known, as the main thread finds out for what is typed, or as an engine thread says. */
import type { ChunkedText } from '../../base/chunkedText.ts';
import type { EngineCalls, Overlay, OverlayJob } from '../../worker/messages.ts';
import type { Subject } from '../contract.ts';
import { placeNow, share, tidy } from '../documents/texts.ts';
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

/** Over what a text lies, and how it is compared. */
export interface LayersUnder {
  readonly job: Omit<OverlayJob, 'content'>;
  readonly overrides: string;
}

/** How a text lies that somebody sees. */
interface ShownText extends LayersUnder {
  readonly text: ChunkedText;
  readonly overlay: Overlay;
}

export class Overlays {
  private readonly parts: OverlaysParts;
  /** What a reopened editor is to find; null where that is kept. */
  private shown: ShownText | null = null;
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
    const find = async () => {
      isKnown = false;
      const found = await this.lasting.get(job, overrides, askSeen);
      // Whoever said it, what is typed next is laid here.
      this.typed.note({ job, overrides }, found);
      return found;
    };
    // What is not on the screen is neither typed in nor what a reopened editor shows first.
    if (!isLookedAt(waiting)) return this.memory.get(key, place, () => ask(false));
    const overlay = await this.memory.get(key, place, find);
    if (isKnown) this.lasting.shown({ job, overrides, overlay }, askSeen);
    return overlay;
  }

  /** How a text that is typed, or might be, lies there, where that is little work; null where it has to be asked. */
  now(text: ChunkedText, { job, overrides }: LayersUnder, isTyped: boolean): Overlay | null {
    const content = placeNow(text);
    return content && this.typed.now({ job: { ...job, content }, overrides }, isTyped);
  }

  /** Somebody sees the text. Of those that are shown one after the other the last one is of interest, when nothing is asked any more. */
  noteShown(shown: ShownText): void {
    const before = this.shown;
    this.shown = shown;
    if (before === null) this.parts.leisure.later(0, () => this.keepShown());
    else if (before.job.path !== shown.job.path) void this.keep(before);
  }

  private async keepShown(): Promise<void> {
    const { shown } = this;
    this.shown = null;
    if (shown === null) return;
    await this.keep(shown);
    await tidy(shown.text);
  }

  private async keep({ text, overrides, overlay, ...shown }: ShownText): Promise<void> {
    const job = { ...shown.job, content: await share(text) };
    const ask = (again: boolean) =>
      this.parts.ask('overlay', job, ...askedBy(inBackground('focused'), again, overrides));
    this.lasting.shown({ job, overrides, overlay }, ask);
  }
}
