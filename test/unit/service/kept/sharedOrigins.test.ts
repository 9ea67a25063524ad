/** Origins of many blames: one record of each, within bounds. */
import { expect, it } from 'vitest';
import { SharedOrigins } from '../../../../server/service/kept/sharedOrigins.ts';
import type { OriginRecord } from '../../../../server/worker/messages.ts';

/** As it comes from a thread: an object of its own. */
const origin = (commit: string, more: Partial<OriginRecord> = {}): OriginRecord => ({
  commit,
  path: 'a.c',
  previous: { commit: `before ${commit}`, path: 'a.c' },
  boundary: false,
  ...more,
});

it('equal origins are one record, others are not', () => {
  const origins = new SharedOrigins();
  const told = [origin('1'), origin('2', { previous: null, boundary: true }), origin('1', { path: 'b.c' })];
  const first = origins.shared(told);
  expect(first).toEqual(told);
  const changes = [
    origin('1', { boundary: true }),
    origin('1', { previous: null }),
    origin('1', { previous: { commit: 'x', path: 'a.c' } }),
    origin('1', { previous: { commit: 'before 1', path: 'c.c' } }),
  ];
  for (const change of changes) {
    expect(origins.shared([origin('2', { previous: null, boundary: true })])[0]).toBe(first[1]);
    expect(origins.shared([change])).toEqual([change]);
  }
  expect(origins.shared([origin('1', { path: 'b.c' })])[0]).toBe(first[2]);
});

it('a thousand blames of a file take no more records than one', () => {
  const origins = new SharedOrigins();
  const named = new Set<OriginRecord>();
  for (let blame = 0; blame < 1000; blame++)
    for (const one of origins.shared(Array.from({ length: 20 }, (_, n) => origin(`${n}`)))) named.add(one);
  expect([named.size, origins.size]).toEqual([20, 20]);
});

it('what is named again stays, what is not goes, and there are never more than may be', () => {
  const origins = new SharedOrigins(100);
  const [often] = origins.shared([origin('often')]);
  for (let n = 0; n < 10_000; n++) {
    origins.shared([origin(`${n}`, { path: `${n % 7}.c` })]);
    expect(origins.shared([origin('often')])[0]).toBe(often);
    expect(origins.size).toBeLessThanOrEqual(100);
  }
  const [last] = origins.shared([origin('9999', { path: `${9999 % 7}.c` })]);
  expect(origins.shared([origin('9999', { path: `${9999 % 7}.c` })])[0]).toBe(last);
});
