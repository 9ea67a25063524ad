/** Where the user is, as far as messages show it: the order of work follows from it. */
import type { Priority } from '../../scheduler/job.ts';

/** What of a document a question is about: the line of the cursor, what is in view, or all of it. */
export type Aim = 'cursor' | 'visible' | 'whole';

const atFocus: Readonly<Record<Aim, Priority>> = {
  cursor: 'cursor',
  visible: 'visible',
  whole: 'focused',
};

export class Focus {
  private uri: string | null = null;

  /** The user has just done something in the document. */
  touch(uri: string): void {
    this.uri = uri;
  }

  /** The document was closed. */
  leave(uri: string): void {
    if (this.uri === uri) this.uri = null;
  }

  /**
   * The urgency of a question about a document, which falls when the user goes to another one. What shows of a document
   * beside the focused one may still be in view. Before anything showed a focus, every document has it.
   */
  urgencyOf(aim: Aim, uri: string, isOpen: boolean): Priority {
    if (this.uri === null || this.uri === uri) return atFocus[aim];
    if (aim === 'visible') return 'focused';
    return isOpen ? 'open' : 'background';
  }
}
