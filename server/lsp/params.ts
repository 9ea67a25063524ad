/** Checks what clients send; every complaint is an `InvalidParams` that names the field. */
import { isPrepared, type PreparedText } from '../base/preparedText.ts';
import { readAskedOptions } from '../service/settings/askedOptions.ts';
import { InvalidParams } from './errors.ts';
import type {
  DocumentIdentifier,
  ProgressToken,
  WireBlameOptions,
  WirePosition,
  WireRange,
} from './protocol.ts';

export type Fields = Readonly<Record<string, unknown>>;

export function asFields(value: unknown, what: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidParams(`${what} must be an object`);
  }
  return value as Fields;
}

export function asText(value: unknown, what: string): string {
  if (typeof value !== 'string') throw new InvalidParams(`${what} must be a string`);
  return value;
}

/** The text of a document, however it came. */
export function asDocumentText(value: unknown, what: string): string | PreparedText {
  return isPrepared(value) ? value : asText(value, what);
}

/** Null when the field is missing or null. */
export function optional<Value>(
  value: unknown,
  what: string,
  read: (value: unknown, what: string) => Value,
): Value | null {
  return value === undefined || value === null ? null : read(value, what);
}

export function asDocument(params: Fields): DocumentIdentifier {
  const fields = asFields(params['textDocument'], 'textDocument');
  const uri = asText(fields['uri'], 'textDocument.uri');
  const version = optional(fields['version'], 'textDocument.version', asInteger);
  return { uri, version };
}

export function asPosition(value: unknown, what: string): WirePosition {
  const fields = asFields(value, what);
  return {
    line: asCount(fields['line'], `${what}.line`),
    character: asCount(fields['character'], `${what}.character`),
  };
}

export function asRange(value: unknown, what: string): WireRange {
  const fields = asFields(value, what);
  const start = asPosition(fields['start'], `${what}.start`);
  const end = asPosition(fields['end'], `${what}.end`);
  if (end.line < start.line || (end.line === start.line && end.character < start.character)) {
    throw new InvalidParams(`${what} ends before it starts`);
  }
  return { start, end };
}

export function asToken(value: unknown, what: string): ProgressToken {
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw new InvalidParams(`${what} must be a string or a number`);
  }
  return value;
}

/** Unknown options are refused rather than ignored: an answer must not look as if it obeyed them. */
export function asBlameOptions(value: unknown, what: string): WireBlameOptions {
  return readAskedOptions(asFields(value, what), (words) => {
    throw new InvalidParams(words.startsWith('there is') ? `${what}: ${words}` : `${what}.${words}`);
  });
}

function asInteger(value: unknown, what: string): number {
  if (typeof value !== 'number' || !Number.isInteger(value))
    throw new InvalidParams(`${what} must be an integer`);
  return value;
}

export function asCount(value: unknown, what: string): number {
  const number = asInteger(value, what);
  if (number < 0 || number > 0x7fffffff) throw new InvalidParams(`${what} must be from 0 to 2147483647`);
  return number;
}

export function asBoolean(value: unknown, what: string): boolean {
  if (typeof value !== 'boolean') throw new InvalidParams(`${what} must be true or false`);
  return value;
}
