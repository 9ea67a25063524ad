/** Keeps the service's texts equal to the editor's: open, incremental change, close. */
import {
  type TextDocumentContentChangeEvent as Change,
  TextDocument,
} from 'vscode-languageserver-textdocument';
import { type LineEdit, linesTouched } from '../service/edits.ts';
import { pathOfUri } from './convert.ts';
import { indexOfColumn, type PositionEncoding } from './encoding.ts';
import { asFields, asPosition, asText, type Fields } from './params.ts';
import type { WirePosition } from './protocol.ts';
import type { Session } from './session.ts';

type ChangeInRange = Extract<Change, { range: unknown }>;

/** The three notifications. Each throws `InvalidParams` for what can't be understood and changes nothing then. */
export class TextSync {
  private readonly texts = new Map<string, TextDocument>();

  didOpen(session: Session, params: unknown): void {
    const item = asFields(asFields(params, 'params')['textDocument'], 'textDocument');
    const uri = asText(item['uri'], 'textDocument.uri');
    const version = versionOf(item);
    this.publish(session, TextDocument.create(uri, '', version, asText(item['text'], 'textDocument.text')));
    session.edits.begin(uri, version);
    session.shown.forget(uri);
    session.outlines.forget(uri);
    session.activity.saw('textDocument/didOpen', uri);
    const fsPath = pathOfUri(uri, session.windows);
    if (fsPath !== null) void session.watches.opened(uri, fsPath);
    session.refreshes.renew();
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
    // All are understood before the first is applied: what can't be understood changes nothing.
    const understood = changes.map(readChange);
    // In place: the document knows where its lines begin. Each change is relative to the text that the ones before made.
    const edits: LineEdit[] = [];
    for (const change of understood) {
      const converted = inUtf16(change, document, session.client.encoding);
      if ('range' in converted) edits.push(editOf(converted, document));
      TextDocument.update(document, [converted], version);
    }
    const known = understood.every((change) => 'range' in change) ? edits : null;
    session.edits.note(uri, version, known);
    session.shown.edited(uri, known);
    session.outlines.edited(uri, known);
    this.publish(session, TextDocument.update(document, [], version));
    session.activity.saw('textDocument/didChange', uri);
  }

  didClose(session: Session, params: unknown): void {
    const item = asFields(asFields(params, 'params')['textDocument'], 'textDocument');
    const uri = asText(item['uri'], 'textDocument.uri');
    this.texts.delete(uri);
    session.documents.close(uri);
    session.edits.begin(uri, null);
    session.shown.forget(uri);
    session.outlines.forget(uri);
    session.watches.closed(uri);
    session.superseding.endAll(uri);
    session.activity.closed(uri);
  }

  private publish(session: Session, document: TextDocument): void {
    const { uri, version } = document;
    this.texts.set(uri, document);
    session.documents.set({ uri, version, text: document.getText() });
    session.superseding.endAll(uri);
  }
}

function editOf({ range, text }: ChangeInRange, document: TextDocument): LineEdit {
  const lengthOfLine = (line: number) => {
    const [start, end] = [line, line + 1].map((each) => ({ line: each, character: 0 }));
    return start && end ? document.getText({ start, end }).replace(/[\r\n]+$/, '').length : 0;
  };
  return linesTouched({ ...range, text }, lengthOfLine);
}

function versionOf(item: Fields): number {
  return typeof item['version'] === 'number' ? item['version'] : 0;
}

function readChange(value: unknown): Change {
  const fields = asFields(value, 'contentChanges[]');
  const text = asText(fields['text'], 'contentChanges[].text');
  if (fields['range'] === undefined || fields['range'] === null) return { text };
  const range = asFields(fields['range'], 'contentChanges[].range');
  const start = asPosition(range['start'], 'range.start');
  return { range: { start, end: asPosition(range['end'], 'range.end') }, text };
}

/** Documents count columns in utf-16. */
function inUtf16(change: Change, document: TextDocument, encoding: PositionEncoding): Change {
  if (encoding === 'utf-16' || !('range' in change)) return change;
  const convert = ({ line, character }: WirePosition): WirePosition => {
    const text = document.getText({
      start: { line, character: 0 },
      end: { line: line + 1, character: 0 },
    });
    return { line, character: indexOfColumn(text, character, encoding) };
  };
  return { ...change, range: { start: convert(change.range.start), end: convert(change.range.end) } };
}
