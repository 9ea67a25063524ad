/** Kinds of values that users and clients write, with the words to say what was expected. */

export interface Kind<Value> {
  /** After "must be". */
  readonly words: string;
  fits(value: unknown): value is Value;
}

export const boolean: Kind<boolean> = {
  words: 'true or false',
  fits: (value): value is boolean => typeof value === 'boolean',
};

export const text: Kind<string> = {
  words: 'a string',
  fits: (value): value is string => typeof value === 'string',
};

/** One string or several. */
export const texts: Kind<string | readonly string[]> = {
  words: 'a string or a list of strings',
  fits: (value): value is string | readonly string[] => text.fits(value) || isTextList(value),
};

export const textList: Kind<readonly string[]> = { words: 'a list of strings', fits: isTextList };

export function between(least: number, most: number): Kind<number> {
  return {
    words: `a whole number from ${least} to ${most}`,
    fits: (value): value is number =>
      typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most,
  };
}

export function oneOf<Value extends string>(...values: readonly Value[]): Kind<Value> {
  return {
    words: `one of ${values.join(', ')}`,
    fits: (value): value is Value => (values as readonly unknown[]).includes(value),
  };
}

export function either<A, B>(first: Kind<A>, second: Kind<B>): Kind<A | B> {
  return {
    words: `${first.words}, or ${second.words}`,
    fits: (value): value is A | B => first.fits(value) || second.fits(value),
  };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
