/** Quotes paths the way git prints them in its machine-readable formats. */

const NAMED: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
};

/** A path (latin1 bytes) as git prints it: in C-style quotes when it holds bytes that need them. */
export function quotePath(path: string, quoteHighBytes: boolean): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control bytes are what is looked for
  const special = quoteHighBytes ? /[\x00-\x1f"\\\x7f-\xff]/g : /[\x00-\x1f"\\\x7f]/g;
  const quoted = path.replace(special, (byte) => NAMED[byte] ?? octal(byte));
  return quoted === path ? path : `"${quoted}"`;
}

function octal(byte: string): string {
  return `\\${byte.charCodeAt(0).toString(8).padStart(3, '0')}`;
}
