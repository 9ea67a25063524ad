/** Symbols by grammars. */
import { describe, expect, it } from 'vitest';
import { Cancelled, neverCancelled } from '../../../server/base/cancel.ts';
import { type Grammar, grammarFor } from '../../../server/symbols/languages.ts';
import { treeOutline } from '../../../server/symbols/treeOutline.ts';

/** The first lines of the symbols with how many lines they take. */
async function symbols(path: string, text: string): Promise<string[]> {
  const grammar = grammarFor(path) as Grammar;
  const outline = await treeOutline(grammar, text, { cancel: neverCancelled, milliseconds: 5000 });
  const lines = text.split('\n');
  const pairs = [...(outline ?? [])];
  return pairs.flatMap((line, i) =>
    i % 2 === 0 ? [`${lines[line]?.trim()} +${(pairs[i + 1] ?? 0) - line}`] : [],
  );
}

describe('symbols', () => {
  it.each<[string, string, string[]]>([
    [
      'a.ts',
      `import x from 'x';
export interface Shape {
  area(): number;
}
@decorated
export class Circle implements Shape {
  constructor(readonly r: number) {
    this.r = r;
  }

  area() {
    const inner = () => {
      return 1;
    };
    return inner();
  }
}
export const make = (r: number) => {
  return new Circle(r);
};
const one = () => 1;
list.map((each) => {
  return each;
});
const table = {
  method() {
    return 1;
  },
  field: function () {
    return 2;
  },
};
`,
      [
        'export interface Shape { +3',
        '@decorated +13',
        'constructor(readonly r: number) { +3',
        'area() { +6',
        'export const make = (r: number) => { +3',
        'method() { +3',
        'field: function () { +3',
      ],
    ],
    [
      'a.py',
      'import os\n\n@wraps\ndef f(\n    a,\n):\n    pass\n\nclass C:\n    x = 1\n    def m(self):\n        def inner():\n            pass\n',
      ['@wraps +5', 'class C: +5', 'def m(self): +3'],
    ],
    [
      'a.c',
      '#include <a.h>\nstatic int\nf(void)\n{\n\treturn 0;\n}\nstruct s {\n\tint a;\n};\nint g(void);\nint table[] = {\n\t1,\n};\n',
      ['static int +5', 'struct s { +3'],
    ],
    [
      'a.cpp',
      'namespace n {\ntemplate <class T>\nclass A {\n  void f() {\n  }\n};\n}\n',
      ['template <class T> +5', 'void f() { +2'],
    ],
    [
      'a.go',
      'package a\n\nfunc (t T) f() {\n}\n\ntype T struct {\n\ta int\n}\n',
      ['func (t T) f() { +2', 'type T struct { +3'],
    ],
    ['a.rs', 'impl A {\n    fn f() {\n    }\n}\n', ['impl A { +4', 'fn f() { +2']],
    ['a.java', 'class A {\n  void f() {\n  }\n}\n', ['class A { +4', 'void f() { +2']],
    [
      'a.cs',
      'namespace N {\n  class A {\n    void F() {\n    }\n  }\n}\n',
      ['class A { +4', 'void F() { +2'],
    ],
    ['a.rb', 'class A\n  def f\n  end\nend\n', ['class A +4', 'def f +2']],
    [
      'a.php',
      '<?php\nclass A {\n  function f() {\n  }\n}\nfunction g() {\n}\n',
      ['class A { +4', 'function f() { +2', 'function g() { +2'],
    ],
    ['a.sh', 'f() {\n  true\n}\n', ['f() { +3']],
    ['a.ps1', 'function F {\n  1\n}\n', ['function F { +3']],
    ['a.ini', '[a]\nb = 1\n\n[c]\nd = 2\n', ['[a] +2', '[c] +2']],
    ['a.css', 'a { color: red; }\n@media print {\n  b { color: blue; }\n}\n', ['@media print { +3']],
    ['a.js', '', []],
    ['a.js', 'function broken( {\n  class {\n', []],
  ])('of %s', async (path, text, expected) => {
    expect(await symbols(path, text)).toEqual(expected);
  });
});

const long = 'function f() {\n  return [1, 2, 3].map((x) => x + 1);\n}\n'.repeat(20_000);
const grammar = grammarFor('a.js') as Grammar;

it('parsing is given up when nobody wants it', async () => {
  let polls = 0;
  const cancel = {
    check() {
      if (++polls > 3) throw new Cancelled();
    },
  };
  await expect(treeOutline(grammar, long, { cancel, milliseconds: 60_000 })).rejects.toThrow(Cancelled);
  // What was begun does not stay in the way of the next.
  expect(await symbols('a.js', 'function g() {\n}\n')).toEqual(['function g() { +2']);
});

it('parsing is given up when it takes too long', async () => {
  expect(await treeOutline(grammar, long, { cancel: neverCancelled, milliseconds: 1 })).toBeNull();
});
