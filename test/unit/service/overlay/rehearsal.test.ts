/** What is gone through before the first keystroke, and when it is not. */
import { describe, expect, it } from 'vitest';
import { ChunkedText } from '../../../../server/base/chunkedText.ts';
import type { FileAnswer, FileQuery } from '../../../../server/service/contract.ts';
import { emptyBlame } from '../../../../server/service/fileBlame.ts';
import { LONGEST, Rehearsal, SHORT_TIMES, TIMES } from '../../../../server/service/overlay/rehearsal.ts';

function stage() {
  const later: (() => void | Promise<void>)[] = [];
  const asked: string[] = [];
  const atOnce: { readonly line: number; readonly text: ChunkedText }[] = [];
  const world: { isKnown: boolean; whenAsked: () => void } = { isKnown: true, whenAsked: () => undefined };
  const rehearsal = new Rehearsal({
    leisure: { later: (_, action) => void later.push(action) },
    answer: async ({ text }) => {
      asked.push(text?.toString() ?? '');
      return answer;
    },
    answerNow: ({ text }, { start }) => {
      if (text) atOnce.push({ line: start, text });
      world.whenAsked();
      return world.isKnown;
    },
  });
  /** Does what waits for its time. */
  const perform = async () => {
    for (const action of later.splice(0)) await action();
    return asked;
  };
  return { rehearsal, perform, atOnce, world };
}

const answer: FileAnswer = { revision: 'c0ffee', blame: emptyBlame, identity: null, ways: null };

function about(text: string | null, fsPath = '/f'): FileQuery {
  return { fsPath, text: text === null ? null : ChunkedText.of(text), options: {} };
}

it('asks about texts that somebody might have typed, once for all files', async () => {
  const { rehearsal, perform } = stage();
  const query = about('a\nb\nc\nd\n');
  rehearsal.answered(about('other', '/g'), answer);
  rehearsal.answered(query, answer);
  rehearsal.answered(query, answer);
  expect(await perform()).toEqual(['a\nxb\nc\nd\n', 'a\nb\nxc\nd\n', 'a\nb\nc\nxd\n']);
  rehearsal.answered(about('third', '/h'), answer);
  expect(await perform()).toHaveLength(TIMES);
});

describe('the short way', () => {
  const text = ChunkedText.of('a\n'.repeat(1000));
  const query: FileQuery = { fsPath: '/f', text, options: {} };

  it('is gone later, as if words were typed all over the text, and ends with the text as it is', async () => {
    const { rehearsal, perform, atOnce } = stage();
    rehearsal.answered(query, answer);
    await perform();
    expect(atOnce).toEqual([]);
    await perform();
    expect(atOnce).toHaveLength(SHORT_TIMES + 1);
    const last = atOnce.pop();
    expect(last?.text).not.toBe(text);
    expect(last?.text.chunks).toBe(text.chunks);
    for (const each of atOnce) expect(each.text.line(each.line)).toMatch(/^x{1,5}a$/);
    expect(new Set(atOnce.map(({ line }) => line)).size).toBe(SHORT_TIMES / 5);
    rehearsal.answered(query, answer);
    await perform();
    await perform();
    expect(atOnce).toHaveLength(SHORT_TIMES);
  });

  it('waits for a file of which it is known', async () => {
    const { rehearsal, perform, atOnce, world } = stage();
    world.isKnown = false;
    rehearsal.answered(query, answer);
    await perform();
    await perform();
    await perform();
    expect(atOnce).toHaveLength(1);
    world.isKnown = true;
    rehearsal.answered({ ...query, fsPath: '/g' }, answer);
    await perform();
    await perform();
    expect(atOnce).toHaveLength(1 + SHORT_TIMES + 1);
  });

  it('is interrupted by who types, and goes on later with what is typed', async () => {
    const { rehearsal, perform, atOnce, world } = stage();
    rehearsal.answered(query, answer);
    await perform();
    const typed = { ...query, text: text.replaced(0, 0, 'typed ') };
    world.whenAsked = () => {
      if (atOnce.length === 3) rehearsal.answeredNow(typed);
    };
    await perform();
    expect(atOnce).toHaveLength(3);
    await perform();
    await perform();
    // Who typed has gone it once.
    expect(atOnce).toHaveLength(SHORT_TIMES - 1 + 1);
    expect(atOnce.pop()?.text.chunks).toBe(typed.text.chunks);
    expect(atOnce.pop()?.text.line(0)).toBe('typed a');
  });

  it('is left to who types enough', async () => {
    const { rehearsal, perform, atOnce } = stage();
    rehearsal.answered(query, answer);
    for (let time = 0; time < SHORT_TIMES; time++) rehearsal.answeredNow(query);
    for (let time = 0; time < 3; time++) expect(await perform()).toEqual([]);
    expect(atOnce).toEqual([]);
  });
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
