/** What stays on the screen while a text is edited. */
import { describe, expect, it } from 'vitest';
import { looksOf, Shown } from '../../../../server/service/documents/shown.ts';
import type { FileBlame } from '../../../../server/service/fileBlame.ts';
import { hunksOf } from '../../../../server/service/fileBlame.ts';
import { resultOf } from '../../../support/resultOf.ts';

const person = { name: 'Ada', email: 'a', time: 0, timezone: '+0000' };

/** Each line by its commit, one letter each; `-` is not committed. */
function blameOf(lines: string, name = 'Ada'): FileBlame {
  const letters = lines.split('');
  const commits = Object.fromEntries(
    letters.map((letter) => [
      idOf(letter),
      { summary: letter, author: { ...person, name }, committer: person },
    ]),
  );
  return {
    lineCount: letters.length,
    rows: Int32Array.from(letters.flatMap((_, index) => [index, 1, index, index, 0])),
    origins: letters.map((letter) => ({ commit: idOf(letter), path: 'f', previous: null, boundary: false })),
    commits,
    uncommitted: null,
  };
}

function idOf(letter: string): string {
  return (letter === '-' ? '0' : letter).repeat(40);
}

const identity = { name: 'Ada', email: null };

function shownOf(lines: string) {
  return { blame: blameOf(lines), identity };
}

function linesOf({ rows, origins, lineCount }: FileBlame): string {
  return hunksOf(rows, origins, { start: 0, end: lineCount })
    .map(({ start, end, origin }) =>
      origin.commit
        .charAt(0)
        .replace('0', '-')
        .repeat(end - start),
    )
    .join('');
}

describe('what is shown', () => {
  it.each([
    ['stays without edits', [], 'abcd'],
    ['loses the line that is typed in', [{ line: 1, removed: 1, added: 1 }], 'a-cd'],
    ['moves with a line more', [{ line: 1, removed: 0, added: 1 }], 'a-bcd'],
    ['moves with lines less', [{ line: 1, removed: 2, added: 0 }], 'ad'],
    [
      'follows several edits',
      [
        { line: 0, removed: 0, added: 1 },
        { line: 2, removed: 1, added: 0 },
      ],
      '-acd',
    ],
    ['may end up empty', [{ line: 0, removed: 4, added: 0 }], ''],
  ])('%s', async (_, edits, expected) => {
    const shown = new Shown();
    shown.show('u', 'inlayHint', shownOf('abcd'));
    shown.edited('u', edits);
    const latest = await shown.latest('u');
    expect(latest && linesOf(latest.blame)).toBe(expected);
  });

  it('is given up where nobody can say what changed, after very many edits, and when the document is closed', async () => {
    const shown = new Shown();
    shown.edited('u', []);
    for (const forget of [
      () => shown.edited('u', null),
      () => shown.edited('u', Array(1000).fill({ line: 0, removed: 0, added: 0 })),
      () => shown.forget('u'),
    ]) {
      shown.show('u', 'inlayHint', shownOf('a'));
      forget();
      expect([await shown.latest('u'), shown.surfaces('u').size]).toEqual([null, 0]);
    }
  });

  it('knows where it is shown', () => {
    const shown = new Shown();
    shown.show('u', 'inlayHint', shownOf('a'));
    shown.show('u', 'codeLens', shownOf('a'));
    expect([...shown.surfaces('u')]).toEqual(['inlayHint', 'codeLens']);
  });

  it('knows who the user is, and what is recent whoever showed it last', async () => {
    const shown = new Shown();
    const fresh = new Set(['a']);
    shown.show('u', 'inlayHint', { ...shownOf('a'), fresh });
    shown.show('u', 'codeLens', shownOf('a'));
    expect(await shown.latest('u')).toMatchObject({ identity, fresh });
    shown.show('u', 'inlayHint', { ...shownOf('a'), fresh: null });
    expect((await shown.latest('u'))?.fresh).toBeNull();
  });
});

it('looks the same when the words are the same', () => {
  const looks = (blame: FileBlame) => resultOf(looksOf(blame));
  expect(looks(blameOf('ab'))).toBe(looks(blameOf('ab')));
  expect(looks(blameOf('a--'))).toBe(looks(blameOf('a-')));
  const others = [blameOf('ba'), blameOf('a'), blameOf('ab', 'Bob'), blameOf('-a')];
  expect(new Set([...others, blameOf('ab')].map(looks)).size).toBe(5);
});

it('is looked at a piece at a time where it is long', () => {
  const looking = looksOf(blameOf('ab'.repeat(10_000)));
  let pauses = 0;
  while (!looking.next().done) pauses++;
  expect(pauses).toBeGreaterThanOrEqual(4);
});
