/** Colours as git's configuration writes them, and the ages they stand for. */
import { expect, test } from 'vitest';
import { ageColor, parseColor } from '../../../server/cli/colors.ts';
import { Fatal } from '../../../server/cli/faults.ts';

test.each([
  ['', ''],
  ['normal', ''],
  ['-1', ''],
  ['red', '\x1b[31m'],
  ['Red Blue', '\x1b[31;44m'],
  ['normal green', '\x1b[42m'],
  ['default', '\x1b[39m'],
  ['brightred', '\x1b[91m'],
  ['bold red', '\x1b[1;31m'],
  ['red ul bold', '\x1b[1;4;31m'],
  ['nobold', '\x1b[22m'],
  ['no-ul', '\x1b[24m'],
  ['7', '\x1b[37m'],
  ['8', '\x1b[90m'],
  ['16 255', '\x1b[38;5;16;48;5;255m'],
  ['#ff0080', '\x1b[38;2;255;0;128m'],
  ['reset red', '\x1b[m\x1b[31m'],
])('%j is %j', (text, expected) => {
  expect(parseColor(text)).toBe(expected);
});

test.each(['purple', '256', '-2', 'red red red', '#ff00', 'noboldd'])('%j is no colour', (text) => {
  expect(() => parseColor(text)).toThrow(Fatal);
});

test('the newest step that has begun gives the colour', () => {
  const steps = [
    { since: Number.NEGATIVE_INFINITY, color: 'old' },
    { since: 100, color: 'middle' },
    { since: 200, color: 'new' },
  ];
  expect([0, 99, 100, 199, 200].map((time) => ageColor(steps, time))).toEqual([
    'old',
    'old',
    'middle',
    'middle',
    'new',
  ]);
  expect(ageColor([], 5)).toBe('');
});
