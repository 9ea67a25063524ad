/** Keeps the service's texts equal to the editor's: open, incremental change, close. */
import { ChunkedText, type Position, type TextHome } from '../base/chunkedText.ts';
import { chunkedFrom, isPrepared, type PreparedText } from '../base/preparedText.ts';
import type { OpenDocument } from '../service/documents/documents.ts';
import { type LineEdit, linesTouched, putIn, type RangeChange } from '../service/documents/edits.ts';
import { pathOfUri } from './convert.ts';
import { indexOfColumn, type PositionEncoding } from './encoding.ts';
import { asDocumentText, asFields, asPosition, asText, type Fields } from './params.ts';
import type { WireRange } from './protocol.ts';
import type { Session } from './session.ts';

/** A change as it was read; without a range it is the whole text. */
interface Change {
  readonly range: WireRange | null;
  readonly text: string | PreparedText;
}

/** The three notifications. Each throws `InvalidParams` for what can't be understood and changes nothing then. */
export class TextSync {
  didOpen(session: Session, params: unknown): void {
    const item = asFields(asFields(params, 'params')['textDocument'], 'textDocument');
    const uri = asText(item['uri'], 'textDocument.uri');
    const version = versionOf(item);
    this.publish(session, { uri, version, text: textOf(asDocumentText(item['text'], 'textDocument.text')) });
    session.edits.begin(uri, version);
    session.shown.forget(uri);
    session.outlines.forget(uri);
    session.activity.saw('textDocument/didOpen', uri);
    const fsPath = pathOfUri(uri, session.windows);
    if (fsPath !== null) session.watches.opened(uri, fsPath);
    session.refreshes.renew();
  }

  didChange(session: Session, params: unknown): void {
    const fields = asFields(params, 'params');
    const item = asFields(fields['textDocument'], 'textDocument');
    const uri = asText(item['uri'], 'textDocument.uri');
    const document = session.documents.get(uri);
    if (!document) {
      session.log.warning(`a change of ${uri}, which is not open, was ignored`);
      return;
    }
    const changes = Array.isArray(fields['contentChanges']) ? fields['contentChanges'] : [];
    const version = versionOf(item);
    // All are understood before the first is applied: what can't be understood changes nothing.
    const understood = changes.map(readChange);
    // Each change is relative to the text that the ones before made.
    let { text } = document;
    let edits: LineEdit[] | null = [];
    for (const change of understood) {
      const { range } = change;
      if (range === null) {
        text = textOf(change.text, text.home);
        edits = null;
      } else {
        const converted = inUtf16(inOrder(range), text, session.client.encoding);
        const [start, end] = [text.offsetAt(converted.start), text.offsetAt(converted.end)];
        if (isPrepared(change.text)) {
          const added = chunkedFrom(change.text);
          const put = {
            feeds: added.feeds,
            start: added.slice(0, 2),
            end: added.slice(added.length - 1, added.length),
          };
          edits?.push(editOf({ ...converted, text: put }, text));
          text = text.spliced(start, end, added);
        } else {
          edits?.push(editOf({ ...converted, text: putIn(change.text) }, text));
          text = text.replaced(start, end, change.text);
        }
      }
    }
    session.edits.note(uri, version, edits);
    session.shown.edited(uri, edits);
    session.outlines.edited(uri, edits);
    this.publish(session, { uri, version, text });
    session.activity.saw('textDocument/didChange', uri);
  }

  didClose(session: Session, params: unknown): void {
    const item = asFields(asFields(params, 'params')['textDocument'], 'textDocument');
    const uri = asText(item['uri'], 'textDocument.uri');
    session.documents.close(uri);
    session.edits.begin(uri, null);
    session.shown.forget(uri);
    session.outlines.forget(uri);
    session.watches.closed(uri);
    session.superseding.endAll(uri);
    session.activity.closed(uri);
  }

  private publish(session: Session, document: OpenDocument): void {
    session.documents.set(document);
    session.superseding.endAll(document.uri);
  }
}

function textOf(text: string | PreparedText, home?: TextHome): ChunkedText {
  return isPrepared(text) ? chunkedFrom(text) : ChunkedText.of(text, home);
}

function editOf(change: RangeChange, text: ChunkedText): LineEdit {
  return linesTouched(change, (line) => text.lengthOfLine(line));
}

function versionOf(item: Fields): number {
  return typeof item['version'] === 'number' ? item['version'] : 0;
}

function readChange(value: unknown): Change {
  const fields = asFields(value, 'contentChanges[]');
  const text = asDocumentText(fields['text'], 'contentChanges[].text');
  if (fields['range'] === undefined || fields['range'] === null) return { range: null, text };
  const range = asFields(fields['range'], 'contentChanges[].range');
  const start = asPosition(range['start'], 'range.start');
  return { range: { start, end: asPosition(range['end'], 'range.end') }, text };
}

/** Editors have been seen to send ranges backwards. */
function inOrder({ start, end }: WireRange): WireRange {
  const isBackward = start.line > end.line || (start.line === end.line && start.character > end.character);
  return isBackward ? { start: end, end: start } : { start, end };
}

/** Texts count columns in utf-16. */
function inUtf16({ start, end }: WireRange, text: ChunkedText, encoding: PositionEncoding): WireRange {
  if (encoding === 'utf-16') return { start, end };
  const convert = ({ line, character }: Position): Position => {
    // No character has more units than two.
    const beginning = text.startOf(line, 2 * character + 2);
    return { line, character: indexOfColumn(beginning, character, encoding) };
  };
  return { start: convert(start), end: convert(end) };
}
