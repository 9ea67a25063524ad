/** Addresses after rewriting, and the order of remotes. */
import { expect, it } from 'vitest';
import { addressesOf, inOrderOfTrust } from '../../../../server/present/links/remotes.ts';

const rewrites = [
  { base: 'https://github.com/', prefix: 'gh:', push: false },
  { base: 'https://github.com/ada/', prefix: 'gh:me/', push: false },
  { base: 'git@github.com:', prefix: 'https://github.com/', push: true },
  { base: '/mirror/', prefix: 'https://example.com/', push: false },
];

it.each([
  ['nothing to rewrite', ['git@host:a/b'], [], ['git@host:a/b']],
  ['insteadOf', ['gh:bob/x'], [], ['https://github.com/bob/x', 'gh:bob/x']],
  ['the longest insteadOf', ['gh:me/x'], [], ['https://github.com/ada/x', 'gh:me/x']],
  ['pushInsteadOf', ['https://github.com/a/b'], [], ['https://github.com/a/b', 'git@github.com:a/b']],
  [
    'a push URL, which only insteadOf applies to',
    ['/srv/x'],
    ['gh:a/b'],
    ['/srv/x', 'https://github.com/a/b', 'gh:a/b'],
  ],
  ['a public address behind a mirror', ['https://example.com/a'], [], ['/mirror/a', 'https://example.com/a']],
])('knows the addresses with %s', (_, urls, pushUrls, expected) => {
  expect(addressesOf({ name: 'origin', urls, pushUrls }, rewrites)).toEqual(expected);
});

it.each([
  [['b', 'origin', 'a', 'upstream'], 'a', ['upstream', 'a', 'origin', 'b']],
  [['b', 'origin', 'a'], null, ['origin', 'b', 'a']],
])('trusts %j on a branch of %s in the order %j', (names, branch, expected) => {
  expect(
    inOrderOfTrust(
      names.map((name) => ({ name })),
      branch,
    ).map(({ name }) => name),
  ).toEqual(expected);
});
