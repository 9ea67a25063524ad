/** Names for questions to the engine: equal questions, equal names. */
import { isSharedText } from '../base/sharedText.ts';
import type { BlameOptions } from '../blame/types.ts';
import type { Repository } from '../git/repository.ts';
import type { EngineCalls, EngineMethod, ResolvedOptions } from '../worker/messages.ts';
import { hashOf } from './texts.ts';

/** Equal questions, equal keys: everything that goes into the answer, texts by their names. */
export function keyOf(
  method: EngineMethod,
  params: EngineCalls[EngineMethod]['params'],
  stamp: string,
): string {
  return `${method} ${JSON.stringify(asKey(params))} ${stamp}`;
}

/** Equal options of the engine, equal keys. */
export function optionsKey(options: BlameOptions): string {
  return JSON.stringify(asKey(options));
}

/**
 * The same with texts as their hashes. Not by a replacer of `JSON.stringify`: before it is asked, a Buffer has turned itself into an
 * array with a number for each byte, which takes seconds for a huge file.
 */
function asKey(value: unknown, name = ''): unknown {
  if (value instanceof Uint8Array) return hashOf(value);
  if (typeof value === 'object' && value !== null && isSharedText(value)) return value.name;
  if (value instanceof Set) return [...value];
  if (name === 'repository') return (value as Repository).gitDir;
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, asKey(each, key)]));
}

/** What names and recorded history are at the moment: it goes into answers beside the job. */
export function stampOf({ mailmap, overrides }: ResolvedOptions): string {
  return `${mailmap} ${overrides}`;
}
