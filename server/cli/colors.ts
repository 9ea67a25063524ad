/** Colours of the human format: which line gets which, and git's way to write them. */

import { approximateDate } from '../git/approximateDate.ts';
import type { Config } from '../git/config.ts';
import { Fatal } from './faults.ts';

/** An escape sequence that switches a colour on; '' for none. */
export type Color = string;

export const RESET = '\x1b[m';

const NAMES: readonly string[] = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];
const ATTRIBUTES: Readonly<Record<string, number>> = {
  bold: 1,
  dim: 2,
  italic: 3,
  ul: 4,
  blink: 5,
  reverse: 7,
  strike: 9,
};
/** Attributes that one code switches off together. */
const OFF: Readonly<Record<string, number>> = {
  bold: 22,
  dim: 22,
  italic: 23,
  ul: 24,
  blink: 25,
  reverse: 27,
  strike: 29,
};

/** Reads a colour as git's configuration writes it: names, numbers, `#rrggbb`, attributes. Throws `Fatal`. */
export function parseColor(text: string): Color {
  const attributes: number[] = [];
  const grounds: string[] = [];
  for (const word of text.trim().toLowerCase().split(/\s+/)) {
    if (word === '') continue;
    if (word === 'reset') return RESET + parseColor(text.toLowerCase().replace(/\breset\b/, ''));
    const attribute = attributeCode(word);
    if (attribute !== null) attributes.push(attribute);
    else {
      const code = grounds.length < 2 ? groundCode(word, grounds.length === 0 ? 30 : 40) : null;
      if (code === null) throw new Fatal(`invalid color value: ${text}`);
      grounds.push(code);
    }
  }
  const codes = [...attributes.sort((a, b) => a - b).map(String), ...grounds.filter((code) => code !== '')];
  return codes.length === 0 ? '' : `\x1b[${codes.join(';')}m`;
}

function attributeCode(word: string): number | null {
  const negated = /^no-?(.+)$/.exec(word)?.[1];
  if (negated !== undefined && negated in OFF) return OFF[negated] ?? null;
  return ATTRIBUTES[word] ?? null;
}

/** `base`: 30 for the foreground, 40 for the background; '' leaves it as it is; null for no colour at all. */
function groundCode(word: string, base: number): string | null {
  if (word === 'normal') return '';
  if (word === 'default') return String(base + 9);
  const bright = word.startsWith('bright');
  const name = NAMES.indexOf(bright ? word.slice('bright'.length) : word);
  if (name !== -1) return String(base + name + (bright ? 60 : 0));
  if (/^-?\d+$/.test(word)) return numberCode(Number.parseInt(word, 10), base);
  const [, red, green, blue] = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/.exec(word) ?? [];
  if (red === undefined || green === undefined || blue === undefined) return null;
  return [base + 8, 2, ...[red, green, blue].map((digits) => Number.parseInt(digits, 16))].join(';');
}

function numberCode(value: number, base: number): string | null {
  if (value < -1 || value > 255) return null;
  if (value === -1) return '';
  if (value < 8) return String(base + value);
  if (value < 16) return String(base + 60 + value - 8);
  return `${base + 8};5;${value}`;
}

/** Lines no older than `since` (seconds) and older than the next step's get the colour. */
export interface AgeStep {
  readonly since: number;
  readonly color: Color;
}

const DEFAULT_STEPS = 'blue,12 month ago,white,1 month ago,red';

/** `colour,date,colour,date,...,colour`: from the oldest lines to the newest. Throws `Fatal`. */
export function ageSteps(config: Config, now: number): AgeStep[] {
  const words = (config.get('color.blame.highlightRecent') ?? DEFAULT_STEPS).split(',');
  const steps: AgeStep[] = [];
  for (let i = 0; i < words.length; i += 2) {
    const since =
      i === 0 ? Number.NEGATIVE_INFINITY : (approximateDate((words[i - 1] as string).trim(), now) ?? now);
    steps.push({ since, color: parseColor(words[i] as string) });
  }
  return steps;
}

/** The colour of the newest step that has begun by the author time. */
export function ageColor(steps: readonly AgeStep[], time: number): Color {
  let color = '';
  for (const step of steps) {
    if (time < step.since) break;
    color = step.color;
  }
  return color;
}

const CYAN = '\x1b[36m';

/** The colour for lines of the commit of the line before; what is no colour or none counts as not given. */
export function repeatedColor(config: Config): Color {
  try {
    return parseColor(config.get('color.blame.repeatedLines') ?? '') || CYAN;
  } catch (error) {
    if (error instanceof Fatal) return CYAN;
    throw error;
  }
}
