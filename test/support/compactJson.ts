/** JSON as people write it: what fits on a line stands on one. */

const WIDTH = 120;

/** `indent`: blanks before the lines after the first. */
export function compactJson(value: unknown, indent = 0): string {
  const line = inline(value);
  if (line.length + indent <= WIDTH || typeof value !== 'object' || value === null) return line;
  const blanks = ' '.repeat(indent + 2);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const items = Array.isArray(value)
    ? value.map((each) => compactJson(each, indent + 2))
    : Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${compactJson(each, indent + 2)}`);
  return `${open}\n${items.map((item) => blanks + item).join(',\n')}\n${' '.repeat(indent)}${close}`;
}

function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${inline(each)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}
