/** What a user can set, checked, with defaults that suit the client. */

/** The part of the configuration named `blame`. */
export interface Settings {
  readonly hover: boolean;
  readonly codeLens: boolean;
  readonly inlayHint: boolean;
  /** Engine threads; null for one less than the machine has cores, between 1 and 4. Read once, at the start. */
  readonly threads: number | null;
  /** Most memory for finished blames, in megabytes. Read once, at the start. */
  readonly cacheMegabytes: number;
}

/** Settings and what was wrong with the input, in words for the log. */
export interface ParsedSettings {
  readonly settings: Settings;
  readonly complaints: readonly string[];
}

/** Clients where hints do harm by default: two hint servers break each other in Neovim; Zed shows blame itself. */
const withoutHints = /^(neovim|zed)\b/i;

/** Defaults for a client by the name it gives itself; null when it gives none. */
export function defaultSettings(clientName: string | null): Settings {
  return {
    hover: true,
    codeLens: true,
    inlayHint: clientName === null || !withoutHints.test(clientName),
    threads: null,
    cacheMegabytes: 64,
  };
}

/**
 * Lays what a user wrote over `base`. The input is the section itself or an object that holds it under `blame`;
 * null, missing and empty mean the base; wrong values are complained about and ignored.
 */
export function parseSettings(input: unknown, base: Settings): ParsedSettings {
  const section = isObject(input) && 'blame' in input ? input['blame'] : input;
  if (section === null || section === undefined) return { settings: base, complaints: [] };
  if (!isObject(section)) return { settings: base, complaints: ['the section "blame" must be an object'] };
  const complaints: string[] = [];
  const read = <Value>(name: string, fallback: Value, kind: Kind<Value>): Value => {
    const value = section[name];
    if (value === undefined || value === null) return fallback;
    if (kind.fits(value)) return value;
    complaints.push(`setting blame.${name} must be ${kind.words}`);
    return fallback;
  };
  const settings = {
    hover: read('hover', base.hover, boolean),
    codeLens: read('codeLens', base.codeLens, boolean),
    inlayHint: read('inlayHint', base.inlayHint, boolean),
    threads: read<number | null>('threads', base.threads, between(1, 64)),
    cacheMegabytes: read('cacheMegabytes', base.cacheMegabytes, between(1, 4096)),
  };
  for (const name of Object.keys(section)) {
    if (!(name in settings)) complaints.push(`there is no setting blame.${name}`);
  }
  return { settings, complaints };
}

interface Kind<Value> {
  readonly words: string;
  fits(value: unknown): value is Value;
}

const boolean: Kind<boolean> = {
  words: 'true or false',
  fits: (value): value is boolean => typeof value === 'boolean',
};

function between(least: number, most: number): Kind<number> {
  return {
    words: `a whole number from ${least} to ${most}`,
    fits: (value): value is number =>
      typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most,
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
