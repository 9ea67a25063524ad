/** Which actions there are, when. */
import { expect, it } from 'vitest';
import { type ActionSubject, actionsOf } from '../../../server/present/actions.ts';

const commit = { commit: '1234567890', summary: 'Count', author: { name: 'Ada', time: 0 } };
const links = {
  remote: 'origin',
  site: 'GitHub',
  commit: 'https://h/c',
  file: 'https://h/f',
  line: 'https://h/l',
  pullRequest: { label: '#1', url: 'https://h/1' },
};
const least: ActionSubject = {
  commit: null,
  links: null,
  lines: 1,
  hasWalked: false,
  hasBefore: false,
  hints: null,
  lenses: null,
  canEdit: false,
  now: 60,
};
const always = ['lineHistory', 'summary'];
const ofCommit = ['showCommit', 'showChange', 'copyCommit', 'copyMessage'];
const ofPages = ['openCommit', 'openLine', 'openFile', 'openPullRequest', 'copyPermalink'];

it.each([
  ['little', {}, always],
  ['a commit', { commit }, [...ofCommit, ...always]],
  ['pages', { commit, links }, [...ofCommit, ...ofPages, ...always]],
  ['a remote nobody knows', { commit, links: 'unknownHost' }, [...ofCommit, ...always]],
  ['no remote', { commit, links: 'noRemote' }, [...ofCommit, ...always]],
  ['what is not pushed', { commit, links: 'notPushed' }, [...ofCommit, 'openCommit', ...always]],
  ['a way back and forth', { hasBefore: true, hasWalked: true }, ['before', 'forward', ...always]],
  ['edits', { commit, canEdit: true }, [...ofCommit, ...always, 'ignoreRevision']],
  ['what can be switched', { hints: true, lenses: false }, [...always, 'toggleHints', 'toggleLenses']],
] as const)('with %s', (_, more, commands) => {
  const made = actionsOf({ ...least, ...more } as ActionSubject);
  expect(made.map(({ command }) => command).sort()).toEqual([...commands].sort());
  expect(made.every(({ title }) => /^Blame: [^\n]{5,160}$/.test(title))).toBe(true);
});

it('says why a page can not be opened', () => {
  const [open] = actionsOf({ ...least, commit, links: 'notPushed' }).filter(({ kind }) => kind === 'open');
  expect(open?.disabled).toContain('not on any remote branch');
});

it('counts the lines of a selection', () => {
  expect(actionsOf({ ...least, lines: 3 }).map(({ title }) => title)).toContain(
    'Blame: who wrote these 3 lines',
  );
});
