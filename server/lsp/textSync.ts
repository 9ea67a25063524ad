/** Keeps the service's texts equal to the editor's: open, incremental change, close. */
import {
  type TextDocumentContentChangeEvent as Change,
  TextDocument,
} from 'vscode-languageserver-textdocument';
import { indexOfColumn, type PositionEncoding } from './encoding.ts';
import { asFields, asPosition, asText, type Fields } from './params.ts';
import type { WirePosition } from './protocol.ts';
import type { Session } from './session.ts';

/** The three notifications. Each throws `InvalidParams` for what can't be understood and changes nothing then. */
export class TextSync {
  private readonly texts = new Map<string, TextDocument>();

  didOpen(session: Session, params: unknown): void {
    const item = asFields(asFields(params, 'params')['textDocument'], 'textDocument');
    const uri = asText(item['uri'], 'textDocument.uri');
    const version = versionOf(item);
    this.publish(session, TextDocument.create(uri, '', version, asText(item['text'], 'textDocument.text')));
  }

  didChange(session: Session, params: unknown): void {
    const fields = asFields(params, 'params');
    const item = asFields(fields['textDocument'], 'textDocument');
    const uri = asText(item['uri'], 'textDocument.uri');
    const document = this.texts.get(uri);
    if (!document) {
      session.log.warning(`a change of ${uri}, which is not open, was ignored`);
      return;
    }
    const changes = Array.isArray(fields['contentChanges']) ? fields['contentChanges'] : [];
    const version = versionOf(item);
    // Each change is relative to the text that the ones before it made.
    const changed = changes.reduce<TextDocument>(
      (text, change) =>
        TextDocument.update(text, [readChange(change, text, session.client.encoding)], version),
      TextDocument.create(uri, '', version, document.getText()),
    );
    this.publish(session, changed);
  }

  didClose(session: Session, params: unknown): void {
    const item = asFields(asFields(params, 'params')['textDocument'], 'textDocument');
    const uri = asText(item['uri'], 'textDocument.uri');
    this.texts.delete(uri);
    session.documents.close(uri);
    session.superseding.endAll(uri);
  }

  private publish(session: Session, document: TextDocument): void {
    const { uri, version } = document;
    this.texts.set(uri, document);
    session.documents.set({ uri, version, text: document.getText() });
    session.superseding.endAll(uri);
  }
}

function versionOf(item: Fields): number {
  return typeof item['version'] === 'number' ? item['version'] : 0;
}

function readChange(value: unknown, document: TextDocument, encoding: PositionEncoding): Change {
  const fields = asFields(value, 'contentChanges[]');
  const text = asText(fields['text'], 'contentChanges[].text');
  if (fields['range'] === undefined || fields['range'] === null) return { text };
  const range = asFields(fields['range'], 'contentChanges[].range');
  const start = inUtf16(asPosition(range['start'], 'range.start'), document, encoding);
  const end = inUtf16(asPosition(range['end'], 'range.end'), document, encoding);
  return { range: { start, end }, text };
}

/** Documents count columns in utf-16. */
function inUtf16(position: WirePosition, document: TextDocument, encoding: PositionEncoding): WirePosition {
  if (encoding === 'utf-16') return position;
  const { line } = position;
  const text = document.getText({
    start: { line, character: 0 },
    end: { line: line + 1, character: 0 },
  });
  return { line, character: indexOfColumn(text, position.character, encoding) };
}
