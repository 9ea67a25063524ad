/** An editor under storm: documents that open, change and close, and the questions an editor asks about them. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LspClient } from '../../test/support/lspClient.ts';

/** How the questions asked so far have ended. */
export interface Endings {
  /** With something to show. */
  shown: number;
  /** With nothing to show. */
  empty: number;
  cancelled: number;
  failed: number;
  /** Not yet. */
  open: number;
}

export interface EditorOptions {
  readonly client: LspClient;
  /** Top of the work tree. */
  readonly directory: string;
  /** Whether questions that are no longer of interest are cancelled, or just forgotten. */
  readonly cancels: boolean;
}

/** One question on its way. */
export interface Asked {
  /** Null when it ended with an error. */
  readonly answer: Promise<unknown>;
  cancel(): void;
}

interface Document {
  readonly path: string;
  readonly uri: string;
  text: string;
  version: number;
  /** By method: at most one of each is of interest. */
  readonly asked: Map<string, Asked>;
}

const top = { line: 0, character: 0 };
const screen = { start: top, end: { line: 60, character: 0 } };

export class StormEditor {
  readonly endings: Endings = { shown: 0, empty: 0, cancelled: 0, failed: 0, open: 0 };
  /** What a blame was ever wanted of: file, content and commit. */
  readonly wanted = new Set<string>();
  /** The commit that is checked out, kept by whoever moves it. */
  head: string;

  private readonly options: EditorOptions;
  private readonly documents = new Map<string, Document>();

  constructor(options: EditorOptions, head: string) {
    this.options = options;
    this.head = head;
  }

  /** `unsaved` puts a line on top that is not on disk. */
  open(path: string, unsaved: boolean): void {
    const file = join(this.options.directory, path);
    const text = `${unsaved ? 'not saved yet\n' : ''}${readFileSync(file, 'utf8')}`;
    const uri = this.options.client.open(file, text);
    this.documents.set(path, { path, uri, text, version: 1, asked: new Map() });
  }

  /** Writes a few characters at the beginning. */
  edit(path: string): void {
    const document = this.get(path);
    this.forgetAll(document);
    document.version++;
    document.text = `x${document.text}`;
    this.options.client.notify('textDocument/didChange', {
      textDocument: { uri: document.uri, version: document.version },
      contentChanges: [{ range: { start: top, end: top }, text: 'x' }],
    });
  }

  closeAll(): void {
    for (const document of this.documents.values()) {
      this.forgetAll(document);
      this.options.client.notify('textDocument/didClose', { textDocument: { uri: document.uri } });
    }
    this.documents.clear();
  }

  lens(path: string): Asked {
    return this.ask('textDocument/codeLens', path, {});
  }

  hover(path: string): Asked {
    return this.ask('textDocument/hover', path, { position: top });
  }

  hints(path: string): Asked {
    return this.ask('textDocument/inlayHint', path, { range: screen });
  }

  /** Asks, and forgets the last question of that kind about that document. */
  private ask(method: string, path: string, more: object): Asked {
    const document = this.get(path);
    this.forget(document.asked.get(method));
    this.wanted.add(wantedKey(document, this.head));
    const { answer, cancel } = this.options.client.start(method, {
      textDocument: { uri: document.uri },
      ...more,
    });
    const asked: Asked = { answer: this.count(answer), cancel };
    document.asked.set(method, asked);
    void asked.answer.then(() => {
      if (document.asked.get(method) === asked) document.asked.delete(method);
    });
    return asked;
  }

  private async count(answer: Promise<unknown>): Promise<unknown> {
    const { endings } = this;
    endings.open++;
    try {
      const value = await answer;
      if (isEmpty(value)) endings.empty++;
      else endings.shown++;
      return value;
    } catch (error) {
      if ((error as { code?: number }).code === -32800) endings.cancelled++;
      else endings.failed++;
      return null;
    } finally {
      endings.open--;
    }
  }

  private forgetAll(document: Document): void {
    for (const asked of document.asked.values()) this.forget(asked);
    document.asked.clear();
  }

  private forget(asked: Asked | undefined): void {
    if (this.options.cancels) asked?.cancel();
  }

  private get(path: string): Document {
    const document = this.documents.get(path);
    if (!document) throw new Error(`${path} is not open`);
    return document;
  }
}

/** Whether an answer has nothing to show. */
export function isEmpty(answer: unknown): boolean {
  return answer === null || (Array.isArray(answer) && answer.length === 0);
}

function wantedKey({ path, text }: Document, head: string): string {
  return `${path} ${createHash('sha1').update(text).digest('hex')} ${head}`;
}
