/** Open texts. */

import { expect, it } from 'vitest';
import { ChunkedText } from '../../../../server/base/chunkedText.ts';
import { Documents } from '../../../../server/service/documents/documents.ts';
import { share } from '../../../../server/service/documents/texts.ts';

it('knows the newest text of what is open, and nothing of what is closed', () => {
  const documents = new Documents();
  const old = { uri: 'a', version: 1, text: ChunkedText.of('one') };
  documents.set(old);
  const snapshot = documents.get('a');
  documents.set({ uri: 'a', version: 2, text: ChunkedText.of('two') });
  expect([snapshot, String(documents.get('a')?.text)]).toEqual([old, 'two']);
  documents.close('a');
  expect(documents.get('a')).toBeNull();
});

it('counts the memory of what is open', async () => {
  const documents = new Documents();
  const text = ChunkedText.of('one two three\n'.repeat(10_000));
  documents.set({ uri: 'a', version: 1, text });
  expect(documents.bytes).toBe(text.length);
  await share(text);
  expect(documents.bytes).toBeGreaterThanOrEqual(2 * text.length);
  expect(documents.bytes).toBeLessThan(4 * text.length);
  documents.close('a');
  expect(documents.bytes).toBe(0);
});
