/** Going through the lines of a text: the same ones as splitting it gives, with polls in between. */
import { expect, test } from 'vitest';
import { neverCancelled } from '../../../server/base/cancel.ts';
import { eachLine } from '../../../server/base/eachLine.ts';

test.each(['', '\n', 'a', 'a\n', 'a\nb', '\n\na\r\n\n', 'caf\xe9\nend'])('%j', (text) => {
  for (const form of [text, Buffer.from(text, 'latin1'), new Uint8Array(Buffer.from(text, 'latin1'))]) {
    const lines: string[] = [];
    eachLine(form, neverCancelled, (line) => lines.push(line));
    expect(lines).toEqual(text.split('\n'));
  }
});
