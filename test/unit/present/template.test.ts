/** What templates come to, and what is none. */
import { describe, expect, it } from 'vitest';
import { fieldsOf, fillTemplate, parseTemplate, TemplateFault } from '../../../server/present/template.ts';

const fields = ['name', 'date', 'nothing'];
const values: Readonly<Record<string, string>> = { name: 'Ada Lovelace', date: 'today' };

function fill(text: string): string {
  return fillTemplate(parseTemplate(text, fields), (name, argument) =>
    argument === null ? (values[name] ?? '') : `${values[name] ?? ''}<${argument}>`,
  );
}

describe('a template', () => {
  it.each([
    ['', ''],
    ['plain, $5 and {braces}', 'plain, $5 and {braces}'],
    ['${name}, ${date}', 'Ada Lovelace, today'],
    ['${name|6}', 'Ada L…'],
    ['${date:%H:%M}', 'today<%H:%M>'],
    ['${date:%H|9?x}', 'today<%H>'],
    ['${nothing?nobody}', 'nobody'],
    ['${nothing|3?nobody}', 'no…'],
    ['${name}[ · ${nothing}]', 'Ada Lovelace'],
    ['${name}[ · ${date}]', 'Ada Lovelace · today'],
    ['[${name}${nothing}]', ''],
    ['[always]', 'always'],
    ['\\[x\\] \\${name} \\\\', '[x] ${name} \\'],
    ['${name} 漢字 😀', 'Ada Lovelace 漢字 😀'],
  ])('%s', (text, expected) => {
    expect(fill(text)).toBe(expected);
  });

  it.each([
    ['${who}', 'there is no field who; there are name, date, nothing'],
    ['${}', '${} is no field'],
    ['${name|x}', '${name|x} is no field'],
    ['[a[b]]', 'a group in a group'],
    ['a]', 'a group that ends before it begins'],
    ['[a', 'a group that does not end'],
    ['x'.repeat(501), 'longer than 500 characters'],
  ])('is refused: %s', (text, fault) => {
    expect(() => parseTemplate(text, fields)).toThrow(new TemplateFault(fault));
  });

  it('knows its fields', () => {
    expect([...fieldsOf(parseTemplate('${name}[${date}${name}]', fields))]).toEqual(['name', 'date']);
  });
});
