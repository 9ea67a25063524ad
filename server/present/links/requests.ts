/** Finds the pull or merge request that a commit's message names. */
import type { RequestNotation } from './forges.ts';

export interface RequestMention {
  readonly number: number;
  /** `!` for merge requests, as their users write them. */
  readonly mark: '#' | '!';
  /** The repository's path on its host where the message says it (`group/project`); null for this one. */
  readonly project: string | null;
}

/** Each has the number in its first group, and the project in the second if there is one. */
const notations: Readonly<Record<RequestNotation, readonly RegExp[]>> = {
  number: [/^[^\n]*\(#(\d+)\)[ \t]*(?:\n|$)/, /^Merge pull request #(\d+)\b/],
  pull: [
    /^Merge pull request '[^\n]*' \(#(\d+)\)/,
    /^Merged in [^\n]*\(pull request #(\d+)\)/,
    /^Pull request #(\d+)[:\s]/,
    /^Merge pull request #(\d+) in /,
  ],
  merge: [
    /^See merge request (?:(?<project>[\w.-]+(?:\/[\w.-]+)+))?!(\d+)[ \t]*$/m,
    /^[^\n]*\(!(\d+)\)[ \t]*(?:\n|$)/,
  ],
  azure: [/^Merged PR (\d+):/, /^Merge pull request (\d+) from /],
  review: [
    /^Reviewed-on: https?:\/\/[^\s/]+\/(?:[^\s]*\/)?\+\/(\d+)\/?[ \t]*$/im,
    /^Reviewed-on: https?:\/\/[^\s/]+\/[^\s]*\/pulls\/(\d+)[ \t]*$/im,
    /^Reviewed-on: https?:\/\/[^\s/]+\/(\d+)\/?[ \t]*$/im,
  ],
};

/** Where a message is longer, its middle is not looked at: mentions stand at the start and at the end. */
const LOOKED_AT = 20_000;

/** Null when the message names none in a way that is usual on the forge. */
export function requestIn(message: string, usual: readonly RequestNotation[]): RequestMention | null {
  const text =
    message.length > 2 * LOOKED_AT ? `${message.slice(0, LOOKED_AT)}\n${message.slice(-LOOKED_AT)}` : message;
  for (const notation of usual) {
    for (const pattern of notations[notation]) {
      const match = pattern.exec(text);
      const number = Number(match?.at(-1));
      if (!match || !Number.isSafeInteger(number) || number <= 0) continue;
      const project = match.groups?.['project'] ?? null;
      return { number, mark: notation === 'merge' ? '!' : '#', project };
    }
  }
  return null;
}
