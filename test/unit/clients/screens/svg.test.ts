/** Pictures of screens. */
import { expect, it } from 'vitest';
import { readScreen } from '../../../../clients/screens/ansi.ts';
import { drawScreen } from '../../../../clients/screens/svg.ts';

const draw = (captured: string) => drawScreen({ title: 'a & b', columns: 20, rows: readScreen(captured) });

it('places words that are far apart by themselves', () => {
  const picture = draw('one two    three');
  expect(picture).toMatch(/<text x="14" [^>]*>one two<\/text><text x="96\.8" [^>]*>three<\/text>/);
});

it('has a rectangle where the background is another', () => {
  expect(draw('a').match(/<rect/g)).toHaveLength(1);
  expect(draw('\u001b[41ma').match(/<rect/g)).toHaveLength(2);
  expect(draw('\u001b[7ma')).toContain('fill="#d1d5db"/>');
});

it('is as high as the screen, and well formed whatever stands there', () => {
  expect(draw('\n\n')).toContain('height="82"');
  expect(draw('<&>')).toContain('>&lt;&amp;&gt;</text>');
  expect(draw('')).toContain('<title>a &amp; b</title>');
});
