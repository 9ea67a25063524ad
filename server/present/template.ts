/** Templates of hints and lenses: text with fields, groups that go when a field in them is empty, widths and fallbacks. */
import { fitColumns } from './width.ts';

/** A template that was understood. */
export type Template = readonly Part[];

type Part = string | Field | Group;

interface Field {
  readonly name: string;
  /** After the colon; null without one. */
  readonly argument: string | null;
  /** Columns at most; null for no limit. */
  readonly width: number | null;
  /** Instead of an empty value. */
  readonly fallback: string;
}

interface Group {
  readonly inner: readonly (string | Field)[];
}

/** Why a text is no template, in words that go on after "template: ". */
export class TemplateFault extends Error {
  override name = 'TemplateFault';
}

/** Longest text that is taken for a template. */
const MOST_CHARACTERS = 500;
/** A field or a group, an escaped character, or plain text. */
const token = /\$\{([^{}]*)\}|\\(.)|(\[)|(\])|([^$\\[\]]+|\$)/gsu;
/** `name`, `:argument`, `|width`, `?fallback`, in this order. */
const fieldForm = /^([A-Za-z]+)(?::([^|?]*))?(?:\|(\d{1,3}))?(?:\?(.*))?$/su;

/**
 * Reads a text like `${author|20}, ${date:short}[ · ${summary?no subject}]`. What stands in square brackets goes as a whole
 * when one of its fields is empty; a backslash makes the next character plain. Throws `TemplateFault`.
 */
export function parseTemplate(text: string, fields: readonly string[]): Template {
  if (text.length > MOST_CHARACTERS) throw new TemplateFault(`longer than ${MOST_CHARACTERS} characters`);
  const parts: Part[] = [];
  let group: (string | Field)[] | null = null;
  for (const [whole, field, escaped, opens, closes] of text.matchAll(token)) {
    if (opens !== undefined) {
      if (group !== null) throw new TemplateFault('a group in a group');
      group = [];
    } else if (closes !== undefined) {
      if (group === null) throw new TemplateFault('a group that ends before it begins');
      parts.push({ inner: group });
      group = null;
    } else {
      (group ?? parts).push(field === undefined ? (escaped ?? whole) : readField(field, fields));
    }
  }
  if (group !== null) throw new TemplateFault('a group that does not end');
  return parts;
}

/** The text that a template comes to; `valueFor` gives a field's value, '' where there is none. */
export function fillTemplate(
  template: Template,
  valueFor: (name: string, argument: string | null) => string,
): string {
  const written = (part: string | Field): string => {
    if (typeof part === 'string') return part;
    const value = valueFor(part.name, part.argument) || part.fallback;
    return part.width === null ? value : fitColumns(value, part.width);
  };
  return template.map((part) => (isGroup(part) ? groupText(part.inner, written) : written(part))).join('');
}

/** The names of the fields that a template speaks of. */
export function fieldsOf(template: Template): ReadonlySet<string> {
  const flat = template.flatMap((part) => (isGroup(part) ? part.inner : [part]));
  return new Set(flat.flatMap((part) => (typeof part === 'string' ? [] : [part.name])));
}

function groupText(inner: readonly (string | Field)[], written: (part: string | Field) => string): string {
  const texts = inner.map(written);
  const isEmpty = inner.some((part, i) => typeof part !== 'string' && texts[i] === '');
  return isEmpty ? '' : texts.join('');
}

function isGroup(part: Part): part is Group {
  return typeof part !== 'string' && 'inner' in part;
}

function readField(text: string, fields: readonly string[]): Field {
  const [, name = '', argument = null, width, fallback = ''] = fieldForm.exec(text) ?? [];
  if (name === '') throw new TemplateFault(`\${${text}} is no field`);
  if (!fields.includes(name))
    throw new TemplateFault(`there is no field ${name}; there are ${fields.join(', ')}`);
  return { name, argument, width: width === undefined ? null : Number(width), fallback };
}
