/** The user's own rules for remotes: which pages a host has that can't be told by its name. */
import { type Forge, forgeOf, forges, type PageTemplates } from './forges.ts';
import { type RemoteUrl, webOrigin } from './remoteUrl.ts';
import { encodeSegment, isWebAddress } from './urlText.ts';

/** What a user says of the remotes that fit a pattern. */
export interface RemoteRule extends PageTemplates {
  /** One of the forges' types; missing where the URL tells, or where the templates say everything. */
  readonly type?: string;
  /** The start of the site's URLs (`https://git.example.com`), where it is not on the remote's host. */
  readonly web?: string;
}

/** By pattern: `*` stands for anything but a slash, `**` for anything; compared with `host/path`, without regard to case. */
export type RemoteRules = Readonly<Record<string, RemoteRule>>;

/** A forge for one remote, and the values of its templates' fields. */
export interface Site {
  readonly name: string;
  readonly pages: PageTemplates;
  readonly values: Readonly<Record<string, string>>;
  readonly forge: Forge | null;
}

export const forgeTypes: readonly string[] = forges.map(({ type }) => type);

const templateFields = [
  'base',
  'origin',
  'host',
  'path',
  'owner',
  'name',
  'commit',
  'file',
  'line',
  'endLine',
  'number',
  'next',
  'plain',
];

/** Complaints about a rule, in words that go on after its name; none for one that can be used. */
export function faultsOfRule({ type, web, ...pages }: RemoteRule): string[] {
  const faults: string[] = [];
  if (type !== undefined && !forgeTypes.includes(type))
    faults.push(`type must be one of ${forgeTypes.join(', ')}`);
  if (web !== undefined && !isWebAddress(web))
    faults.push('web must be an address that begins with https://');
  for (const [name, template] of Object.entries(pages)) {
    const unknown = [...template.matchAll(/\{(\w+)\}/g)]
      .map(([, field = '']) => field)
      .filter((field) => !templateFields.includes(field));
    if (unknown.length > 0) faults.push(`${name} has no field {${unknown[0]}}`);
    const sample = template.replace(/^\{(base|origin)\}/, 'https://host').replace(/\{\w+\}/g, 'x');
    if (!isWebAddress(sample)) faults.push(`${name} must be a web address`);
  }
  return faults;
}

/** Where a remote's pages are; null when nobody can tell. The first rule that fits counts before anything guessed. */
export function siteOf(remote: RemoteUrl, rules: RemoteRules): Site | null {
  const subject = `${remote.host}/${remote.path.join('/')}`.toLowerCase();
  const rule = Object.entries(rules).find(([pattern]) => fits(pattern.toLowerCase(), subject))?.[1];
  const forge =
    rule?.type === undefined ? forgeOf(remote) : (forges.find(({ type }) => type === rule.type) ?? null);
  const origin = rule?.web?.replace(/\/+$/, '') ?? webOrigin(remote);
  const place = forge?.place(remote, origin) ?? null;
  if (place === null && rule === undefined) return null;
  const { type: _, web: __, ...pages } = rule ?? {};
  return {
    name: forge?.name ?? remote.host,
    pages: place === null ? pages : { ...forge?.pages, ...pages },
    values: { ...ownValues(remote, origin), ...place },
    forge,
  };
}

function ownValues({ host, path }: RemoteUrl, origin: string): Record<string, string> {
  const encoded = path.map(encodeSegment);
  return {
    host,
    origin,
    path: encoded.join('/'),
    owner: encoded.slice(0, -1).join('/'),
    name: encoded.at(-1) ?? '',
    base: [origin, ...encoded].join('/'),
  };
}

/** In time that grows with the product of both lengths at most: rules may come with a workspace. */
function fits(pattern: string, text: string): boolean {
  const tokens = pattern.match(/\*\*|./gs) ?? [];
  let ends = new Set([0]);
  for (const token of tokens) {
    const next = new Set<number>();
    for (const end of ends) {
      if (!token.startsWith('*')) {
        if (text[end] === token) next.add(end + 1);
        continue;
      }
      for (let at = end; at <= text.length && !next.has(at); at++) {
        next.add(at);
        if (token === '*' && text[at] === '/') break;
      }
    }
    ends = next;
  }
  return ends.has(text.length);
}
