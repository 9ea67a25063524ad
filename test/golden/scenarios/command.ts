/** Scenarios about what only the command knows: functions of languages, and other ways to say what is blamed. */
import { edited, inAllFormats, inPorcelain, type Scenario, tenLines } from '../scenario.ts';

const shell = '# a comment\nfirst() {\n\techo 1\n}\n\nfunction second {\n\techo 2\n}\n';
const program =
  'int first(int a)\n{\nlabel:\n\treturn a;\n}\n\nstruct second {\n\tint x;\n};\n\nint third;\n';

export const command: readonly Scenario[] = [
  {
    name: 'functions',
    shows: 'functions by the rules of a language, of the configuration, and of nobody in particular',
    config:
      '[diff "basic"]\n\tfuncname = "^\\\\(begin\\\\|start\\\\) "\n' +
      '[diff "extended"]\n\txfuncname = "!^ignore\\n^(begin|ignore) [0-9]+"\n' +
      '[diff "broken"]\n\txfuncname = "(a"\n[diff "negated"]\n\txfuncname = "a\\n!b"\n',
    place: {
      'info/attributes': () =>
        '*.sh diff=bash\n*.c diff=cpp\n*.basic diff=basic\n*.extended diff=extended\n' +
        '*.broken diff=broken\n*.negated diff=negated\n*.plain diff\n*.none -diff\n*.unknown diff=unknown\n',
    },
    commits: [
      {
        id: 'one',
        files: {
          'a.sh': shell,
          'a.c': program,
          'a.none': program,
          'a.plain': program,
          'a.unknown': program,
          'a.text': program,
          'a.basic': 'begin 1\nx\nstart 2\ny\nend 3\n',
          'a.extended': 'begin 1\nx\nignore 2\ny\nbegin x\nbegin 4\nz\n',
          'a.broken': 'a\n',
          'a.negated': 'a\n',
        },
      },
      { id: 'two', files: { 'a.sh': shell.replace('echo 2', 'echo two'), 'a.c': `${program}int fourth;\n` } },
    ],
    asks: [
      ['-L:first', 'main', '--', 'a.sh'],
      ['-L:second', 'main', '--', 'a.sh'],
      ['-L:echo', 'main', '--', 'a.sh'],
      ['-L:.', '-L:.', 'main', '--', 'a.sh'],
      ...['a.c', 'a.none', 'a.plain', 'a.unknown', 'a.text'].map((path) => ['-L:first', 'main', '--', path]),
      ...['a.c', 'a.none'].map((path) => ['-L:first', '-L:.', 'main', '--', path]),
      ['-L:x$', 'main', '--', 'a.c'],
      ['-L4', '-L^:.', 'main', '--', 'a.c'],
      ['-L:.', '-L:.', 'main', '--', 'a.basic'],
      ['-L:.', 'main', '--', 'a.extended'],
      ['-L:[2-9]', 'main', '--', 'a.extended'],
      ['-L:a', 'main', '--', 'a.broken'],
      ['-L1', 'main', '--', 'a.broken'],
      ['-L:a', 'main', '--', 'a.negated'],
      ['-L:\\(', 'main', '--', 'a.c'],
    ],
  },
  {
    name: 'grafts-on-the-command-line',
    shows: 'parents from a file: other ones, none, and lines that are passed over',
    place: {
      grafts: (ids) =>
        `# comment\n\nnonsense\n${ids.get('four')} ${ids.get('one')}\n` +
        `${ids.get('four')} ${ids.get('two')}\n`,
      roots: (ids) => `${ids.get('two')}\n${ids.get('three')}  ${ids.get('one')}\n`,
    },
    commits: [
      { id: 'one', files: { file: tenLines } },
      { id: 'two', files: { file: edited(tenLines, { 2: 'two' }) } },
      { id: 'three', files: { file: edited(tenLines, { 2: 'two', 3: 'three' }) } },
      { id: 'four', files: { file: edited(tenLines, { 2: 'two', 3: 'three', 4: 'four' }) } },
    ],
    asks: [
      ...inAllFormats('file', 'main', ['-S', 'grafts']),
      ...inPorcelain('file', ['-S', 'roots'], ['-S', 'roots', '-S', 'grafts']),
      ['-S', 'missing', 'main', '--', 'file'],
    ],
  },
  {
    name: 'work-shown',
    shows: 'scores, counts, and the meter where it may not be',
    commits: [
      { id: 'one', files: { file: tenLines, other: edited(tenLines, { 1: 'other' }) } },
      { id: 'two', files: { file: edited(tenLines, { 2: 'two two', 9: 'nine' }) } },
      {
        id: 'three',
        files: {
          file: `${edited(tenLines, { 2: 'two two', 5: 'a longer line of text' })}line 1\n`,
          other: null,
        },
      },
      {
        id: 'four',
        files: { file: null, moved: `${edited(tenLines, { 5: 'a longer line of text' })}end\n` },
      },
    ],
    asks: [
      ...[[], ['-M'], ['-C', '-C', '-s'], ['-f', '-n', '--root'], ['-p'], ['-c']].map((options) => [
        '--score-debug',
        '--show-stats',
        ...options,
        'main',
        '--',
        'moved',
      ]),
      ['--show-stats', '--ignore-rev', 'four', '-w', 'main', '--', 'moved'],
      ['--no-progress', '--no-score-debug', '-L2', 'three', '--', 'file'],
      ...['-p', '--line-porcelain', '--incremental'].map((format) => [
        '--progress',
        format,
        'main',
        '--',
        'moved',
      ]),
    ],
  },
  {
    name: 'reference-sets',
    shows: 'sets of references, exclusions, ages and walks that are not made',
    place: {
      'refs/heads/aside': (ids) => `${ids.get('side')}\n`,
      'refs/heads/topic/a': (ids) => `${ids.get('two')}\n`,
      'refs/remotes/origin/main': (ids) => `${ids.get('three')}\n`,
    },
    commits: [
      { id: 'one', files: { file: tenLines } },
      { id: 'two', files: { file: edited(tenLines, { 2: 'two' }) } },
      { id: 'side', parents: ['one'], files: { file: edited(tenLines, { 4: 'side' }) } },
      { id: 'three', parents: ['two'], files: { file: edited(tenLines, { 2: 'two', 6: 'three' }) } },
      {
        id: 'merge',
        parents: ['three', 'side'],
        files: { file: edited(tenLines, { 2: 'two', 4: 'side', 6: 'three' }) },
      },
      { id: 'last', files: { file: edited(tenLines, { 2: 'two', 4: 'side', 6: 'three', 8: 'last' }) } },
    ],
    asks: [
      ...[
        'main --not --branches=aside',
        'main --not --branches=topic/*',
        'main --not --branches=topic',
        'main --not --exclude=main --branches',
        'main --not --remotes',
        'main --not --glob=remotes/origin',
        'main --not --exclude=refs/heads/main --exclude=HEAD --exclude=refs/tags/* --all',
        'main --not --all',
        'main --not side --not',
        '--branches',
        '--all',
        '--branches=nothing main',
        'main ^merge --no-walk',
        'main ^side --no-walk',
        '--no-walk main ^side',
        '--max-age=1700000200 main',
        '--min-age=1700000200 main',
        '--max-age=soon main',
        '--reverse --min-age=1700000200 one..main',
        '--reverse one..main --no-walk',
        'merge^! --root',
        'merge^-2',
        '^side^@ main',
        'side...main',
        'one..nowhere',
        '-2 main',
        '--max-count=x main',
        '--relative-date main',
      ].map((words) => ['-s', ...words.split(' '), '--', 'file']),
      ['--not', 'side', '--', 'file'],
      ['main', '--not', 'side', 'file'],
      ['-p', 'main', '^merge', '--no-walk', '--', 'file'],
    ],
  },
];
