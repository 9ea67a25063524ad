/** Where functions and classes are in open documents: made anew for a new text, moved along with edits until then. */
import { LRUCache } from 'lru-cache';
import type { ChunkedText } from '../../base/chunkedText.ts';
import type { OpenDocument } from './documents.ts';
import type { LineEdit } from './edits.ts';

/** Makes the outline of a text: two numbers a symbol, first line and line after the last, sorted by first lines. */
export type MakeOutline = (path: string, text: string, signal: AbortSignal) => Promise<Int32Array>;

interface Entry {
  /** The text that it was made for; null when it was edited since. */
  text: ChunkedText | null;
  outline: Int32Array;
}

const MOST_DOCUMENTS = 64;

export class Outlines {
  private readonly make: MakeOutline;
  private readonly entries = new LRUCache<string, Entry>({ max: MOST_DOCUMENTS });

  constructor(make: MakeOutline) {
    this.make = make;
  }

  /** The outline of the document's text, remembered. */
  async of({ uri, text }: OpenDocument, path: string, signal: AbortSignal): Promise<Int32Array> {
    const known = this.entries.get(uri);
    if (known?.text === text) return known.outline;
    const outline = await this.make(path, text.toString(), signal);
    this.entries.set(uri, { text, outline });
    return outline;
  }

  /** What was made last, moved along with the edits; null when nothing was. It must not be the last word. */
  latest(uri: string): Int32Array | null {
    return this.entries.get(uri)?.outline ?? null;
  }

  /** The document was changed; null: nobody can say where. */
  edited(uri: string, edits: readonly LineEdit[] | null): void {
    const entry = this.entries.get(uri);
    if (!entry) return;
    entry.text = null;
    for (const edit of edits ?? []) entry.outline = entry.outline.map((line) => moved(line, edit));
  }

  forget(uri: string): void {
    this.entries.delete(uri);
  }
}

/** What is in lines that were changed stays at the first of them. */
function moved(at: number, { line, removed, added }: LineEdit): number {
  if (at < line) return at;
  return at < line + removed ? Math.min(at, line + added) : at + added - removed;
}
