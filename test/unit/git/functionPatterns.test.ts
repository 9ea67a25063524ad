/** Function lines of every language known by name, also against the `git grep --show-function` of a git that knows them all. */
import { describe, expect, it } from 'vitest';
import { functionLineMatcher } from '../../../server/git/diffDriver.ts';
import { functionPatterns } from '../../../server/git/functionPatterns.ts';
import { describeWithGitSince, needsGit } from '../../support/gitBinary.ts';
import { createRepository } from '../../support/gitRepository.ts';

interface Samples {
  readonly functions: readonly string[];
  readonly others: readonly string[];
}

const samples: Readonly<Record<string, Samples>> = {
  ada: {
    functions: ['  procedure Main', 'FUNCTION f return Integer is', 'package body P is', 'task type T is'],
    others: ['with Ada.Text_IO;', 'procedure P is new Q;', 'function F renames G;', 'begin'],
  },
  bash: {
    functions: ['foo() {', '  foo ( )', 'function foo {', 'function foo() {', 'a_1 ()echo'],
    others: ['foo', 'function foo', '1foo() {', 'if foo; then', 'functionfoo {', 'foo(a)'],
  },
  bibtex: { functions: ['@book{key,', '@Article { key', 'x @misc{'], others: ['title = {T}', '@1'] },
  cpp: {
    functions: ['int main(void)', '::std::string f()', 'class A : public B {', 'x', ':: ns::f()', 'label: x'],
    others: ['  int x;', 'label:', 'public: // all', '  case_1: /* x */', '{', '#define X', '~A() {'],
  },
  csharp: {
    functions: [
      '  public static void Main(string[] args)',
      '\tList<int> Get(int a, int b)',
      'class A',
      'public sealed partial class B : C',
      'namespace X.Y',
      '  public int Number',
      '  int this [int i]',
    ],
    others: ['  return Foo(a)', '  foreach (var x in y)', '  x = Y(z);', '  F(a);', '  int a = 1;', 'do'],
  },
  css: {
    functions: ['.class', '#id {', '@media print {', 'body', 'P {', '[a] {'],
    others: ['color: red;', 'a:', '  margin', '}', 'x:  '],
  },
  dts: {
    functions: ['/ {', '  node@0 {', '\t&label {', 'a'],
    others: ['  reg = <1>;', '};', '  x;', '#include <a>', '/* {'],
  },
  elixir: {
    functions: ['defmodule A do', '  def f(x) do', '  defp g', 'defmacro m', '  test "x" do', '  defimpl A'],
    others: ['define x', '  deffer x', 'end', '@doc "def"', 'def'],
  },
  fortran: {
    functions: [
      '      SUBROUTINE F(X)',
      'module m',
      '  end program p',
      'real function g(x)',
      'BLOCK DATA b',
      '   pure elemental integer function h',
    ],
    others: ['C     SUBROUTINE F', '  module procedure f', '  ! function f', 'end', "  print 'a function f"],
  },
  fountain: {
    functions: ['.SCENE', 'INT. HOUSE', 'ext house', 'I/E. CAR', 'Int./Ext. X', 'est.'],
    others: ['..x', 'interior', ' INT. HOUSE', 'x'],
  },
  golang: {
    functions: ['func f() {', '  func (r R) f()', 'type T struct {', 'type I interface', 'function'],
    others: ['type T int', 'var f = func() {', 'x'],
  },
  html: { functions: ['<h1>A</h1>', '  <H6 class="x">a'], others: ['<h7>', '<p>', '<header>', 'a<h1>'] },
  ini: { functions: ['[section]', '\t[a "b"] x'], others: ['key = [x]', '[]', '[open'] },
  java: {
    functions: [
      '\tpublic static void main(String[] args) {',
      'class A {',
      '  Map<A, B> get(int x)',
      'public record P(int x) {}',
    ],
    others: ['  return f(x)', '  new A(b) {', '  f(x);', '  int x = f(y);', '  A(int x) {', 'if (x) {'],
  },
  kotlin: {
    functions: ['fun f() {', '  private suspend fun g', 'interface I {', 'data class P(val x: Int)'],
    others: ['val x = 1', 'function x', 'fun', '  Class x'],
  },
  markdown: {
    functions: ['# A', '   ###### B', '##\tC'],
    others: ['#A', '    # code', '####### seven', 'A', '#'],
  },
  matlab: {
    functions: ['function x = f(y)', '  classdef A', '%% cell', '%%% cell', '## cell'],
    others: ['% comment', '%%%% x', 'functions x', '  %% x', '%%'],
  },
  objc: {
    functions: [
      '- (void)run',
      '+ (id) make:(int)x',
      'int main (int argc)',
      '@interface A : B',
      '@protocol P',
    ],
    others: ['return f(x)', 'main(x)', '  f(x);', '@end', '- run', '  else f (x'],
  },
  pascal: {
    functions: ['procedure P;', 'class function F: T;', 'implementation', '  T = class(U)', 'R = record'],
    others: ['begin', '  procedure P;', 'end;', 'x = y'],
  },
  perl: {
    functions: ['package A;', 'sub f {', 'sub f($$) : lvalue {', 'BEGIN {', '=head1 NAME', "sub A'b # x"],
    others: ['sub f; # elsewhere', '  sub f {', 'my $x;', '=head NAME', 'BEGINS', 'sub f { x }'],
  },
  php: {
    functions: [
      'function f() {',
      '  public static function g',
      'class A',
      'abstract class B',
      'trait T',
      'enum E',
    ],
    others: ['$f = function () {', 'public $x;', '  use T;', 'final trait'],
  },
  python: {
    functions: ['def f(x):', '  class A:', '\tasync  def g():'],
    others: ['defx y', 'async with x:', 'x = 1', 'class', '# def f'],
  },
  r: {
    functions: ['f <- function(x) {', '  a.b = function', '^x <- function'],
    others: ['function(x)', 'f <- x', '1f <- function(x)', 'f <<- function(x)'],
  },
  ruby: {
    functions: ['def f', '  class A < B', 'module M'],
    others: ['define x', 'end', 'x.class A', 'def'],
  },
  rust: {
    functions: [
      'fn main() {',
      '  pub(crate) async fn f',
      'impl<T> A<T> {',
      'macro_rules! m {',
      'extern "C" fn f()',
    ],
    others: [
      'let x = fn y;',
      'pub use x;',
      'struct A;',
      'mod a;',
      'extern fn f()',
      'pub const unsafe fn f()',
    ],
  },
  scheme: {
    functions: ['(define x', '(foo', '  (define (f x)', '\t(library (a b)', ' (defun f'],
    others: ['   (foo', '\t(defun', 'x', '   (defun f'],
  },
  tex: {
    functions: ['\\section{A}', '\\subsubsection*{B}', '\\chapter{C}', '\\part*{D}'],
    others: ['\\sectional{A}', ' \\section{A}', '\\paragraph{E}', '\\section A'],
  },
};

const languages = Object.entries(samples);

describe('function lines', () => {
  it('are known of every language', () => {
    expect(Object.keys(functionPatterns)).toEqual(Object.keys(samples));
  });

  it.each(languages)('of %s', (name, { functions, others }) => {
    const pattern = functionPatterns[name];
    if (pattern === undefined) throw new Error(`nothing is known of ${name}`);
    const isFunction = functionLineMatcher({ ...pattern, extended: true });
    expect([...functions, ...others].filter((line) => isFunction(line))).toEqual(functions);
  });
});

describeWithGitSince(2, 55)(needsGit('function lines, as git sees them'), () => {
  it.each(languages)('of %s', (name, { functions, others }) => {
    const repository = createRepository();
    try {
      // After every sample stands a line that makes git show the function it is in.
      const lines = [...functions, ...others];
      repository.write('f', lines.map((line) => `${line}\n~~9\n`).join(''));
      repository.write('.gitattributes', `f diff=${name}\n`);
      const shown = repository.run(['grep', '--untracked', '-hnpe', '^~~9$', '--', 'f']).stdout.toString();
      const numbers = [...shown.matchAll(/^(\d+)=/gm)].map(([, number]) => (Number(number) - 1) / 2);
      expect(lines.filter((_, i) => numbers.includes(i))).toEqual(functions);
    } finally {
      repository.remove();
    }
  });
});

it('takes time by the length of the line alone', () => {
  const pattern = functionPatterns['java'];
  if (pattern === undefined) throw new Error('nothing is known of java');
  const isFunction = functionLineMatcher({ ...pattern, extended: true });
  expect(isFunction(`${'a '.repeat(100_000)};`)).toBe(false);
  expect(isFunction(`${'a '.repeat(100_000)}(`)).toBe(true);
});
