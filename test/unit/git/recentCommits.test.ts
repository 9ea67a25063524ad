/** The table of commits read last: it answers only for the very commit, and stays small. */
import { expect, it } from 'vitest';
import { RecentCommits } from '../../../server/git/recentCommits.ts';

const commit = (start: string, parents = 1) => ({
  oid: start.padEnd(40, '0'),
  parents: Array.from({ length: parents }, () => 'f'.repeat(40)),
});

it('gives back commits until another takes their place', () => {
  const recent = new RecentCommits<ReturnType<typeof commit>>(1 << 25);
  const [first, second, other] = [commit('abcd1'), commit('abcd2'), commit('abce1')];
  for (const each of [first, other]) recent.add(each);
  expect(recent.get(first.oid)).toBe(first);
  expect(recent.get(second.oid)).toBeNull();
  recent.add(second);
  expect(recent.get(first.oid)).toBeNull();
  expect([recent.get(second.oid), recent.get(other.oid)]).toEqual([second, other]);
  recent.clear();
  expect(recent.get(other.oid)).toBeNull();
  expect(recent.bytes).toBe(0);
});

it('has a place for every start of an id, and no more than asked for', () => {
  const recent = new RecentCommits<ReturnType<typeof commit>>(1 << 26);
  const small = new RecentCommits<ReturnType<typeof commit>>(10_000);
  const all = Array.from({ length: 1 << 16 }, (_, i) => commit(i.toString(16).padStart(4, '0')));
  for (const each of all) {
    recent.add(each);
    small.add(each);
  }
  expect(all.every((each) => recent.get(each.oid) === each)).toBe(true);
  expect(small.bytes).toBeLessThanOrEqual(10_000);
  expect(all.filter((each) => small.get(each.oid) !== null).length).toBe(16);
});

it('does not keep merges of very many', () => {
  const recent = new RecentCommits<ReturnType<typeof commit>>(1 << 20);
  recent.add(commit('a', 100));
  expect(recent.get(commit('a').oid)).toBeNull();
});
