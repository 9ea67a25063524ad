/** Options of a blame as users and clients write them: which there are, and what their values may be. */
import type { AskedOptions } from '../../worker/messages.ts';
import { between, boolean, either, type Kind, oneOf, text, textList, texts } from './valueKinds.ts';

const SCORE = between(0, 1_000_000_000);
const NO_FILE: Kind<false> = {
  words: 'false',
  schema: { const: false },
  fits: (value): value is false => value === false,
};
const COPIES: Kind<0 | 1 | 2 | 3> = {
  words: '0, 1, 2 or 3',
  schema: { enum: [0, 1, 2, 3] },
  fits: (value): value is 0 | 1 | 2 | 3 => [0, 1, 2, 3].includes(value as number),
};

/** What each may be. */
export const askedOptionKinds: {
  readonly [Name in keyof Required<AskedOptions>]: Kind<Required<AskedOptions>[Name]>;
} = {
  revision: texts,
  reverse: boolean,
  ignoreWhitespace: boolean,
  detectMoves: either(boolean, SCORE),
  detectCopies: COPIES,
  copyScore: SCORE,
  ignoreRevs: textList,
  ignoreRevsFile: either(NO_FILE, texts),
  findIgnoreRevs: boolean,
  firstParent: boolean,
  root: boolean,
  followRenames: boolean,
  since: text,
  diffAlgorithm: oneOf('myers', 'minimal', 'patience', 'histogram'),
  indentHeuristic: boolean,
  textconv: boolean,
  revsFile: text,
  lines: texts,
};

export const askedOptionNames: readonly string[] = Object.keys(askedOptionKinds);

/** Those that choose what is looked at rather than how, which a setting for all files can't. */
const ofOneQuestion = ['revision', 'reverse', 'lines'];

export const optionSettingNames: readonly string[] = askedOptionNames.filter(
  (name) => !ofOneQuestion.includes(name),
);

/**
 * The options of an object. What is wrong is told to `complain` (as `<name> must be ...`, `there is no option <name>`)
 * and left out; null counts as not there.
 */
export function readAskedOptions(
  fields: Readonly<Record<string, unknown>>,
  complain: (words: string) => void,
): AskedOptions {
  const read: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    const kind: Kind<unknown> | undefined = Object.hasOwn(askedOptionKinds, name)
      ? askedOptionKinds[name as keyof AskedOptions]
      : undefined;
    if (kind === undefined) complain(`there is no option ${name}`);
    else if (value === null || value === undefined) continue;
    else if (kind.fits(value)) read[name] = value;
    else complain(`${name} must be ${kind.words}`);
  }
  return read;
}
