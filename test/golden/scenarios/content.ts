/** Scenarios about what is in a file: line ends, bytes, kinds, and texts that make the diff think. */
import { executable, link, numbered, utf8 } from '../../support/history.ts';
import { edited, inAllFormats, inPorcelainAt, type Scenario, tenLines } from '../scenario.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

/** Functions of the same shape, so that braces and blank lines repeat all over. */
function functions(...names: string[]): string {
  return names
    .map((name) => `int ${name}(void)\n{\n\tif (${name}_ready) {\n\t\trun();\n\t}\n\n\treturn 0;\n}\n\n`)
    .join('');
}

/** Texts out of a small alphabet by a fixed recurrence: long, repetitive, the same everywhere. */
function scrambled(seed: number, count: number, alphabet: number): string {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return `${'\t'.repeat((state >> 20) % 3)}word ${(state >> 8) % alphabet}\n`;
  }).join('');
}

export const content: readonly Scenario[] = [
  {
    name: 'mode-change',
    shows: 'a change of the executable bit passes all lines on',
    commits: [
      { id: 'one', files: { file: 'a\nb\nc\n' } },
      { id: 'two', files: { file: executable('a\nb\nc\n') } },
      { id: 'three', files: { file: executable('a\nB\nc\n') } },
      { id: 'four', files: { file: 'a\nB\nc\nd\n' } },
    ],
    asks: inAllFormats('file'),
  },
  {
    name: 'symlink',
    shows: 'links are blamed by their target text; a change between file and link starts anew',
    commits: [
      { id: 'one', files: { link: link('there'), file: 'there\n', swap: link('x\ny') } },
      { id: 'two', files: { link: link('elsewhere'), file: link('there\n') } },
      { id: 'three', files: { swap: 'x\ny', link: 'elsewhere' } },
      { id: 'four', files: { swap: 'x\ny\nz' } },
    ],
    asks: [
      ...inAllFormats('link'),
      ...inAllFormats('link', 'two'),
      ...inAllFormats('file'),
      ...inAllFormats('swap'),
    ],
  },
  {
    name: 'kinds',
    shows: 'a directory, a submodule and what once was a directory',
    commits: [
      { id: 'one', files: { 'thing/file': 'a\n', module: { mode: '160000', content: 'a submodule' } } },
      { id: 'two', files: { 'thing/file': null, thing: 'a\n' } },
      { id: 'three', files: { thing: 'a\nb\n', 'dir/file': 'x\n' } },
    ],
    asks: [
      ...inAllFormats('thing'),
      ['dir'],
      ['module'],
      ['one', '--', 'thing'],
      ['one', '--', 'thing/file'],
    ],
  },
  {
    name: 'final-newline',
    shows: 'a last line without newline, gaining it, losing it, and growing',
    commits: [
      { id: 'one', files: { file: 'a\nb\nc', single: 'x' } },
      { id: 'two', files: { file: 'a\nb\nc\n' } },
      { id: 'three', files: { file: 'a\nb\nc\nd' } },
      { id: 'four', files: { file: 'a\nb\nc\nd\ne', single: 'x\n' } },
      { id: 'five', files: { file: 'a\nb\nc\nd\nc' } },
    ],
    asks: [
      ...['one', 'two', 'three', 'four', 'five'].flatMap((revision) => inAllFormats('file', revision)),
      ...inAllFormats('single'),
    ],
  },
  {
    name: 'line-ends',
    shows: 'CRLF, a lone CR, a switch from LF to CRLF and back',
    commits: [
      { id: 'one', files: { file: 'a\r\nb\r\nc\r\n', old: 'a\rb\rc', turned: 'a\nb\nc\n' } },
      { id: 'two', files: { file: 'a\r\nB\r\nc\r\n', turned: 'a\r\nb\r\nc\n' } },
      { id: 'three', files: { file: 'a\r\nB\nc\r\nd\r', turned: 'a\nb\r\nc\n', old: 'a\rb\rc\nd\r\r\n' } },
    ],
    asks: ['file', 'old', 'turned'].flatMap((path) => inAllFormats(path)),
  },
  {
    name: 'empty-and-binary',
    shows: 'an empty file, one that was empty, bytes of every value, nothing but newlines',
    commits: [
      {
        id: 'one',
        files: { empty: '', filled: '', binary: bytes('\0\x01\x02\n\xff\xfe\n\0'), blank: '\n\n\n' },
      },
      {
        id: 'two',
        files: { filled: 'now\n', binary: bytes('\0\x01\x02\n\xff\xfd\n\0\n\x80'), blank: '\n\n\n\n\n' },
      },
      {
        id: 'three',
        files: {
          emptied: 'x\n',
          binary: bytes(`${String.fromCharCode(...Array(256).keys())}\n\xff\xfd\n\0\n\x80`),
        },
      },
      { id: 'four', files: { emptied: '' } },
      { id: 'five', files: { emptied: 'x\n' } },
    ],
    asks: [
      ...['empty', 'filled', 'binary', 'blank', 'emptied'].flatMap((path) => inAllFormats(path)),
      ['-L1,1', 'empty'],
    ],
  },
  {
    name: 'non-ascii',
    shows: 'paths and lines beyond ASCII, quoted where porcelain quotes them',
    commits: [
      {
        id: 'one',
        author: 'Žofie Přikrylová <žofie@example.com>',
        message: 'první: ěščř 日本語',
        files: {
          [utf8('čeština.txt')]: 'ěščřž\n日本\n',
          'bad\xff\xfeutf8': 'one\ntwo\nthree\nfour\nfive\n',
          'tab\tand "quote" and\nnewline\\': 'x\ny\nz\n',
          'bell\x07\x01\x7f space ': 'a\nb\nc\nd\n',
        },
      },
      {
        id: 'two',
        author: '王小明 <wang@example.com>',
        files: {
          [utf8('čeština.txt')]: bytes(`${utf8('ěščřž')}\nlatin \xe9\xe8\n${utf8('日本')}\n`),
          'bad\xff\xfeutf8': null,
          [utf8('žluťoučký/kůň')]: 'one\ntwo\nthree\nfour\nfive\nsix\n',
          'tab\tand "quote" and\nnewline\\': 'x\nY\nz\n',
          'bell\x07\x01\x7f space ': null,
          plain: 'a\nb\nc\nd\ne\n',
        },
      },
    ],
    asks: ['čeština.txt', 'žluťoučký/kůň', 'tab\tand "quote" and\nnewline\\', 'plain'].flatMap((path) =>
      inAllFormats(path),
    ),
  },
  {
    name: 'raw-paths',
    shows: 'core.quotePath false leaves bytes above 127 alone',
    config: '[core]\n\tquotePath = false\n',
    commits: [
      { id: 'one', files: { [utf8('jméno "x"')]: 'a\nb\n' } },
      { id: 'two', files: { [utf8('jméno "x"')]: 'a\nB\n' } },
    ],
    asks: inAllFormats('jméno "x"'),
  },
  {
    name: 'sliding',
    shows: 'inserted and removed blocks that could lie one line higher or lower',
    commits: [
      { id: 'one', files: { file: functions('a', 'b', 'c') } },
      { id: 'two', files: { file: functions('a', 'b', 'new', 'c') } },
      { id: 'three', files: { file: functions('first', 'a', 'new', 'c', 'last') } },
      {
        id: 'four',
        files: {
          file: functions('first', 'a', 'new', 'c', 'c', 'last').replaceAll('\n\n\treturn', '\n\treturn'),
        },
      },
      { id: 'five', files: { file: `${functions('first', 'a', 'new', 'c', 'c')}\n\n}\n}\n` } },
    ],
    asks: inPorcelainAt('file', 'two', 'three', 'four', 'five'),
  },
  {
    name: 'repeated-lines',
    shows: 'few different lines, many times each, where the diff drops lines and takes shortcuts',
    commits: [
      { id: 'one', files: { file: scrambled(1, 300, 12) } },
      { id: 'two', files: { file: scrambled(2, 300, 12) } },
      { id: 'three', files: { file: scrambled(2, 150, 12) + scrambled(3, 40, 5) + scrambled(1, 120, 12) } },
      { id: 'four', files: { file: `}\n${scrambled(2, 100, 12)}\n}\n${scrambled(1, 200, 12)}` } },
    ],
    asks: inPorcelainAt('file', 'two', 'three', 'four'),
  },
  {
    name: 'long-file',
    shows: 'thousands of lines, of which large parts are written anew, with long common ends',
    commits: [
      { id: 'one', files: { file: numbered('long', 3000) } },
      { id: 'two', files: { file: numbered('long', 1000) + scrambled(7, 800, 400) + numbered('tail', 500) } },
      {
        id: 'three',
        files: { file: numbered('LONG', 500) + scrambled(9, 900, 300) + numbered('tail', 500) },
      },
      { id: 'four', files: { file: numbered('LONG', 400) + scrambled(7, 700, 400) + numbered('tail', 480) } },
      {
        id: 'five',
        files: { file: `${numbered('LONG', 200)}${scrambled(7, 700, 400)}${numbered('tail', 480)}end` },
      },
    ],
    asks: [
      ['--incremental', 'main', '--', 'file'],
      ['three', '--', 'file'],
    ],
  },
  {
    name: 'changes-at-the-edges',
    shows: 'everything replaced, first and last line replaced, all removed but one line',
    commits: [
      { id: 'one', files: { file: tenLines } },
      { id: 'two', files: { file: edited(tenLines, { 1: 'top', 10: 'bottom' }) } },
      { id: 'three', files: { file: numbered('new', 4) } },
      { id: 'four', files: { file: `${tenLines}${numbered('new', 4)}` } },
      { id: 'five', files: { file: 'new 3\n' } },
    ],
    asks: ['two', 'three', 'four', 'five'].flatMap((revision) => inAllFormats('file', revision)),
  },
];
