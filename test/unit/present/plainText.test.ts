/** Text from repositories, made harmless. */
import { describe, expect, it } from 'vitest';
import {
  codeBlock,
  escapeMarkdown,
  inertText,
  plainLine,
  plainParagraphs,
} from '../../../server/present/plainText.ts';

const ESC = '\u001b';

describe('a plain line', () => {
  it.each([
    ['stays as it is', 'Ünïcödé 漢字 😀', 'Ünïcödé 漢字 😀'],
    ['has no line breaks', 'a\r\nb\u2028c', 'a b c'],
    ['has no escape sequences', `${ESC}[31mred${ESC}[0m ${ESC}]0;title\u0007x`, 'red x'],
    ['has no lone escapes', `a${ESC}`, 'a'],
    ['has no direction tricks', 'a\u202eb\u2066c\u200f', 'a b c'],
    ['has no invisible characters', 'a\u200bb\ufeffc\u{e0041}d', 'a b c d'],
    ['has no C1 controls', 'a\u009bb', 'a b'],
    ['has no halves of characters', 'a\ud83d b', 'a b'],
    ['is cut', 'abcdefghijklmnop', 'abcdefghi…'],
    ['is not cut through a character', 'abcdefgh😀😀', 'abcdefgh…'],
  ])('%s', (_, text, expected) => {
    expect(plainLine(text, 10 + (expected.length > 10 ? 20 : 0))).toBe(expected);
  });
});

it('keeps the line breaks of paragraphs and nothing else', () => {
  expect(plainParagraphs(`a\r\nb\t\u202ec${ESC}[1m\n\n`, 100)).toBe('a\nb     c');
});

describe('messages', () => {
  it.each([
    ['[click](command:run) ![i](http://x)', '[click] (command:run) ![i] (http://x)'],
    ['$(verified) Ada', '$ (verified) Ada'],
    ['a[1] (b) $x', 'a[1] (b) $x'],
  ])('have nothing to click on in %j', (text, expected) => {
    expect(inertText(text)).toBe(expected);
  });
});

describe('Markdown', () => {
  it.each([
    ['*bold* _it_ ~no~', '\\*bold\\* \\_it\\_ \\~no\\~'],
    ['[click](command:run)', '\\[click\\](command\\:run)'],
    ['<img src=x>', '\\<img src=x\\>'],
    ['![i](http://x)', '\\!\\[i\\](http\\://x)'],
    ['a@b.c &lt; `code` $x$', 'a\\@b.c \\&lt; \\`code\\` \\$x\\$'],
    ['see www.example.com', 'see www\\.example.com'],
    ['J. R. R. Tolkien-Smith', 'J. R. R. Tolkien-Smith'],
  ])('is taken out of %j', (text, expected) => {
    expect(escapeMarkdown(text)).toBe(expected);
  });

  it.each([
    ['plain', '```text\nplain\n```'],
    ['```\nout', '````text\n```\nout\n````'],
    ['`````', '``````text\n`````\n``````'],
  ])('can not be broken out of by %j', (text, expected) => {
    expect(codeBlock(text, 'text')).toBe(expected);
  });
});
