/** Names for questions to the engine: equal questions, equal names. */
import { createHash } from 'node:crypto';
import { isSharedText } from '../base/sharedText.ts';
import type { BlameOptions } from '../blame/types.ts';
import type { Repository } from '../git/repository.ts';
import type { EngineCalls, EngineMethod, ResolvedOptions } from '../worker/messages.ts';
import { hashOf } from './documents/texts.ts';

/** Equal questions, equal keys: everything that goes into the answer, texts by their names. */
export function keyOf(
  method: EngineMethod,
  params: EngineCalls[EngineMethod]['params'],
  stamp: string,
): string {
  return `${method} ${JSON.stringify(asKey(params))} ${stamp}`;
}

/** What a key is remembered by: keys are some hundred characters long, and thousands of them outlive their questions. */
export function shortKey(key: string): string {
  return createHash('sha256').update(key).digest('base64');
}

const optionKeys = new WeakMap<BlameOptions, string>();

/** Equal options of the engine, equal keys, however many commits are ignored. */
export function optionsKey(options: BlameOptions): string {
  const known = optionKeys.get(options);
  if (known !== undefined) return known;
  const ignoreRevs = [...options.ignoreRevs].sort();
  const key = createHash('sha1')
    .update(JSON.stringify({ ...options, ignoreRevs }))
    .digest('hex');
  optionKeys.set(options, key);
  return key;
}

/**
 * The same with texts as their hashes. Not by a replacer of `JSON.stringify`: before it is asked, a Buffer has turned itself into an
 * array with a number for each byte, which takes seconds for a huge file.
 */
function asKey(value: unknown, name = ''): unknown {
  if (value instanceof Uint8Array) return hashOf(value);
  if (typeof value === 'object' && value !== null && isSharedText(value)) return value.name;
  if (value instanceof Set) return [...value];
  if (name === 'options' && isWhole(value)) return optionsKey(value);
  if (name === 'repository') return (value as Repository).gitDir;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, asKey(each, key)]));
}

function isWhole(options: unknown): options is BlameOptions {
  return typeof options === 'object' && options !== null && 'ignoreRevs' in options;
}

/** What names and recorded history are at the moment: it goes into answers beside the job. */
export function stampOf({ mailmap, overrides }: ResolvedOptions): string {
  return `${mailmap} ${overrides}`;
}
