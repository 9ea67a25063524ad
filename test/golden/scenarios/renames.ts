/** Scenarios about files that change their name. */
import { link, numbered } from '../../support/history.ts';
import { edited, inAllFormats, inPorcelain, type Scenario, tenLines } from '../scenario.ts';

const twenty = numbered('a line of some length, number', 20);

export const renames: readonly Scenario[] = [
  {
    name: 'rename',
    shows: 'an exact rename, then another, with edits before, between and after',
    commits: [
      { id: 'one', files: { first: tenLines } },
      { id: 'two', files: { first: edited(tenLines, { 2: 'two' }) } },
      { id: 'moved', files: { first: null, second: edited(tenLines, { 2: 'two' }) } },
      { id: 'three', files: { second: edited(tenLines, { 2: 'two', 5: 'three' }) } },
      { id: 'again', files: { second: null, third: edited(tenLines, { 2: 'two', 5: 'three' }) } },
      { id: 'four', files: { third: edited(tenLines, { 2: 'two', 5: 'three', 9: 'four' }) } },
    ],
    asks: [
      ...inAllFormats('third'),
      ...inAllFormats('second', 'three'),
      ['first'],
      ['--porcelain', '--no-follow', 'main', '--', 'third'],
    ],
  },
  {
    name: 'rename-and-edit',
    shows: 'renames found by similarity: just enough, not enough, and with the final line unfinished',
    commits: [
      {
        id: 'one',
        files: { near: twenty, far: twenty.replaceAll('number', 'far'), end: 'abc\ndef\nghi\njkl' },
      },
      {
        id: 'two',
        files: {
          near: null,
          close: edited(twenty, { 1: 'changed', 2: 'changed too', 20: null }),
          far: null,
          apart:
            numbered('nothing of the former remains in here', 20) +
            twenty.replaceAll('number', 'far').slice(0, 99),
          end: null,
          finish: 'abc\nDEF\nghi\njkl',
        },
      },
      { id: 'three', files: { close: edited(twenty, { 1: 'changed', 2: 'changed again', 20: null }) } },
    ],
    asks: [...inAllFormats('close'), ...inAllFormats('apart'), ...inAllFormats('finish')],
  },
  {
    name: 'rename-candidates',
    shows: 'which of several deleted files a new one came from: same name first, then the most similar',
    commits: [
      {
        id: 'one',
        files: {
          'a/exact': tenLines,
          'b/exact': tenLines,
          'c/name': edited(twenty, { 1: 'c', 2: 'c', 3: 'c' }),
          d: edited(twenty, { 4: 'd' }),
          e: edited(twenty, { 5: 'e' }),
          f: edited(twenty, { 6: 'f' }),
          g: edited(twenty, { 7: 'g' }),
          h: edited(twenty, { 8: 'h', 9: 'h' }),
          stay: edited(twenty, { 1: 'stay' }),
        },
      },
      {
        id: 'two',
        files: {
          'a/exact': null,
          'b/exact': null,
          'c/name': null,
          d: null,
          e: null,
          f: null,
          g: null,
          h: null,
          'z/exact': tenLines,
          'z/name': twenty,
          'z/best': edited(twenty, { 8: 'h' }),
          'z/other': tenLines,
        },
      },
    ],
    asks: inPorcelain('z/exact', []).concat(
      ...['z/name', 'z/best', 'z/other', 'stay'].map((path) => inPorcelain(path, [], ['--incremental'])),
    ),
  },
  {
    name: 'rename-on-a-side',
    shows: 'one branch renames, the other edits, and the merge takes both',
    commits: [
      { id: 'base', files: { old: twenty } },
      { id: 'renamed', parents: ['base'], files: { old: null, new: edited(twenty, { 3: 'renamed' }) } },
      { id: 'edited', parents: ['base'], files: { old: edited(twenty, { 15: 'edited' }) } },
      {
        id: 'merge',
        parents: ['renamed', 'edited'],
        files: { new: edited(twenty, { 3: 'renamed', 15: 'edited' }) },
      },
      {
        id: 'merge-other-way',
        parents: ['edited', 'renamed'],
        files: { old: null, new: edited(twenty, { 3: 'renamed', 15: 'edited', 20: 'merge' }) },
      },
    ],
    asks: [...inAllFormats('new', 'merge'), ...inAllFormats('new', 'merge-other-way')],
  },
  {
    name: 'two-paths-into-one',
    shows: 'each side of a merge has the file under another name, so one commit owns lines under two paths',
    commits: [
      { id: 'base', files: { one: twenty, two: numbered('a second text with lines', 20) } },
      { id: 'left', parents: ['base'], files: { one: edited(twenty, { 2: 'left' }) } },
      {
        id: 'right',
        parents: ['base'],
        files: { two: `${numbered('a second text with lines', 20)}right\n` },
      },
      {
        id: 'merge',
        parents: ['left', 'right'],
        files: {
          one: null,
          two: null,
          joined: `${edited(twenty, { 2: 'left' })}${numbered('a second text with lines', 20)}right\n`,
        },
      },
      { id: 'a', parents: ['base'], files: { one: null, two: null, joined: twenty } },
      {
        id: 'b',
        parents: ['base'],
        files: { one: null, two: null, joined: numbered('a second text with lines', 20) },
      },
      {
        id: 'both',
        parents: ['a', 'b'],
        files: { joined: `${twenty}middle\n${numbered('a second text with lines', 20)}` },
      },
    ],
    asks: [...inAllFormats('joined', 'merge'), ...inAllFormats('joined', 'both')],
  },
  {
    name: 'rename-directory',
    shows: 'a directory renamed as a whole, and a file moved into and out of directories',
    commits: [
      {
        id: 'one',
        files: { 'lib/a.c': twenty, 'lib/deep/b.c': tenLines, 'lib/c.c': twenty.replaceAll('line', 'row') },
      },
      {
        id: 'two',
        files: {
          'lib/a.c': null,
          'lib/deep/b.c': null,
          'lib/c.c': null,
          'source/a.c': twenty,
          'source/deep/b.c': tenLines,
          'source/c.c': twenty.replaceAll('line', 'row'),
        },
      },
      { id: 'three', files: { 'source/deep/b.c': null, 'b.c': edited(tenLines, { 1: 'three' }) } },
      { id: 'four', files: { 'b.c': null, 'x/y/z/b.c': edited(tenLines, { 1: 'three', 10: 'four' }) } },
    ],
    asks: [...inAllFormats('x/y/z/b.c'), ...inAllFormats('source/a.c'), ...inPorcelain('source/c.c', [])],
  },
  {
    name: 'delete-and-add-again',
    shows: 'a file that was gone for a while starts anew; one replaced by a rename onto its name does not',
    commits: [
      { id: 'one', files: { file: tenLines, source: twenty } },
      { id: 'gone', files: { file: null } },
      { id: 'again', files: { file: edited(tenLines, { 3: 'again' }) } },
      { id: 'over', files: { source: null, file: twenty } },
      { id: 'copy', files: { copied: twenty } },
    ],
    asks: [
      ...inAllFormats('file', 'again'),
      ...inAllFormats('file'),
      ...inAllFormats('copied'),
      ['gone', '--', 'file'],
    ],
  },
  {
    name: 'rename-links-and-empty',
    shows: 'symbolic links are renamed only when identical; empty files have nothing to show',
    commits: [
      {
        id: 'one',
        files: { link: link('target/of/the/link'), other: link('elsewhere'), empty: '', text: 'elsewhere' },
      },
      {
        id: 'two',
        files: {
          link: null,
          moved: link('target/of/the/link'),
          other: null,
          changed: link('elsewhere/else'),
          empty: null,
          void: '',
          text: null,
          'now-a-link': link('elsewhere'),
        },
      },
      { id: 'three', files: { void: 'filled\n' } },
    ],
    asks: ['moved', 'changed', 'now-a-link', 'void'].flatMap((path) => inPorcelain(path, [])),
  },
];
