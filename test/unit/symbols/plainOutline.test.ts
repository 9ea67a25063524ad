/** Symbols without a grammar. */
import { expect, it } from 'vitest';
import { Cancelled, neverCancelled } from '../../../server/base/cancel.ts';
import { outlineOf } from '../../../server/symbols/outliner.ts';
import { plainOutline } from '../../../server/symbols/plainOutline.ts';

it.each<[string, string, string, number[]]>([
  ['sections of prose', 'a.md', '# A\n\ntext\n\n## B\ntext\n', [0, 3, 4, 6]],
  ['functions that git knows', 'a.pl', 'use x;\n\nsub f {\n  1;\n}\n\nsub g {\n}\n', [2, 5, 6, 8]],
  [
    'blocks',
    'a.zig',
    'const a = 1;\n\nfn f() void {\n    x();\n\n    y();\n}\nfn g() void {\n    z();\n}\n',
    [2, 7, 7, 10],
  ],
  ['blocks without brackets', 'a.nim', 'proc f() =\n  x()\n\n  y()\n\nproc g() =\n  z()\n', [0, 4, 5, 7]],
  ['blocks that end in words', 'a.lua', 'function f()\n  x()\nend\nlocal y\n', [0, 3]],
  ['nothing in prose', 'a.txt', 'Some text\nthat goes on.\n\nAnd on.\n', []],
  ['nothing in data', 'a.json', '{\n  "a": {\n    "b": 1\n  }\n}\n', []],
  ['nothing in nothing', 'a', '', []],
])('%s', (_, path, text, expected) => {
  expect([...plainOutline(path, text, neverCancelled)]).toEqual(expected);
  expect([...plainOutline(path, text.replaceAll('\n', '\r\n'), neverCancelled)]).toEqual(expected);
});

it('is given up when nobody wants it', () => {
  const cancel = {
    check() {
      throw new Cancelled();
    },
  };
  expect(() => plainOutline('a.md', '# A\n', cancel)).toThrow(Cancelled);
});

it('stands in for a grammar where there is none', async () => {
  expect([...(await outlineOf('/a.nim', 'proc f() =\n  x()\n', neverCancelled))]).toEqual([0, 2]);
  expect([...(await outlineOf('/a.py', 'def f():\n  x()\n', neverCancelled))]).toEqual([0, 2]);
});
