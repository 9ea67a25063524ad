/** What the licences of everything in the package ask to be said. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface PackageFacts {
  readonly version: string;
  readonly license: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** The licences of packages and of all that they depend on, by name. Throws for one that is not installed or has no licence. */
export function licencesOf(names: readonly string[], top: string): string {
  const found = new Map<string, string>();
  const pending = [...names];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (found.has(name)) continue;
    const directory = join(top, 'node_modules', name);
    const facts = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as PackageFacts;
    found.set(name, `${name} ${facts.version} (${facts.license})\n\n${licenceIn(directory, facts.license)}`);
    pending.push(...Object.keys(facts.dependencies ?? {}));
  }
  const sorted = [...found].sort(([left], [right]) => (left < right ? -1 : 1));
  const rule = `\n\n${'-'.repeat(78)}\n\n`;
  return `${sorted.map(([, text]) => text.trim()).join(rule)}\n`;
}

/** A few packages name their licence and ship no text of it. */
function licenceIn(directory: string, name: string): string {
  const file = readdirSync(directory).find((entry) => /^licen[cs]e/i.test(entry));
  if (file !== undefined) return readFileSync(join(directory, file), 'utf8');
  if (!name) throw new Error(`${directory} has no licence`);
  return `Licence: ${name}`;
}
