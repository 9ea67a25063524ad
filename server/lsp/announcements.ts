/** Tells the client of work that goes on for a while, where it can show that; of short work it hears nothing. */
import type { Log } from '../base/log.ts';
import { inertText, plainLine } from '../present/plainText.ts';
import type { OngoingListener } from '../service/order/ongoing.ts';
import type { Clock } from '../service/order/storms.ts';
import type { ClientEnd } from './following.ts';

/** Work that is over sooner is nobody's business, in milliseconds. */
const LONG = 300;
/** Between two reports of one work. */
const PAUSE = 250;
const TITLE_LIMIT = 100;

export interface AnnouncementParts {
  readonly client: ClientEnd;
  readonly clock: Clock;
  readonly log: Log;
}

export class Announcements {
  private readonly parts: AnnouncementParts;
  private readonly cancels = new Map<string, () => void>();
  private count = 0;

  constructor(parts: AnnouncementParts) {
    this.parts = parts;
  }

  /** Asks the client for a place to show the work in when it has gone on for long. */
  readonly begin: OngoingListener = ({ title: words, cancel }) => {
    const { clock } = this.parts;
    const title = inertText(plainLine(words, TITLE_LIMIT));
    let token: string | null = null;
    let isOver = false;
    let last = Number.NEGATIVE_INFINITY;
    clock.after(LONG, async () => {
      if (isOver) return;
      const made = await this.create();
      // The client may have taken its time.
      if (made === null || isOver) return;
      token = made;
      this.cancels.set(token, cancel);
      this.tell(token, { kind: 'begin', title, cancellable: true });
    });
    return {
      report: (message) => {
        if (token === null || clock.now() - last < PAUSE) return;
        last = clock.now();
        this.tell(token, { kind: 'report', message });
      },
      end: () => {
        isOver = true;
        if (token === null) return;
        this.cancels.delete(token);
        this.tell(token, { kind: 'end' });
      },
    };
  };

  /** `window/workDoneProgress/cancel`: the user does not want to wait for it. */
  cancel(params: unknown): void {
    const { token } = (params ?? {}) as { readonly token?: unknown };
    if (typeof token === 'string') this.cancels.get(token)?.();
  }

  /** A token that the client has agreed to; null when it has not. */
  private async create(): Promise<string | null> {
    const token = `blame/${++this.count}`;
    try {
      await this.parts.client.request('window/workDoneProgress/create', { token });
      return token;
    } catch (error) {
      this.parts.log.debug(`the client shows no progress: ${String(error)}`);
      return null;
    }
  }

  private tell(token: string, value: object): void {
    this.parts.client.notify('$/progress', { token, value });
  }
}
