/** Lines that nobody has committed. */
import { expect, it } from 'vitest';
import type { Repository } from '../../../server/git/repository.ts';
import { uncommittedOf } from '../../../server/service/uncommitted.ts';

it('are named as git names them', () => {
  const repository = { objectFormat: 'sha1' } as Repository;
  const path = Buffer.from('ä.txt').toString('latin1');
  const { oid, record } = uncommittedOf({ repository, path }, new Date(1_700_000_000_900));
  expect(oid).toBe('0'.repeat(40));
  expect(record.summary).toBe('Version of ä.txt from ä.txt');
  expect(record.author).toMatchObject({ name: 'Not Committed Yet', time: 1_700_000_000 });
  expect(record.author.timezone).toMatch(/^[+-]\d{4}$/);
});
