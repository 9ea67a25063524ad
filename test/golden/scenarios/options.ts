/** Scenarios about options: how lines are shown, and the searches that go beyond the default. */
import { numbered } from '../../support/history.ts';
import { edited, inAllFormats, inPorcelain, type Scenario, tenLines } from '../scenario.ts';

const date = 1_700_000_000;
const day = 86_400;

/** A block of code long enough to be found again when it has moved. */
const block = (name: string) =>
  `function ${name}(argument) {\n\tconst result = compute(argument);\n\n\treturn result + ${name.length};\n}\n`;
const poem = numbered('a line of verse, the number being', 12);

const shown: Scenario['commits'] = [
  { id: 'one', date, author: 'Ann <ann@example.com>', files: { old: tenLines } },
  {
    id: 'two',
    date: date + 40 * day,
    author: 'Bartholomew <b@x>',
    zone: '+0530',
    files: { old: edited(tenLines, { 2: 'two' }) },
  },
  { id: 'moved', date: date + 400 * day, files: { old: null, new: edited(tenLines, { 2: 'two' }) } },
  {
    id: 'three',
    date: date + 1150 * day,
    zone: '-0800',
    files: { new: edited(tenLines, { 2: 'two', 4: 'three', 5: 'three' }) },
  },
];

const looks = [
  ['-l'],
  ['-s'],
  ['-e'],
  ['-n'],
  ['-f'],
  ['-t'],
  ['-c'],
  ['-b'],
  ['-l', '-b'],
  ['-s', '-n', '-f'],
  ['-e', '-n', '-t'],
  ['--root'],
  ['--root', '-l'],
  ['--show-name', '--show-number', '--show-email'],
  ['--abbrev=4'],
  ['--abbrev=12'],
  ['--abbrev=40'],
  ['--abbrev=2'],
  ['--no-abbrev'],
  ['--show-stats'],
  ['-s', '--color-lines'],
  ['--color-by-age'],
  ['--color-by-age', '--color-lines'],
  ['-c', '-e'],
];

const dateModes = [
  'iso',
  'iso-strict',
  'rfc',
  'default',
  'short',
  'raw',
  'unix',
  'relative',
  'human',
  'local',
  'iso-local',
  'raw-local',
  'format:%Y/%m/%d %H:%M %z',
  'format:%a %b %e %j week %V',
  'format-local:%c',
  'auto:short',
  'nonsense',
];

const own = numbered('own', 6);
const lines = numbered('a line of some length', 10);
/** One file takes two parts of another, which is changed as well, and a third one gets a line that is looked for later. */
const changedInTwo = {
  b: `${own}${numbered('a line of some length', 5)}made here, and not somewhere else\n${edited(lines, { 1: null, 2: null, 3: null, 4: null, 5: null, 6: null })}`,
  j: numbered('a line of some length', 11),
  z: `${numbered('rest', 4)}a line that is long enough to be found again wherever it goes\n`,
};

export const options: readonly Scenario[] = [
  {
    name: 'looks',
    shows: 'options that change only how a line is shown',
    commits: shown,
    asks: [
      ...looks.map((option) => [...option, 'main', '--', 'new']),
      ...dateModes.map((mode) => [`--date=${mode}`, 'main', '--', 'new']),
    ],
  },
  {
    name: 'looks-by-configuration',
    shows: 'the same from the configuration',
    config:
      '[blame]\n\tshowRoot = true\n\tshowEmail\n\tdate = short\n\tblankBoundary = yes\n[core]\n\tabbrev = 10\n',
    commits: shown,
    asks: [
      ...inAllFormats('new'),
      ['--no-root', '--no-show-email', 'main', '--', 'new'],
      ['--date=raw', 'main', '--', 'new'],
      ['two..main', '--', 'new'],
    ],
  },
  {
    name: 'limits-by-option',
    shows: 'first parents only, a date, no renames',
    commits: [
      ...shown,
      { id: 'side', parents: ['two'], files: { old: edited(tenLines, { 2: 'two', 9: 'side' }) } },
      {
        id: 'merge',
        date: date + 1200 * day,
        parents: ['three', 'side'],
        files: { new: edited(tenLines, { 2: 'two', 4: 'three', 5: 'three', 9: 'side' }) },
      },
    ],
    asks: inPorcelain(
      'new',
      ['--first-parent'],
      ['--since=2024-02-01'],
      ['--since=1706745600 +0000'],
      ['--no-follow'],
      ['--first-parent', '--no-follow'],
    ),
  },
  {
    name: 'white-space',
    shows: 'lines that changed only in white space pass on with -w',
    commits: [
      { id: 'one', files: { file: `if (x) {\n${numbered('  call', 4)}}\nend of it` } },
      { id: 'two', files: { file: `if (x)   {\n${numbered('\tcall', 4)}}\nend of it\n` } },
      {
        id: 'three',
        files: { file: `if(x){\n${numbered('\tcall', 2)}\tnew\n\n${numbered('\tcall', 4)}} \nend of it\n` },
      },
    ],
    asks: [...inAllFormats('file', 'main', ['-w']), ...inPorcelain('file', [])],
  },
  {
    name: 'algorithms',
    shows: 'the diff algorithm decides who is blamed',
    commits: [
      { id: 'one', files: { file: block('first') + block('second') } },
      { id: 'two', files: { file: block('second') + block('third') + block('first') } },
      { id: 'three', files: { file: `}\n\n${block('third')}\n}\n${block('second')}${block('third')}` } },
    ],
    asks: inPorcelain(
      'file',
      ...['myers', 'minimal', 'patience', 'histogram', 'nonsense'].map((name) => [
        `--diff-algorithm=${name}`,
      ]),
      ['--minimal'],
      ['--patience'],
      ['--no-indent-heuristic'],
    ),
  },
  {
    name: 'algorithm-by-configuration',
    shows: 'the algorithm and the heuristic from the configuration, the command line being stronger',
    config: '[diff]\n\talgorithm = Histogram\n\tindentHeuristic = false\n',
    commits: [
      { id: 'one', files: { file: block('first') + block('second') } },
      { id: 'two', files: { file: `${block('second')}\n${block('third')}${block('first')}` } },
    ],
    asks: inPorcelain('file', [], ['--diff-algorithm=myers'], ['--indent-heuristic']),
  },
  {
    name: 'moves',
    shows: 'lines that moved inside their file',
    commits: [
      { id: 'one', files: { file: block('first') + block('second') + poem } },
      { id: 'two', files: { file: poem + block('second') + block('first') } },
      { id: 'three', files: { file: block('first') + poem + block('second') } },
    ],
    asks: [
      ...inAllFormats('file', 'main', ['-M']),
      ...inPorcelain('file', ['-M1'], ['-M60'], ['-M400'], ['-M0'], ['-M', '-w']),
      ['-M', '-L2,9', 'main', '--', 'file'],
    ],
  },
  {
    name: 'copies',
    shows: 'lines copied from other files, searched more and more widely',
    commits: [
      { id: 'one', files: { source: block('first') + poem, untouched: block('second'), other: 'x\n' } },
      { id: 'two', files: { source: block('first'), created: poem + block('second') } },
      { id: 'three', files: { other: `x\n${block('first')}${poem}` } },
      { id: 'four', files: { other: `${block('second')}x\n${block('first')}${poem}` } },
    ],
    asks: [
      ...['created', 'other'].flatMap((path) =>
        inPorcelain(
          path,
          ['-C'],
          ['-C', '-C'],
          ['-C', '-C', '-C'],
          ['-C200'],
          ['-M', '-C', '-C10'],
          ['--find-copies-harder'],
        ),
      ),
      ...inAllFormats('other', 'main', ['-C', '-C20']),
    ],
  },
  {
    name: 'copies-at-the-root',
    shows: 'in a commit without parents nothing is set aside as too small: entries leave it in their order',
    commits: [
      { id: 'one', files: { a: 'unique 0\n\n\n\n' } },
      { id: 'two', files: { a: '\n\nunique 0\n\n', b: '\n\nunique 0\n\nunique 0\n\n\n' } },
    ],
    asks: [
      ['--incremental', '-C', '-C5', '--show-stats', 'main', '--', 'b'],
      ['--incremental', '-M3', '-C', '-C2', 'main', '--', 'a'],
    ],
  },
  {
    name: 'copies-below-a-merge',
    shows:
      'what a merge has as its second parent has it: nothing is kept of the first parent, whose files are read anew',
    commits: [
      { id: 'one', files: { b: own, j: numbered('a line of some length', 12), z: numbered('rest', 4) } },
      { id: 'two', files: changedInTwo },
      { id: 'merge', parents: ['one', 'two'], files: changedInTwo },
      {
        id: 'copied',
        files: {
          b: `${changedInTwo.b}x\n`,
          z: `${changedInTwo.z}x\n`,
          g: `${changedInTwo.z}${changedInTwo.b}`,
        },
      },
    ],
    asks: inAllFormats('g', 'main', ['-C', '-C', '-C10', '--show-stats']),
  },
  {
    name: 'ignored-commits',
    shows: 'commits that are looked through, by name, by file, and what can not be passed on',
    config: '[blame]\n\tmarkIgnoredLines = true\n\tmarkUnblamableLines = true\n',
    commits: [
      { id: 'one', files: { file: block('first') + poem } },
      { id: 'two', files: { file: block('first').replaceAll('result', 'value') + poem } },
      {
        id: 'format',
        files: {
          file: `${block('first').replaceAll('result', 'value').replaceAll('\t', '    ')}new line\n${poem.toUpperCase()}`,
        },
      },
      {
        id: 'after',
        files: {
          file: `${block('first').replaceAll('result', 'value').replaceAll('\t', '    ')}new line\n${poem.toUpperCase()}end\n`,
        },
      },
    ],
    place: { ignored: (ids) => `# formatting\n${ids.get('format')}\n\n${ids.get('two')} # renamed\n` },
    asks: [
      ...inAllFormats('file', 'main', ['--ignore-rev', 'format']),
      ...inPorcelain(
        'file',
        ['--ignore-rev', 'format', '--ignore-rev', 'two'],
        ['--ignore-revs-file', 'ignored'],
      ),
      ['--ignore-revs-file', 'ignored', 'main', '--', 'file'],
      ['--ignore-revs-file', 'ignored', '--ignore-revs-file', '', 'main', '--', 'file'],
      ['--ignore-rev', 'nowhere', 'main', '--', 'file'],
      ['--ignore-revs-file', 'missing', 'main', '--', 'file'],
    ],
  },
  {
    name: 'reverse',
    shows: 'the last commit that still has a line',
    commits: [
      { id: 'one', files: { file: tenLines } },
      { id: 'two', files: { file: edited(tenLines, { 2: null, 5: 'five' }) } },
      { id: 'side', parents: ['one'], files: { file: edited(tenLines, { 9: 'nine' }) } },
      {
        id: 'merge',
        parents: ['two', 'side'],
        files: { file: edited(tenLines, { 2: null, 5: 'five', 9: 'nine' }) },
      },
      { id: 'last', files: { file: edited(tenLines, { 2: null, 5: 'five', 9: 'nine', 1: 'last' }) } },
    ],
    asks: [
      ...inAllFormats('file', 'one..main', ['--reverse']),
      ['--reverse', 'one', '--', 'file'],
      ['--reverse', '--first-parent', 'one..main', '--', 'file'],
      ['--reverse', '--', 'file'],
      ['--reverse', 'side..main', '--', 'file'],
    ],
  },
];
