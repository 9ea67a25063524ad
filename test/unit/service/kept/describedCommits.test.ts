/** What commits say as bytes and back, and bytes that are none. */
import { deflateRawSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { parseRecords, recordBytes } from '../../../../server/service/kept/describedCommits.ts';
import { fakePerson } from '../../../support/fakeService.ts';

const record = { summary: 'Say so \u00e4', author: fakePerson, committer: { ...fakePerson, name: 'Bea' } };

it('they are the same again', () => {
  const described = { stamp: 'names', commits: { aa: record, bb: record } };
  expect(parseRecords(recordBytes(described))).toEqual(described);
});

it.each([
  'no JSON',
  '[]',
  '{"commits":{}}',
  '{"stamp":"s","commits":null}',
  '{"stamp":"s","commits":{"aa":{}}}',
  JSON.stringify({ stamp: 's', commits: { aa: { ...record, author: { ...fakePerson, time: 'now' } } } }),
])('%s is nothing', (text) => {
  expect(parseRecords(deflateRawSync(text))).toBeNull();
  expect(parseRecords(Buffer.from(text))).toBeNull();
});
