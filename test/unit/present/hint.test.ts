/** What hints say. */
import { expect, it } from 'vitest';
import { parseLineTemplate, type Subject } from '../../../server/present/fields.ts';
import { hintWriter } from '../../../server/present/hint.ts';

const DAY = 86_400;

function subject(line: number, summary = 'Count notes'): Subject {
  const author = { name: 'Ada Lovelace', email: 'ada@example.com', time: 0, timezone: '+0000' };
  const words = { summary, author, committer: author };
  return { commit: 'ab', words, path: 'dir/f', line, several: null };
}

function writer(template: string, width = 80) {
  const wording = { now: 3 * DAY, dateFormat: 'ago', you: 'You', identity: null };
  return hintWriter({ template: parseLineTemplate(template), width, uncommittedText: 'new', wording });
}

it.each([
  ['${author}, ${date}[ · ${summary}]', 80, 'Count notes', 'Ada Lovelace, 3 days ago · Count notes'],
  ['${author}, ${date}[ · ${summary}]', 80, '', 'Ada Lovelace, 3 days ago'],
  ['${author}, ${date}[ · ${summary}]', 20, 'Count notes', 'Ada Lovelace, 3 day…'],
  ['${file}:${line}', 80, '', 'f:7'],
])('%s in %i columns', (template, width, summary, expected) => {
  expect(writer(template, width)(subject(7, summary), true)).toBe(expected);
});

it('says the same of all lines of a commit, but for what differs from line to line', () => {
  const [same, own] = [writer('${summary}'), writer('${summary} ${line}')];
  expect([same(subject(1, 'a'), true), same(subject(2, 'b'), true)]).toEqual(['a', 'a']);
  expect([own(subject(1), true), own(subject(2), true)]).toEqual(['Count notes 1', 'Count notes 2']);
});

it('has a text of its own for what is not committed', () => {
  expect(writer('${author}')(subject(1), false)).toBe('new');
});
