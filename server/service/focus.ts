/** Where the user is, as far as messages show it: the order of work follows from it. */
import type { Priority } from '../scheduler/job.ts';

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

  /** The urgency of a question about a whole document. Before anything showed a focus, every document has it. */
  ofWhole(uri: string, isOpen: boolean): Priority {
    if (this.uri === null || this.uri === uri) return 'focused';
    return isOpen ? 'open' : 'background';
  }
}
