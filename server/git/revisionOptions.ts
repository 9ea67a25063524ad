/** Options that stand among revisions: whole sets of references, and what turns or narrows the revisions around them. */
import { GitError } from './errors.ts';
import type { Oid } from './oid.ts';
import { peelTo } from './peel.ts';
import { followRef, listRefs, type Ref } from './refs.ts';
import type { RevisionSource } from './revisionName.ts';
import { wildmatch } from './wildmatch.ts';

const WORDS = /^--(?:all|branches|tags|remotes|not|(?:no|do)-walk)$/;
const WITH_VALUES = /^--(?:branches|tags|remotes|glob|exclude|no-walk)=/;

/** True for the options that `parseRevisionArguments` knows. */
export function isRevisionOption(word: string): boolean {
  return WORDS.test(word) || WITH_VALUES.test(word);
}

/** How the references are to be taken. */
export interface ReferenceChoice {
  /** Patterns of names that are left out. */
  readonly excluded: readonly string[];
  /** What leads to no commit is a mistake here, and of no account among exclusions. */
  readonly isPositive: boolean;
}

interface NamedReference {
  readonly text: string;
  readonly oid: Oid;
}

/**
 * The commits of `--all`, `--branches`, `--tags`, `--remotes` (with or without `=pattern`) or `--glob=pattern`, in the order
 * of their names. Throws GitError 'badRevision' for one that is wanted and leads to no commit.
 */
export async function referencesNamed(
  source: RevisionSource,
  option: string,
  { excluded, isPositive }: ReferenceChoice,
): Promise<NamedReference[]> {
  const references = await referencesOf(source, option);
  const found: NamedReference[] = [];
  for (const { name, oid } of references) {
    if (oid === null || excluded.some((pattern) => matches(pattern, name))) continue;
    const commit = peelTo(source.reader, oid, 'commit');
    if (commit !== null) found.push({ text: name, oid: commit });
    // After two commits the mistake is another one: that there are two.
    else if (isPositive && found.length < 2) throw new GitError('badRevision', `Non commit ${name}?`);
  }
  return found;
}

const PLACES: Readonly<Record<string, string>> = {
  branches: 'refs/heads/',
  tags: 'refs/tags/',
  remotes: 'refs/remotes/',
};

async function referencesOf(
  { repository, reader: { cancel } }: RevisionSource,
  option: string,
): Promise<Ref[]> {
  const [, kind = '', pattern] = /^--(\w+)(?:=(.*))?$/s.exec(option) ?? [];
  const place = PLACES[kind];
  if (kind === 'all') {
    const head = await followRef(repository, 'HEAD');
    return [...(await listRefs(repository, 'refs/', cancel)), ...(head === null ? [] : [head])];
  }
  if (place === undefined) {
    const whole = wholePattern(pattern?.startsWith('refs/') ? pattern : `refs/${pattern}`);
    return (await listRefs(repository, 'refs/', cancel)).filter(({ name }) => matches(whole, name));
  }
  const references = await listRefs(repository, place, cancel);
  const whole = pattern === undefined ? null : wholePattern(place + pattern);
  // The messages, and the patterns of exclusions, know these without the beginning that they have in common.
  return references
    .filter(({ name }) => whole === null || matches(whole, name))
    .map((reference) => ({ ...reference, name: reference.name.slice(place.length) }));
}

/** A name without wildcards stands for everything below it. */
function wholePattern(pattern: string): string {
  if (/[?*[]/.test(pattern)) return pattern;
  return pattern.endsWith('/') ? `${pattern}*` : `${pattern}/*`;
}

function matches(pattern: string, name: string): boolean {
  return wildmatch(pattern, name, { pathname: false, ignoreCase: false });
}
