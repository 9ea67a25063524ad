/** What the text of a configuration value means: truth values and numbers, with git's words when it means neither. */
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { ConfigEntry } from './configFile.ts';
import { GitError } from './errors.ts';

/** true/yes/on/1 and the key alone; false/no/off/0 and the empty value; any other number is true unless 0. */
export function parseBool(entry: ConfigEntry): boolean {
  const value = entry.value?.toLowerCase() ?? 'true';
  if (value === 'true' || value === 'yes' || value === 'on') return true;
  if (value === '' || value === 'false' || value === 'no' || value === 'off') return false;
  const number = scaledNumber(value);
  if (number !== null) return number !== 0;
  throw badValue('boolean', entry);
}

/** A number that fits 32 bits, with an optional unit k, m or g (powers of 1024). */
export function parseInt32(entry: ConfigEntry): number {
  const number = scaledNumber(entry.value ?? '');
  if (number === null || number > 0x7fff_ffff || number < -0x8000_0000) throw badValue('numeric', entry);
  return number;
}

/** The path with `~` or `~/` at its start resolved; other users' homes are not known and stay as they are. */
export function expandHome(path: string, home: string): string {
  return path === '~' || path.startsWith('~/') ? join(home, path.slice(1)) : path;
}

/** The file that a user's words name: `~` is HOME of the environment, what is not absolute lies under `top`. */
export function fileUnder(
  top: string,
  name: string,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const expanded = expandHome(name, environment['HOME'] ?? homedir());
  return isAbsolute(expanded) ? expanded : join(top, expanded);
}

const units: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** Decimal, octal (leading 0) or hexadecimal (0x), as C reads them. Null when it is no number. */
function scaledNumber(text: string): number | null {
  const match = /^\s*([+-]?)(0x[0-9a-f]+|\d+)([kmg]?)$/i.exec(text);
  if (match === null) return null;
  const [, sign, digits = '', unit = ''] = match;
  const octal = /^0\d/.test(digits);
  if (octal && /[89]/.test(digits)) return null;
  const size = octal ? Number.parseInt(digits, 8) : Number(digits);
  return (sign === '-' ? -size : size) * (units[unit.toLowerCase()] ?? 1);
}

function badValue(kind: string, { key, value, file, line }: ConfigEntry): GitError {
  const where = line > 0 ? ` in file ${file} at line ${line}` : ` in ${file}`;
  return new GitError(
    'unsupportedRepository',
    `bad ${kind} config value '${value ?? ''}' for '${key}'${where}`,
    {
      path: file,
    },
  );
}
