/** Makes text from a repository fit to be shown: no control, no direction tricks, no markup, no endless lines. */

/** Control characters, characters that can't be seen or change the direction of text, halves of characters. */
const unfit = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const unfitInParagraphs = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const ESC = String.fromCharCode(0x1b);
const BEL = String.fromCharCode(0x07);
/** What terminals act upon: `ESC [ ... letter`, `ESC ] ... BEL`, `ESC letter`. */
const escapeSequence = new RegExp(
  `${ESC}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${BEL}${ESC}]*(?:${BEL}|${ESC}\\\\)?|[@-Z\\\\-_])`,
  'g',
);

/** One line, at most `limit` characters, with an ellipsis where it was cut. */
export function plainLine(text: string, limit: number): string {
  const line = text.replace(escapeSequence, '').replace(unfit, ' ').replace(/ {2,}/g, ' ').trim();
  return cut(line, limit);
}

/** Several lines, at most `limit` characters in all. */
export function plainParagraphs(text: string, limit: number): string {
  const clean = text.replace(escapeSequence, '').replace(/\r\n?/g, '\n').replace(/\t/g, '    ');
  return cut(clean.replace(unfitInParagraphs, ' ').trimEnd(), limit);
}

/**
 * Takes the meaning from everything that Markdown or HTML would act upon inside a line. What matters at the start
 * of a line only (`#`, `-`, `+`, `1.`) is left alone for clients that show the backslashes.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]<>&~|!$:@{}]/g, '\\$&')
    .replace(/\bwww\./gi, (www) => `${www.slice(0, 3)}\\.`);
}

/** For places where some editors make links of `[words](address)` and pictures of `$(name)`, without any other markup. */
export function inertText(text: string): string {
  return text.replace(/\](?=\()/g, '] ').replace(/\$(?=\()/g, '$ ');
}

/** Text as a code block that it can't end by itself. */
export function codeBlock(text: string, language: string): string {
  const runs = text.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return `${fence}${language}\n${text}\n${fence}`;
}

function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // Not through the middle of a surrogate pair.
  const end = /[\ud800-\udbff]/.test(text.charAt(limit - 2)) ? limit - 2 : limit - 1;
  return `${text.slice(0, end).trimEnd()}…`;
}
