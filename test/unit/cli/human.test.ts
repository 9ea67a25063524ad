/** The columns of the formats for people. */
import { expect, test } from 'vitest';
import type { GuiltyOrigin, SettledEntry } from '../../../server/blame/types.ts';
import { finalText } from '../../../server/cli/annotated.ts';
import { type HumanOptions, writeHuman } from '../../../server/cli/human.ts';

const origin = (digit: string, rest: Partial<GuiltyOrigin> = {}): GuiltyOrigin => ({
  commit: digit.repeat(40),
  path: 'p',
  previous: null,
  boundary: false,
  ...rest,
});

function entry(line: number, from: GuiltyOrigin, rest: Partial<SettledEntry> = {}): SettledEntry {
  return { line, count: 1, sourceLine: line + 98, origin: from, ignored: false, unblamable: false, ...rest };
}

const plain: HumanOptions = {
  path: 'p',
  hashWidth: 5,
  marks: { ignored: false, unblamable: false },
  annotate: false,
  blankBoundary: false,
  showName: false,
  showNumber: false,
  showEmail: false,
  suppressAuthor: false,
  scoreDebug: false,
  colors: { repeated: null, byAge: null },
  formatDate: (time) => `date ${time}`,
};

function check(entries: SettledEntry[], options: Partial<HumanOptions> = {}): string {
  const describe = (commit: string) => {
    const name = commit.startsWith('1') ? 'A' : 'Beatrix';
    const person = { name, email: `${name}@x`, time: Number(commit[0]), timezone: '+0000' };
    return { author: person, committer: person, summary: '' };
  };
  let output = '';
  writeHuman(
    { entries, text: finalText(Buffer.from('a\nb\nc')), describe, quoteHighBytes: true },
    { ...plain, ...options },
    (part) => {
      output += part;
    },
  );
  return output;
}

const entries = [entry(0, origin('1', { boundary: true })), entry(1, origin('2'), { count: 2 })];

test.each<[string, Partial<HumanOptions>, string]>([
  [
    'plain',
    {},
    '^1111 (A           date 1 1) a\n22222 (Beatrix     date 2 2) b\n22222 (Beatrix     date 2 3) c\n',
  ],
  [
    'without authors, with numbers',
    { suppressAuthor: true, showNumber: true },
    '^1111  99 1) a\n22222 100 2) b\n22222 101 3) c\n',
  ],
  [
    'mails and no boundary',
    { showEmail: true, blankBoundary: true },
    '      (<A@x>           date 1 1) a\n22222 (<Beatrix@x>     date 2 2) b\n22222 (<Beatrix@x>     date 2 3) c\n',
  ],
  [
    'annotate',
    { annotate: true },
    '11111\t(         A\t    date 1\t1)a\n22222\t(   Beatrix\t    date 2\t2)b\n22222\t(   Beatrix\t    date 2\t3)c\n',
  ],
  [
    'colours',
    {
      suppressAuthor: true,
      colors: { repeated: '<again>', byAge: [{ since: 2, color: '<new>' }] },
    },
    '^1111 1) a\n<new>22222 2) \x1b[mb\n<again>22222 3) \x1b[mc\n',
  ],
])('%s', (_name, options, expected) => {
  expect(check(entries, options)).toBe(expected);
});

test('the path is shown when asked for and when it is another one', () => {
  const bare = { suppressAuthor: true };
  expect(check([entry(0, origin('1'))], { ...bare, showName: true })).toBe('11111 p 1) a\n');
  expect(check([entry(0, origin('1')), entry(1, origin('2', { path: 'old' }))], bare)).toBe(
    '11111 p   1) a\n22222 old 2) b\n',
  );
});

test.each([
  [false, false, '^1111'],
  [true, false, '^?111'],
  [false, true, '^*111'],
  [true, true, '^*?11'],
])('marks take the place of digits, ignored %s and unblamable %s', (ignored, unblamable, expected) => {
  const marked = entry(0, origin('1', { boundary: true }), { ignored: true, unblamable: true });
  expect(check([marked], { suppressAuthor: true, marks: { ignored, unblamable } })).toBe(
    `${expected} 1) a\n`,
  );
});
