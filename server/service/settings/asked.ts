/** What settings have a question ask for. */
import { madeOnce } from '../../base/madeOnce.ts';
import type { AskedOptions } from '../../worker/messages.ts';
import type { WorkLimits } from '../../worker/timeLimit.ts';
import type { Settings } from './settings.ts';

/** The limits of one question, in the engine's units. */
export const limitsOf: (settings: Settings) => WorkLimits = madeOnce(
  ({ timeLimitSeconds, maxFileMegabytes }) => ({
    milliseconds: timeLimitSeconds === null ? null : timeLimitSeconds * 1000,
    bytes: maxFileMegabytes === null ? null : maxFileMegabytes * 1024 * 1024,
  }),
);

/** What a question asks for that does not say. */
export const optionsOf: (settings: Settings) => AskedOptions = madeOnce(({ findIgnoreRevs, options }) =>
  findIgnoreRevs ? { findIgnoreRevs, ...options } : options,
);
