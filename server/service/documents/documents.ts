/** The texts that are open in the editor, as plain values. */
import type { ChunkedText } from '../../base/chunkedText.ts';

/** A text at one moment; a change makes a new one. */
export interface OpenDocument {
  readonly uri: string;
  readonly version: number;
  readonly text: ChunkedText;
}

export class Documents {
  private readonly open = new Map<string, OpenDocument>();

  /** Null when the document is not open. */
  get(uri: string): OpenDocument | null {
    return this.open.get(uri) ?? null;
  }

  has(uri: string): boolean {
    return this.open.has(uri);
  }

  /** Opens a document or gives it a new text. */
  set(document: OpenDocument): void {
    this.open.set(document.uri, document);
  }

  /** All that are open. */
  uris(): string[] {
    return [...this.open.keys()];
  }

  /** What the texts take in memory, near enough: by themselves and for engine threads. */
  get bytes(): number {
    let bytes = 0;
    for (const { text } of this.open.values()) bytes += text.length + text.home.memory.size;
    return bytes;
  }

  close(uri: string): void {
    this.open.delete(uri);
  }
}
