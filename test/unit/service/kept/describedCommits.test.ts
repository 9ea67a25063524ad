/** What commits say as bytes and back, and bytes that are none. */
import { deflateRawSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { parseRecords, recordBytes } from '../../../../server/service/kept/describedCommits.ts';
import { fakePerson } from '../../../support/fakeService.ts';
import { resultOf } from '../../../support/resultOf.ts';

const record = { summary: 'Say so \u00e4', author: fakePerson, committer: { ...fakePerson, name: 'Bea' } };

function many(count: number) {
  const commits = Array.from({ length: count }, (_, n) => [`c${n}`, { ...record, summary: `${n}` }]);
  return { stamp: 'names', commits: Object.fromEntries(commits) };
}

it.each([0, 1, 2, 499, 500, 501, 2500])('%i of them are the same again', (count) => {
  expect(resultOf(parseRecords(resultOf(recordBytes(many(count)))))).toEqual(many(count));
});

it('few of them are dealt with in one go, of thousands some hundreds', () => {
  const pauses = (work: Generator) => [...work].length;
  const [few, thousands] = [many(500), many(8000)];
  expect([pauses(recordBytes(few)), pauses(parseRecords(resultOf(recordBytes(few))))]).toEqual([0, 0]);
  expect([pauses(recordBytes(thousands)), pauses(parseRecords(resultOf(recordBytes(thousands))))]).toEqual([
    16, 15,
  ]);
});

/** A piece behind its length. */
function piece(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return Buffer.concat([length, bytes]);
}

it.each([
  'no JSON',
  '[]',
  '{"commits":{}}',
  '{"stamp":"s","commits":null}',
  '{"stamp":"s","commits":{"aa":{}}}',
  JSON.stringify({ stamp: 's', commits: { aa: { ...record, author: { ...fakePerson, time: 'now' } } } }),
])('%s is nothing', (text) => {
  expect(resultOf(parseRecords(piece(deflateRawSync(text))))).toBeNull();
  expect(resultOf(parseRecords(piece(Buffer.from(text))))).toBeNull();
  expect(resultOf(parseRecords(Buffer.from(text)))).toBeNull();
});

it('what was cut off is nothing, and pieces of two histories are not', () => {
  const [one, other] = [many(2), { ...many(2), stamp: 'other names' }].map((each) =>
    resultOf(recordBytes(each)),
  );
  for (let length = 0; length < (one?.length ?? 0); length++)
    expect(resultOf(parseRecords((one as Uint8Array).subarray(0, length)))).toBeNull();
  expect(resultOf(parseRecords(Buffer.concat([one as Uint8Array, other as Uint8Array])))).toBeNull();
  expect(resultOf(parseRecords(Buffer.concat([one as Uint8Array, one as Uint8Array])))).toEqual(many(2));
});
