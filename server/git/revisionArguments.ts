/** Revisions on a command line: ranges, exclusions and their shorthands, taken apart into single commits. */
import { GitError } from './errors.ts';
import { mergeBases } from './mergeBase.ts';
import type { Oid } from './oid.ts';
import { findObject, resolveRevision } from './revision.ts';
import type { RevisionSource } from './revisionName.ts';
import { isRevisionOption, referencesNamed } from './revisionOptions.ts';

/** A commit and the words that named it, for messages. */
export interface NamedRevision {
  readonly text: string;
  readonly oid: Oid;
}

/** What history is asked for: what `positive` reaches without what `negative` reaches. In the order of the words. */
export interface RevisionSet {
  readonly positive: readonly NamedRevision[];
  readonly negative: readonly NamedRevision[];
  /** Ancestors of negative revisions are not looked up beforehand (`--no-walk`). */
  readonly noWalk: boolean;
}

interface Collected {
  readonly positive: NamedRevision[];
  readonly negative: NamedRevision[];
}

/**
 * `A`, `^A`, `A..B`, `A...B`, `A^@`, `A^!`, `A^-n`, sets of references such as `--branches`, and `--not`, which turns
 * those after it round. Throws what `resolveRevision` throws.
 */
export async function parseRevisionArguments(
  source: RevisionSource,
  texts: readonly string[],
): Promise<RevisionSet> {
  const collected: Collected = { positive: [], negative: [] };
  const turned: Collected = { positive: collected.negative, negative: collected.positive };
  let target = collected;
  let noWalk = false;
  let excluded: string[] = [];
  for (const text of texts) {
    const exclusions = collected.negative.length;
    if (text === '--not') target = target === collected ? turned : collected;
    else if (/^--(?:no|do)-walk(?:=|$)/.test(text)) noWalk = text.startsWith('--no-');
    else if (text.startsWith('--exclude=')) excluded.push(text.slice('--exclude='.length));
    else if (isRevisionOption(text)) {
      const isPositive = target === collected;
      target.positive.push(...(await referencesNamed(source, text, { excluded, isPositive })));
      excluded = [];
    } else if (!(await addRange(source, text, target)) && !(await addShorthand(source, text, target)))
      await addSingle(source, text, target);
    // Whoever excludes something afterwards asks for a walk.
    if (collected.negative.length > exclusions) noWalk = false;
  }
  return { ...collected, noWalk };
}

/** A missing end is HEAD; two dots alone are the parent directory. False when the word is no range. */
async function addRange(source: RevisionSource, text: string, target: Collected): Promise<boolean> {
  const range = /^(.*?)(\.\.\.?)(.*)$/s.exec(text);
  if (range === null || text === '..') return false;
  const [, left = '', dots, right = ''] = range;
  if (!(await existsBoth(source, left || 'HEAD', right || 'HEAD'))) return false;
  const from = await named(source, left || 'HEAD');
  const to = await named(source, right || 'HEAD');
  if (dots === '..') {
    target.negative.push(from);
    target.positive.push(to);
    return true;
  }
  const bases = mergeBases(source.reader, from.oid, to.oid);
  target.negative.push(...bases.map((oid) => ({ text: oid, oid })));
  target.positive.push(from, to);
  return true;
}

async function existsBoth(source: RevisionSource, left: string, right: string): Promise<boolean> {
  return (await findObject(source, left)) !== null && (await findObject(source, right)) !== null;
}

/** `^@`: all parents. `^!`: the commit without its parents. `^-n`: without its n-th parent. */
async function addShorthand(source: RevisionSource, text: string, target: Collected): Promise<boolean> {
  const match = /^(\^?)(.+)\^(@|!|-(\d*))$/s.exec(text);
  if (match === null) return false;
  const [, caret, base = '', kind = '', digits = ''] = match;
  const place = caret === '^' ? { positive: target.negative, negative: target.positive } : target;
  const commit = await named(source, base);
  const parents = source.reader.commit(commit.oid).parents.map((oid) => ({ text: base, oid }));
  if (kind === '@') {
    place.positive.push(...parents);
    return true;
  }
  const excluded = kind === '!' ? parents : parents.slice(Number(digits || '1') - 1, Number(digits || '1'));
  if (kind !== '!' && excluded.length === 0) throw new GitError('badRevision', `bad revision '${text}'`);
  place.negative.push(...excluded);
  place.positive.push({ text: base, oid: commit.oid });
  return true;
}

async function addSingle(source: RevisionSource, text: string, target: Collected): Promise<void> {
  if (!text.startsWith('^')) target.positive.push(await named(source, text));
  else {
    const excluded = await named(source, text.slice(1), text).catch(ignoreOtherObjects);
    if (excluded !== null) target.negative.push(excluded);
  }
}

/** Excluding what is no commit excludes nothing. */
function ignoreOtherObjects(error: unknown): null {
  if (error instanceof GitError && error.message.startsWith('Non commit')) return null;
  throw error;
}

async function named(source: RevisionSource, text: string, typed = text): Promise<NamedRevision> {
  try {
    return { text, oid: await resolveRevision(source, text) };
  } catch (error) {
    if (typed === text || !(error instanceof GitError) || !error.message.startsWith('bad revision'))
      throw error;
    throw new GitError('badRevision', `bad revision '${typed}'`, {}, error);
  }
}
