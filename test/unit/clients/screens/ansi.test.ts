/** What is read from a terminal's screen. */
import { describe, expect, it } from 'vitest';
import { readScreen, type Style } from '../../../../clients/screens/ansi.ts';

const ESCAPE = '\u001b';

describe('a screen', () => {
  const check = (captured: string, expected: readonly (readonly [number, string, Partial<Style>])[]) => {
    const runs = readScreen(captured).flat();
    expect(runs.map(({ column, text }) => [column, text])).toEqual(
      expected.map(([column, text]) => [column, text]),
    );
    for (const [index, [, , style]] of expected.entries()) expect(runs[index]?.style).toMatchObject(style);
  };

  it.each<[string, string, readonly (readonly [number, string, Partial<Style>])[]]>([
    [
      'plain text',
      'one\ntwo\n',
      [
        [0, 'one', { foreground: null, bold: false }],
        [0, 'two', {}],
      ],
    ],
    [
      'one of sixteen',
      `a${ESCAPE}[31mb${ESCAPE}[0mc`,
      [
        [0, 'a', {}],
        [1, 'b', { foreground: '#ef4444' }],
        [2, 'c', { foreground: null }],
      ],
    ],
    ['a bright background', `${ESCAPE}[102mb`, [[0, 'b', { background: '#4ade80' }]]],
    [
      'one of 256',
      `${ESCAPE}[38;5;196mb${ESCAPE}[48;5;240mc`,
      [
        [0, 'b', { foreground: '#ff0000' }],
        [1, 'c', { foreground: '#ff0000', background: '#585858' }],
      ],
    ],
    [
      'true colours and what follows them',
      `${ESCAPE}[1;38;2;1;2;3;4mb`,
      [[0, 'b', { foreground: '#010203', bold: true, underline: true }]],
    ],
    [
      'colons between parts',
      `${ESCAPE}[38:2::1:2:3;3mb`,
      [[0, 'b', { foreground: '#010203', italic: true }]],
    ],
    [
      'a curly line and none',
      `${ESCAPE}[4:3ma${ESCAPE}[4:0mb`,
      [
        [0, 'a', { underline: true }],
        [1, 'b', { underline: false }],
      ],
    ],
    [
      'columns, not bytes',
      `é▎${ESCAPE}[7mb`,
      [
        [0, 'é▎', {}],
        [2, 'b', { inverse: true }],
      ],
    ],
    [
      'no style across a reset, but across rows',
      `${ESCAPE}[1ma\nb${ESCAPE}[mc`,
      [
        [0, 'a', { bold: true }],
        [0, 'b', { bold: true }],
        [1, 'c', { bold: false }],
      ],
    ],
    [
      'no links and other sequences',
      `${ESCAPE}]8;;http://x${ESCAPE}\\a${ESCAPE}(b`,
      [
        [0, 'a', {}],
        [1, 'b', {}],
      ],
    ],
  ])('has %s', (_, captured, expected) => check(captured, expected));
});
