/** Names for questions to the engine: equal questions, equal names. */
import { createHash } from 'node:crypto';
import { madeOnce } from '../base/madeOnce.ts';
import { isSharedText } from '../base/sharedText.ts';
import type { BlameOptions } from '../blame/types.ts';
import type { Repository } from '../git/repository.ts';
import type { AskedOptions, EngineCalls, EngineMethod, ResolvedOptions } from '../worker/messages.ts';
import type { WorkLimits } from '../worker/timeLimit.ts';
import { hashOf } from './documents/texts.ts';

/** Equal questions, equal keys: everything that goes into the answer, texts by their names. `leftOut`: a field that does not. */
export function keyOf(
  method: EngineMethod,
  params: EngineCalls[EngineMethod]['params'],
  stamp: string,
  leftOut = '',
): string {
  words.length = 0;
  addFields(params, leftOut);
  return `${method} ${words.join(' ')} ${stamp}`;
}

/** What a key is remembered by: keys are some hundred characters long, and thousands of them outlive their questions. */
export function shortKey(key: string): string {
  return createHash('sha256').update(key).digest('base64');
}

/** Equal options of the engine, equal keys, however many commits are ignored. */
export const optionsKey: (options: BlameOptions) => string = madeOnce((options) => {
  const ignoreRevs = [...options.ignoreRevs].sort();
  return createHash('sha1')
    .update(JSON.stringify({ ...options, ignoreRevs }))
    .digest('hex');
});

/** Options as they were asked for, as a text. */
export const askedText: (asked: AskedOptions) => string = madeOnce((asked) => JSON.stringify(asked));

/** The same with what a question may cost. */
export function askedWithin(asked: AskedOptions, limits: WorkLimits | undefined): string {
  return `${askedText(asked)} ${limits?.milliseconds} ${limits?.bytes}`;
}

/** What the key that is being made consists of: each question has several, and none of their parts outlives it. */
const words: string[] = [];

/** Texts as their hashes: as JSON, a huge file would be a number for each of its bytes, which takes seconds. */
function addValue(value: unknown, name: string): void {
  if (typeof value === 'string') addText(value);
  else if (typeof value !== 'object' || value === null) words.push(String(value));
  else if (value instanceof Uint8Array) words.push(hashOf(value));
  else if (isSharedText(value)) addText(value.name);
  else if (value instanceof Set) addText(JSON.stringify([...value]));
  else if (name === 'options' && isWhole(value)) words.push(optionsKey(value));
  else if (name === 'repository') addText((value as Repository).gitDir);
  else if (Array.isArray(value)) addText(JSON.stringify(value));
  else addFields(value);
}

function addFields(fields: object, leftOut = ''): void {
  for (const name in fields) {
    const value = fields[name as keyof typeof fields];
    if (value === undefined || name === leftOut) continue;
    words.push(name);
    addValue(value, name);
  }
  words.push('end');
}

/** With its length before it: whatever is in it, it can't be taken for something else. */
function addText(text: string): void {
  words.push(`"${text.length}`, text);
}

function isWhole(options: object): options is BlameOptions {
  return 'ignoreRevs' in options;
}

/** What names and recorded history are at the moment: it goes into answers beside the job. */
export const stampOf: (resolved: ResolvedOptions) => string = madeOnce(
  ({ mailmap, overrides }) => `${mailmap} ${overrides}`,
);
