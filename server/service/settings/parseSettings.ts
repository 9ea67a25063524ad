/** Reads what a user wrote as settings: what fits is taken, what does not is complained about, nothing is an error. */
import type { AskedOptions } from '../../worker/messages.ts';
import { optionSettingNames, readAskedOptions } from './askedOptions.ts';
import { nearestName } from './nearest.ts';
import type { PathSettings, Settings } from './settings.ts';
import { type PlainName, type Setting, settingTable } from './settingTable.ts';
import { isObject } from './valueKinds.ts';

/** Settings and what was wrong with the input, in words for the log. */
export interface ParsedSettings {
  readonly settings: Settings;
  readonly complaints: readonly string[];
}

type Section = Readonly<Record<string, unknown>>;
type Complain = (complaint: string) => void;

const plainNames = Object.keys(settingTable) as PlainName[];
const allNames: readonly string[] = [...plainNames, 'options', 'paths'];
const MOST_PATHS = 200;

/**
 * Lays what a user wrote over `base`. The input is the section itself or an object that holds it under `blame`;
 * null, missing and empty mean the base; wrong values are complained about and ignored.
 */
export function parseSettings(input: unknown, base: Settings): ParsedSettings {
  const section = isObject(input) && 'blame' in input ? input['blame'] : input;
  if (section === null || section === undefined) return { settings: base, complaints: [] };
  if (!isObject(section)) return { settings: base, complaints: ['the section "blame" must be an object'] };
  const complaints: string[] = [];
  const complain = (complaint: string) => void complaints.push(complaint);
  const values = readValues(section, { at: 'blame', names: allNames, complain });
  const paths = readPaths(section['paths'], complain);
  return { settings: { ...base, ...values, ...(paths !== null && { paths }) }, complaints };
}

interface Reading {
  /** Where the section is, for complaints. */
  readonly at: string;
  /** Settings there can be. */
  readonly names: readonly string[];
  readonly complain: Complain;
}

/** What of a section fits; `paths` is left to the caller. */
function readValues(section: Section, { at, names, complain }: Reading): Partial<Settings> {
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(section)) {
    if (!names.includes(name)) complain(unknownName(at, name, names));
    else if (name === 'options') {
      const options = readOptions(value, { at, complain });
      if (options !== null) values[name] = options;
    } else if (name !== 'paths' && isSaid(settingTable[name as PlainName], value)) {
      readValue(settingTable[name as PlainName], value, {
        take: (taken) => {
          values[name] = taken;
        },
        complain: (words) => complain(`setting ${at}.${name} must be ${words}`),
      });
    }
  }
  return values as Partial<Settings>;
}

/** Null stands for what is not said, but where it is a value of its own. */
function isSaid({ kind }: Setting<unknown>, value: unknown): boolean {
  return value !== undefined && (value !== null || kind.fits(null));
}

function readValue(
  { kind, synonyms }: Setting<unknown>,
  value: unknown,
  { take, complain }: { readonly take: (value: unknown) => void; readonly complain: Complain },
): void {
  const meant = synonyms?.has(value) ? synonyms.get(value) : value;
  if (kind.fits(meant)) take(meant);
  else complain([kind.words, kind.why?.(meant)].filter(Boolean).join(': '));
}

/** The options, wrong ones left out; null where there are none. */
function readOptions(
  value: unknown,
  { at, complain }: { readonly at: string; readonly complain: Complain },
): AskedOptions | null {
  if (value === undefined || value === null) return null;
  if (!isObject(value)) {
    complain(`setting ${at}.options must be an object`);
    return null;
  }
  const fields = Object.fromEntries(
    Object.entries(value).filter(([name]) => {
      const isSetting = optionSettingNames.includes(name);
      if (!isSetting) complain(unknownName(`${at}.options`, name, optionSettingNames));
      return isSetting;
    }),
  );
  return readAskedOptions(fields, (words) => complain(`setting ${at}.options.${words}`));
}

/** Settings of single files; null where there are none. */
function readPaths(value: unknown, complain: Complain): readonly PathSettings[] | null {
  if (value === undefined || value === null) return null;
  if (!Array.isArray(value) || value.length > MOST_PATHS) {
    complain(`setting blame.paths must be a list of at most ${MOST_PATHS} objects`);
    return null;
  }
  return value.flatMap((each: unknown, index) => {
    const at = `blame.paths[${index}]`;
    const pattern = isObject(each) ? each['pattern'] : undefined;
    if (!isObject(each) || typeof pattern !== 'string') {
      complain(`setting ${at} must be an object with a pattern`);
      return [];
    }
    const { pattern: _, ...section } = each;
    return [{ pattern, values: readValues(section, { at, names: pathNames, complain }) }];
  });
}

/** What can differ from file to file. */
export const pathNames: readonly string[] = [
  ...plainNames.filter((name) => settingTable[name].once !== true),
  'options',
];

function unknownName(at: string, name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  return `there is no setting ${at}.${name}${nearest === null ? '' : `; did you mean ${at}.${nearest}?`}`;
}
