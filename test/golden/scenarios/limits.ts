/** Scenarios about where blame stops, what it is asked wrongly, and which lines it is asked about. */
import { numbered } from '../../support/history.ts';
import { edited, inAllFormats, inPorcelain, type Scenario, tenLines } from '../scenario.ts';

const linear: Scenario['commits'] = [
  { id: 'one', files: { file: tenLines } },
  { id: 'two', files: { file: edited(tenLines, { 2: 'two' }) } },
  { id: 'three', files: { file: edited(tenLines, { 2: 'two', 5: 'three' }) } },
  { id: 'four', files: { file: edited(tenLines, { 2: 'two', 5: 'three', 8: 'four' }) } },
];

const code = [
  '/* head */',
  'int first(void)',
  '{',
  '\treturn 1;',
  '}',
  '',
  'int second(int x)',
  '{',
  '\treturn x;',
  '}',
  '',
];

const ranges = [
  ['-L3,5'],
  ['-L3,+2'],
  ['-L5,-2'],
  ['-L,4'],
  ['-L8'],
  ['-L8,'],
  ['-L6,3'],
  ['-L1,100'],
  ['-L10,10'],
  ['-L9,+9'],
  ['-L2,3', '-L7,8'],
  ['-L7,8', '-L2,3'],
  ['-L2,6', '-L4,8'],
  ['-L2,4', '-L5,6'],
  ['-L', '3,5'],
  ['-L,'],
  ['-L'],
];

const badRanges = ['11', '11,12', '0', '0,3', '3,0', '3,+0', '-1', '2,x', 'x', '3,5,7'];

export const limits: readonly Scenario[] = [
  {
    name: 'boundaries',
    shows: 'range limits and roots are boundaries, marked in every format',
    commits: linear,
    asks: [
      ...inAllFormats('file', 'two..main'),
      ...inAllFormats('file', 'three..main'),
      ...inAllFormats('file', 'main', ['^one']),
      ...inPorcelain('file', ['^two'], ['--root'], ['^main'], ['--root', '^two']),
      ['--root', 'file'],
      ['main~2', 'file'],
      ['main^', '--', 'file'],
      ['--porcelain', 'main^{commit}', '--', 'file'],
      ['@', '--', 'file'],
    ],
  },
  {
    name: 'several-roots',
    shows: 'unrelated histories merged, each with its own root',
    commits: [
      { id: 'first', files: { file: numbered('first', 3) } },
      { id: 'second', parents: [], files: { file: numbered('second', 3) } },
      { id: 'third', parents: [], files: { other: numbered('third', 3) } },
      {
        id: 'merge',
        parents: ['first', 'second', 'third'],
        files: {
          file: numbered('first', 3) + numbered('second', 3) + numbered('third', 3),
          other: numbered('third', 3),
        },
      },
    ],
    asks: [...inAllFormats('file'), ...inAllFormats('other')],
  },
  {
    name: 'shallow',
    shows: 'the cut-off commits of a shallow clone are boundaries',
    commits: [
      ...linear,
      { id: 'side', parents: ['one'], files: { file: edited(tenLines, { 10: 'side' }) } },
      {
        id: 'merge',
        parents: ['four', 'side'],
        files: { file: edited(tenLines, { 2: 'two', 5: 'three', 8: 'four', 10: 'side' }) },
      },
    ],
    shallow: ['two', 'side'],
    asks: [...inAllFormats('file'), ...inAllFormats('file', 'three')],
  },
  {
    name: 'ranges',
    shows: 'line ranges by number',
    commits: linear,
    asks: [
      ...inPorcelain('file', ...ranges),
      ...inAllFormats('file', 'main', ['-L4,6']),
      ...badRanges.map((range) => ['-L', range, 'main', '--', 'file']),
    ],
  },
  {
    name: 'ranges-by-text',
    shows: 'line ranges by regular expression and by function',
    commits: [
      { id: 'one', files: { 'code.c': `${code.join('\n')}\n` } },
      { id: 'two', files: { 'code.c': `${code.join('\n').replace('return x', 'return x + 1')}\n` } },
    ],
    asks: [
      '/return/,+1',
      '/second/,/^}/',
      '/int/',
      '^/int/,/}/',
      '2,/}/',
      ':second',
      ':first',
      ':int',
      '/x)/,+1',
      '/(int/',
      '/nothing/',
      ':nothing',
      '/return',
      '/\\(/',
      '3,/first/',
    ].map((range) => ['-L', range, 'main', '--', 'code.c']),
  },
  {
    name: 'mistakes',
    shows: 'what is said about paths and revisions that are not there',
    commits: linear,
    asks: [
      ['missing'],
      ['main', '--', 'missing'],
      ['two', '--', 'missing/deeper'],
      ['file/below'],
      ['nowhere', '--', 'file'],
      ['nowhere', 'file'],
      ['main:file', '--', 'file'],
      ['main^{tree}', '--', 'file'],
      ['one', 'two', '--', 'file'],
      ['main~9', '--', 'file'],
      ['0123456789012345678901234567890123456789', '--', 'file'],
      ['../outside'],
      ['--no-such-option', 'file'],
      [],
      ['main', '--'],
    ],
  },
  {
    name: 'unborn',
    shows: 'a repository without commits',
    commits: [],
    asks: [['file'], ['main', '--', 'file'], ['--porcelain', 'HEAD', '--', 'file']],
  },
];
