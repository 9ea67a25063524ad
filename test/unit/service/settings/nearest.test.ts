/** What somebody may have meant. */
import { expect, test } from 'vitest';
import { nearestName } from '../../../../server/service/settings/nearest.ts';

const known = ['hover', 'codeLens', 'inlayHint', 'inlayHintWidth'];

test.each([
  ['hovver', 'hover'],
  ['hoevr', 'hover'],
  ['codelens', 'codeLens'],
  ['codeLenses', 'codeLens'],
  ['inlayHints', 'inlayHint'],
  ['inlayHintsWidth', 'inlayHintWidth'],
  ['x', null],
  ['colour', null],
  ['h'.repeat(100), null],
])('%s: %s', (name, expected) => {
  expect(nearestName(name, known)).toBe(expected);
});
