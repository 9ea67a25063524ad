/** What the real parts of an engine remember: a comparison of two blobs is made once, in each manner. */
import { rmSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { defaultDiffOptions, lineDiff } from '../../../server/diff/lineDiff.ts';
import { engineParts } from '../../../server/worker/engineParts.ts';
import { scratchDirectory } from '../../support/gitRepository.ts';
import { numbered, writeHistory } from '../../support/history.ts';
import { openRepository } from '../../support/repositoryReader.ts';

const directory = scratchDirectory('parts');
const lines = numbered('line', 20);
const ids = writeHistory(directory, [
  { id: 'before', files: { f: lines } },
  { id: 'after', files: { f: lines.replace('line 5\n', ' line 5\n').replace('line 9\n', 'nine\n') } },
]);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

it('compares two blobs without reading them again', () => {
  const execute = () => null as never;
  const setup = { cacheDirectory: null, cacheBytes: 0 };
  const parts = engineParts({ environment: {}, execute }, setup);
  const { reader, close } = openRepository(directory);
  const blobOf = (name: string) => parts.findBlob(reader, ids.get(name) ?? '', 'f') ?? '';
  const blobs = { before: blobOf('before'), after: blobOf('after') };
  const contents = [reader.data(blobs.before, 'blob'), reader.data(blobs.after, 'blob')] as const;
  let read = 0;
  const counting = Object.create(reader, {
    data: {
      value: (...args: Parameters<typeof reader.data>) => {
        read++;
        return reader.data(...args);
      },
    },
  }) as typeof reader;
  for (const ignoreWhitespace of [false, true]) {
    const options = { diffAlgorithm: 'myers', indentHeuristic: true, ignoreWhitespace } as const;
    const expected = lineDiff(...contents, { ...defaultDiffOptions, ignoreWhitespace });
    expect(parts.blobDiff(counting, blobs, options)).toEqual(expected);
    expect(read).toBe(2);
    expect(parts.blobDiff(counting, blobs, options)).toEqual(expected);
    expect(read).toBe(2);
    read = 0;
  }
  expect(parts.hunks.bytes).toBeGreaterThan(0);
  close();
});
