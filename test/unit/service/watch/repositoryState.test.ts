/** What has changed between two states. */
import { expect, it } from 'vitest';
import { defaultOptions } from '../../../../server/blame/types.ts';
import {
  digestOf,
  type RepositoryState,
  reasonsBetween,
} from '../../../../server/service/watch/repositoryState.ts';
import type { ResolvedOptions } from '../../../../server/worker/messages.ts';
import { nothingConfigured } from '../../../support/resolvedOptions.ts';

const resolved: ResolvedOptions = { ...nothingConfigured, mailmap: 'm', config: 'c' };
const state: RepositoryState = {
  head: 'h',
  branch: 'refs/heads/main',
  mergeHeads: [],
  branches: 'b',
  resolved,
  attributes: 'a',
};
const ignoring = { ...defaultOptions, ignoreRevs: new Set(['x']) };

it.each<[string, Partial<RepositoryState>, string[]]>([
  ['nothing', { resolved: { ...resolved, files: ['other'] } }, []],
  ['another commit', { head: 'i', branches: 'c' }, ['head']],
  ['another branch at the same commit', { branch: null }, ['head']],
  ['a merge begun', { mergeHeads: ['o'] }, ['head']],
  ['a branch nobody is on', { branches: 'c' }, ['refs']],
  ['branches that are not known any more', { branches: null }, []],
  ['the configuration', { resolved: { ...resolved, config: 'd' } }, ['config']],
  ['attributes', { attributes: 'b' }, ['config']],
  ['the list of commits', { resolved: { ...resolved, options: ignoring } }, ['ignoreRevs']],
  ['names', { resolved: { ...resolved, mailmap: 'n' } }, ['mailmap']],
  ['a replacement', { resolved: { ...resolved, overrides: 'o' } }, ['objects']],
  ['a configuration that can not be read', { resolved: null }, ['config']],
  [
    'several things',
    { head: 'i', resolved: { ...resolved, mailmap: 'n', config: 'd' } },
    ['head', 'config', 'mailmap'],
  ],
])('%s', (_, change, reasons) => {
  expect(reasonsBetween(state, { ...state, ...change })).toEqual(reasons);
});

it('tells branches apart by name and place', () => {
  const digests = [[], [{ name: 'a', oid: '1' }], [{ name: 'a', oid: '2' }], [{ name: 'b', oid: '2' }]];
  expect(new Set(digests.map(digestOf)).size).toBe(4);
});
