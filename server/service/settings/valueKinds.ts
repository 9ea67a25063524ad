/** Kinds of values that users and clients write, with the words to say what was expected. */

export type Schema = Readonly<Record<string, unknown>>;

export interface Kind<Value> {
  /** After "must be". */
  readonly words: string;
  /** The same as JSON Schema, as far as that can say it. */
  readonly schema: Schema;
  /** Why a value does not fit, where more can be said than what fits. */
  readonly why?: (value: unknown) => string | null;
  fits(value: unknown): value is Value;
}

export const boolean: Kind<boolean> = {
  words: 'true or false',
  schema: { type: 'boolean' },
  fits: (value): value is boolean => typeof value === 'boolean',
};

export const text: Kind<string> = {
  words: 'a string',
  schema: { type: 'string' },
  fits: (value): value is string => typeof value === 'string',
};

/** One string or several. */
export const texts: Kind<string | readonly string[]> = {
  words: 'a string or a list of strings',
  schema: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
  fits: (value): value is string | readonly string[] => text.fits(value) || isTextList(value),
};

export const textList: Kind<readonly string[]> = {
  words: 'a list of strings',
  schema: { type: 'array', items: { type: 'string' } },
  fits: isTextList,
};

export function between(least: number, most: number): Kind<number> {
  return {
    words: `a whole number from ${least} to ${most}`,
    schema: { type: 'integer', minimum: least, maximum: most },
    fits: (value): value is number =>
      typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most,
  };
}

export function oneOf<Value extends string>(...values: readonly Value[]): Kind<Value> {
  return {
    words: `one of ${values.join(', ')}`,
    schema: { enum: values },
    fits: (value): value is Value => (values as readonly unknown[]).includes(value),
  };
}

export function either<A, B>(first: Kind<A>, second: Kind<B>): Kind<A | B> {
  return {
    words: `${first.words}, or ${second.words}`,
    schema: { anyOf: [first.schema, second.schema] },
    fits: (value): value is A | B => first.fits(value) || second.fits(value),
  };
}

/** The same or null. */
export function orNull<Value>(kind: Kind<Value>): Kind<Value | null> {
  return {
    words: `${kind.words}, or null`,
    schema: { anyOf: [kind.schema, { type: 'null' }] },
    fits: (value): value is Value | null => value === null || kind.fits(value),
  };
}

/** A string of which something more is asked: `fault` says what is wrong with one, or null. */
export function textThat(words: string, fault: (value: string) => string | null): Kind<string> {
  return {
    words,
    schema: { type: 'string' },
    why: (value) => (typeof value === 'string' ? fault(value) : null),
    fits: (value): value is string => typeof value === 'string' && fault(value) === null,
  };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
