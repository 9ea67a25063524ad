/** Columns, colours and the neutralising of control characters. */
import { expect, it } from 'vitest';
import { dateText, type RenderOptions, render } from '../../../../clients/terminal/render.ts';

const now = 1_700_000_000;
const plainText: RenderOptions = { terminal: false, plain: false, now, path: '/work/dir/file' };
const terminal: RenderOptions = { ...plainText, terminal: true };

/** One line by one author; the commit is `days` old. */
function oneLine(
  text: string,
  options: RenderOptions,
  { name = 'Ann', days = 0, path = 'dir/file' } = {},
): string {
  const author = { name, email: '', time: now - days * 86_400, timezone: '+0000' };
  const id = 'ab'.repeat(20);
  const hunks = [{ startLine: 0, endLine: 1, commit: id, originalPath: path }];
  return render(text, { hunks, commits: { [id]: { summary: '', author } } }, options)[0] ?? '';
}

const day = '2023-11-14 22:13:20 +0000';
const cases: readonly (readonly [string, string, string])[] = [
  ['plain', oneLine('text\n', plainText), `abababab (Ann ${day} 1) text`],
  ['no final newline', oneLine('text', plainText), `abababab (Ann ${day} 1) text`],
  ['another path', oneLine('x', plainText, { path: 'old' }), `abababab old (Ann ${day} 1) x`],
  ['controls elsewhere', oneLine('a\x1b[2Jb\tc', plainText), `abababab (Ann ${day} 1) a\x1b[2Jb\tc`],
  [
    'controls on a terminal',
    oneLine('a\x1b[2Jb\tc\r', { ...terminal, plain: true }),
    `abababab (Ann ${day} 1) a^[[2Jb\tc^M`,
  ],
  [
    'in names too',
    oneLine('\u202e', { ...terminal, plain: true }, { name: 'A\x9b' }),
    `abababab (A<009b> ${day} 1) <202e>`,
  ],
  ['fresh', oneLine('x', terminal), `\x1b[91mabababab (Ann ${day} 1)\x1b[0m x`],
  [
    'older',
    oneLine('x', terminal, { days: 100 }),
    '\x1b[32mabababab (Ann 2023-08-06 22:13:20 +0000 1)\x1b[0m x',
  ],
  [
    'oldest',
    oneLine('x', terminal, { days: 5000 }),
    '\x1b[90mabababab (Ann 2010-03-07 22:13:20 +0000 1)\x1b[0m x',
  ],
];
it.each(cases)('%s', (_, line, expected) => {
  expect(line).toBe(expected);
});

it('lines up names of different widths', () => {
  const author = (name: string) => ({
    summary: '',
    author: { name, email: '', time: now, timezone: '+0000' },
  });
  const hunk = (startLine: number, commit: string) => ({
    startLine,
    endLine: startLine + 1,
    commit,
    originalPath: '',
  });
  const blame = {
    hunks: [hunk(0, 'a'.repeat(40)), hunk(1, 'b'.repeat(40)), hunk(2, '0'.repeat(40))],
    commits: { ['a'.repeat(40)]: author('山田'), ['b'.repeat(40)]: author('e\u0301') },
  };
  expect(render('1\n2\n3\n', blame, plainText)).toEqual([
    `aaaaaaaa (山田              ${day} 1) 1`,
    `bbbbbbbb (e\u0301                 ${day} 2) 2`,
    `00000000 (Not Committed Yet ${day} 3) 3`,
  ]);
});

it('leaves the columns of a line that no hunk covers empty', () => {
  expect(render('x\n', { hunks: [], commits: {} }, plainText)).toEqual([
    `${' '.repeat(8)} ( ${' '.repeat(25)} 1) x`,
  ]);
});

it.each([
  [0, '+0000', '1970-01-01 00:00:00 +0000'],
  [0, '-0330', '1969-12-31 20:30:00 -0330'],
  [0, 'nonsense', '1970-01-01 00:00:00 +0000'],
  [1e15, '+0000', '1000000000000000 +0000'],
])('writes %d in %s as %s', (time, zone, expected) => {
  expect(dateText(time, zone)).toBe(expected);
});
