/** Options as they are kept beyond the process: as JSON, and checked for their form when they come back. */
import { defaultOptions } from '../../blame/types.ts';
import type { Repository } from '../../git/repository.ts';
import type { AskedOptions, ResolvedOptions } from '../../worker/messages.ts';
import { isObject } from '../settings/valueKinds.ts';
import { isTexts, type LastingAnswers, type Subject, type Told } from './lastingAnswers.ts';

/** Null when nothing is kept, or something may have changed. `look` is waited for before the files are looked at. */
export async function recallOptions(
  answers: LastingAnswers,
  { repository, asked }: Pick<KeptOptions, 'repository' | 'asked'>,
  look: (files: readonly string[]) => Promise<void>,
): Promise<ResolvedOptions | null> {
  return asResolved(await answers.recall(subjectOf(repository, asked), look));
}

/** Keeps them in a while, if `ask`, which finds out anew, then comes to something that hangs on the same files. */
export function keepOptions(
  answers: LastingAnswers,
  { repository, asked, files }: KeptOptions,
  ask: () => Promise<ResolvedOptions>,
): void {
  answers.keep(subjectOf(repository, asked), { files, ask: async () => told(await ask()) });
}

interface KeptOptions {
  readonly repository: Repository;
  readonly asked: AskedOptions;
  readonly files: readonly string[];
}

function subjectOf(repository: Repository, asked: AskedOptions): Subject {
  return { repository, name: `options ${JSON.stringify(asked)}` };
}

/** A file of grafts is bytes, and rare. */
function told(resolved: ResolvedOptions): Told {
  const { options, files } = resolved;
  const answer = { ...resolved, options: { ...options, ignoreRevs: [...options.ignoreRevs] } };
  return { files: resolved.grafts === null ? files : null, answer };
}

/** Null when it is not what `told` makes. */
function asResolved(answer: unknown): ResolvedOptions | null {
  if (!isObject(answer) || !isObject(answer['options']) || !isTexts(answer['files'])) return null;
  const { options, sources } = answer;
  if (!Object.keys(defaultOptions).every((name) => name in options)) return null;
  if (!isTexts(options['ignoreRevs']) || !isTexts(answer['warnings']) || !isObject(sources)) return null;
  if (![answer['mailmap'], answer['config'], answer['overrides']].every((text) => typeof text === 'string'))
    return null;
  const whole = { ...answer, options: { ...options, ignoreRevs: new Set(options['ignoreRevs']) } };
  return whole as unknown as ResolvedOptions;
}
