/** Open texts. */

import { expect, it } from 'vitest';
import { ChunkedText } from '../../../server/base/chunkedText.ts';
import { Documents } from '../../../server/service/documents.ts';

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
