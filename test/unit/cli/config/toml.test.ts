/** TOML as configuration files have it, and what is none. */
import { describe, expect, it } from 'vitest';
import {
  parseToml,
  TomlError,
  type TomlValue,
  tablesOf,
  textOf,
  writeToml,
} from '../../../../server/cli/config/toml.ts';

/** Maps as objects, for comparison. */
function plain(value: TomlValue): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, inner]) => [key, plain(inner)]));
  return Array.isArray(value) ? value.map(plain) : value;
}

describe('TOML', () => {
  it.each([
    ['', {}],
    ['# nothing\n\n', {}],
    ['a = "b" # c', { a: 'b' }],
    ['a = \'C:\\x\'\r\nb = "\\"\\t"', { a: 'C:\\x', b: '"\t' }],
    ['a = ""\nb = """\nx "y"\n"""\nc = \'\'\'z\'\'\'', { a: '', b: '\nx "y"\n', c: 'z' }],
    [
      'a = 1\nb = true\nc = 1979-05-27 07:32:00',
      {
        a: { scalar: '1' },
        b: { scalar: 'true' },
        c: { scalar: '1979-05-27 07:32:00' },
      },
    ],
    ['a = [1, "x", [\n  # why\n  { b = "c" },\n], ]', { a: [{ scalar: '1' }, 'x', [{ b: 'c' }]] }],
    ['a = []\nb = {}', { a: [], b: {} }],
    ['a.b."c d" = "e"\na.f = "g"', { a: { b: { 'c d': 'e' }, f: 'g' } }],
    ['[a]\nb = "c"\n[a.d]\ne = "f"\n[a]\ng = "h"', { a: { b: 'c', d: { e: 'f' }, g: 'h' } }],
    ['[[l]]\nn = "1"\n[l.x]\ny = "z"\n[[l]]\nn = "2"', { l: [{ n: '1', x: { y: 'z' } }, { n: '2' }] }],
    ['"a" = { b = 1, c.d = "e",\n f = "g" }', { a: { b: { scalar: '1' }, c: { d: 'e' }, f: 'g' } }],
  ])('%j', (text, expected) => {
    expect(plain(parseToml(text))).toEqual(expected);
  });

  it.each([
    ['a', 'line 1'],
    ['a = ', 'line 1'],
    ['\na = "b', 'line 2'],
    ['a = "\\q"', 'line 1'],
    ['a = [1, 2', 'line 1'],
    ['a = "b" "c"', 'line 1'],
    ['[a', 'line 1'],
    ['a = "b"\n[a]', 'line 2'],
    ['a = "b"\n[[a]]', 'line 2'],
    [`a = ${'['.repeat(100)}`, 'line 1'],
  ])('%j is none', (text, message) => {
    expect(() => parseToml(text)).toThrow(TomlError);
    expect(() => parseToml(text)).toThrow(message);
  });

  it('writes values on one line', () => {
    const written = '{ "a b" = "\\"", c = [1, true, { d = "e" }] }';
    expect(writeToml(parseToml(`x = ${written}`).get('x') ?? '')).toBe(written);
  });

  it('gives what is of a kind', () => {
    const table = parseToml('a = "b"\nc = {}\nd = [{}, 1]');
    expect(['a', 'c', 'x'].map((key) => textOf(table.get(key)))).toEqual(['b', null, null]);
    expect(['a', 'c', 'd', 'x'].map((key) => tablesOf(table.get(key)).length)).toEqual([0, 1, 1, 0]);
  });
});
