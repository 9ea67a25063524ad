/** What is gone through before the first keystroke, and when it is not. */
import { expect, it } from 'vitest';
import { ChunkedText } from '../../../../server/base/chunkedText.ts';
import type { FileAnswer, FileQuery } from '../../../../server/service/contract.ts';
import { emptyBlame } from '../../../../server/service/fileBlame.ts';
import { LONGEST, Rehearsal, TIMES } from '../../../../server/service/overlay/rehearsal.ts';

function stage() {
  const later: (() => void | Promise<void>)[] = [];
  const asked: string[] = [];
  const atOnce: string[] = [];
  const rehearsal = new Rehearsal({
    leisure: { later: (_, action) => void later.push(action) },
    answer: async ({ text }) => {
      asked.push(text?.toString() ?? '');
      return answer;
    },
    answerNow: ({ text }, { start }) => void atOnce.push(`${start} ${text?.toString()}`),
  });
  const perform = async () => {
    for (const action of later.splice(0)) await action();
    return asked;
  };
  return { rehearsal, perform, atOnce };
}

const answer: FileAnswer = { revision: 'c0ffee', blame: emptyBlame, identity: null, ways: null };

function about(text: string | null, fsPath = '/f'): FileQuery {
  return { fsPath, text: text === null ? null : ChunkedText.of(text), options: {} };
}

it('asks about texts that somebody might have typed, once for all files', async () => {
  const { rehearsal, perform } = stage();
  const query = about('a\nb\nc\nd\n');
  rehearsal.answered(query, answer);
  rehearsal.answered(query, answer);
  rehearsal.answered(about('other', '/g'), answer);
  expect(await perform()).toEqual(['a\nxb\nc\nd\n', 'a\nb\nxc\nd\n', 'a\nb\nc\nxd\n']);
  rehearsal.answered(about('third', '/h'), answer);
  expect(await perform()).toHaveLength(TIMES);
});

it('goes the short way later, unless somebody has typed by then', async () => {
  for (const isTyped of [false, true]) {
    const { rehearsal, perform, atOnce } = stage();
    rehearsal.answered(about('a\nb\nc\nd\n'), answer);
    await perform();
    expect(atOnce).toEqual([]);
    if (isTyped) rehearsal.answered(about('ax\nb\nc\nd\n'), answer);
    await perform();
    expect(atOnce).toEqual(isTyped ? [] : ['1 a\nxb\nc\nd\n', '2 a\nb\nxc\nd\n', '3 a\nb\nc\nxd\n']);
  }
});

it('is left out where somebody has typed', async () => {
  const { rehearsal, perform } = stage();
  rehearsal.answered(about('a\n'), answer);
  rehearsal.answered(about('ax\n'), answer);
  expect(await perform()).toEqual([]);
});

it('waits for a text that is shown, blamed and no giant', async () => {
  const { rehearsal, perform } = stage();
  rehearsal.answered(about(null), answer);
  rehearsal.answered(about(''), answer);
  rehearsal.answered(about('a'), { ...answer, revision: null });
  rehearsal.answered(about('a'.repeat(LONGEST + 1)), answer);
  expect(await perform()).toEqual([]);
  rehearsal.answered(about('a'), answer);
  expect(await perform()).toHaveLength(TIMES);
});
