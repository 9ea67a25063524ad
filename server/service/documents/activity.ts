/** What messages of one session show of the user: where he is, whether he is typing, which files he wants blamed anyway. */

import { type Clock, Storms } from '../order/storms.ts';
import { changesText, showsFocus } from '../order/triggers.ts';
import { Focus } from './focus.ts';

export class Activity {
  readonly focus: Focus = new Focus();
  /** Storms of edits by document. */
  readonly edits: Storms;
  /** Storms of changes on disk by file watched. */
  readonly files: Storms;
  /** Documents that are to be blamed whatever it costs, until they are closed. */
  readonly anyway: Set<string> = new Set();

  constructor(clock: Clock) {
    this.edits = new Storms(clock);
    this.files = new Storms(clock);
  }

  /** A message about a document has come. */
  saw(method: string, uri: string): void {
    if (showsFocus.has(method)) this.focus.touch(uri);
    if (changesText.has(method)) this.edits.note(uri);
  }

  closed(uri: string): void {
    this.focus.leave(uri);
    this.edits.forget(uri);
    this.anyway.delete(uri);
  }
}
