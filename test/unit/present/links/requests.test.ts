/** Pull and merge requests that messages name, each on the forge where it is usual. */
import { expect, it } from 'vitest';
import { forges } from '../../../../server/present/links/forges.ts';
import { requestIn } from '../../../../server/present/links/requests.ts';

it.each([
  ['github', 'Count notes (#123)', '#123'],
  ['github', 'Count notes (#123)\n\nFixes #7', '#123'],
  ['github', 'Merge pull request #12 from ada/x', '#12'],
  ['github', 'Count (#1) and (#2) notes', null],
  ['github', 'Count notes\n\n* one (#123)', null],
  ['github', 'Fix #12', null],
  ['github', 'Count notes (#0)', null],
  ['github', `Count notes (#${'9'.repeat(30)})`, null],
  ['github', 'Count notes (!5)', null],
  ['gitlab', 'Count notes (#123)', null],
  ['gitlab', 'Count notes (!5)', '!5'],
  ['gitlab', 'Merge\n\nSee merge request group/proj!5', '!5 group/proj'],
  ['gitlab', 'Merge\n\nSee merge request group/sub/proj!5', '!5 group/sub/proj'],
  ['gitlab', 'Merge\n\nSee merge request ../../x!5', '!5 ../../x'],
  ['gitlab', 'Merge\n\nSee merge request javascript:x!5', null],
  ['bitbucket', 'Merged in ada/x (pull request #7)', '#7'],
  ['bitbucket-server', 'Pull request #7: Count', '#7'],
  ['bitbucket-server', 'Merge pull request #7 in P/r from a to b', '#7'],
  ['azure', 'Merged PR 9: Count', '#9'],
  ['gerrit', 'x\n\nReviewed-on: https://review.example/c/p/+/1234', '#1234'],
  ['gerrit', 'x\n\nReviewed-on: https://review.example/1234', '#1234'],
  ['forgejo', 'x\n\nReviewed-on: https://codeberg.org/a/b/pulls/3', '#3'],
  ['cgit', 'Count notes (#123)', null],
])('%s: %j names %s', (type, message, expected) => {
  const mention = requestIn(message, forges.find((forge) => forge.type === type)?.notations ?? []);
  const words = mention && `${mention.mark}${mention.number}${mention.project ? ` ${mention.project}` : ''}`;
  expect(words).toBe(expected);
});

it('does not read a huge message through', () => {
  const message = `Merge\n${'('.repeat(5_000_000)}\nSee merge request a/b!5`;
  const start = process.cpuUsage().user;
  expect(requestIn(message, ['number', 'pull', 'merge', 'azure', 'review'])).toMatchObject({ number: 5 });
  expect(process.cpuUsage().user - start).toBeLessThan(1_000_000);
});
