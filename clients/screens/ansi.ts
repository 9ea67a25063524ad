/** Reads what a terminal shows, as `tmux capture-pane -e -p` writes it: rows of runs, each in one style. */

export interface Style {
  /** `#rrggbb`; null is the terminal's own. */
  readonly foreground: string | null;
  readonly background: string | null;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
}

export interface Run {
  /** First column, from 0. Each code point is one column wide. */
  readonly column: number;
  readonly text: string;
  readonly style: Style;
}

const plain: Style = {
  foreground: null,
  background: null,
  bold: false,
  italic: false,
  underline: false,
  inverse: false,
};

/** The sixteen colours every terminal has, in a common choice. */
const sixteen = (
  '#1f2937 #ef4444 #22c55e #eab308 #3b82f6 #a855f7 #06b6d4 #d1d5db ' +
  '#6b7280 #f87171 #4ade80 #facc15 #60a5fa #c084fc #22d3ee #f9fafb'
).split(' ');

const ESCAPE = '\u001b';
const BELL = '\u0007';

/** Styles, what is said to the terminal's window, text, and sequences that mean nothing here. */
const pieces = new RegExp(
  [
    `${ESCAPE}\\[([\\d;:]*)m`,
    `${ESCAPE}\\][^${ESCAPE}${BELL}]*(?:${ESCAPE}\\\\|${BELL})`,
    `[^${ESCAPE}]+`,
    `${ESCAPE}.`,
  ].join('|'),
  'g',
);

/** One list of runs for each row. Styles last until they are changed, across rows too. */
export function readScreen(captured: string): Run[][] {
  let style = plain;
  return captured
    .replace(/\n$/, '')
    .split('\n')
    .map((row) => {
      const runs: Run[] = [];
      let column = 0;
      for (const [piece, codes] of row.matchAll(pieces)) {
        if (codes !== undefined) style = restyled(style, codes);
        if (piece.startsWith(ESCAPE)) continue;
        runs.push({ column, text: piece, style });
        column += Array.from(piece).length;
      }
      return runs;
    });
}

const switches: Readonly<Record<number, Partial<Style>>> = {
  0: plain,
  1: { bold: true },
  3: { italic: true },
  4: { underline: true },
  7: { inverse: true },
  22: { bold: false },
  23: { italic: false },
  24: { underline: false },
  27: { inverse: false },
  39: { foreground: null },
  49: { background: null },
};

function restyled(style: Style, codes: string): Style {
  const numbers = codes.split(';').map((code) => code.split(':').map(Number));
  let result = style;
  for (let at = 0; at < numbers.length; at++) {
    const [code = 0, ...below] = numbers[at] ?? [];
    const side = code === 38 ? 'foreground' : code === 48 ? 'background' : null;
    if (side === null) {
      result = {
        ...result,
        ...(below[0] === 0 ? { underline: false } : (switches[code] ?? basicColour(code))),
      };
      continue;
    }
    // Their arguments come with colons in one piece, or as the next pieces.
    const rest = below.length > 0 ? below : numbers.slice(at + 1, at + 5).map(([number = 0]) => number);
    result = { ...result, [side]: longColour(rest) };
    if (below.length === 0) at += rest[0] === 2 ? 4 : 2;
  }
  return result;
}

function basicColour(code: number): Partial<Style> {
  const index = code % 10;
  if (index > 7) return {};
  if (code >= 30 && code < 38) return { foreground: sixteen[index] ?? null };
  if (code >= 40 && code < 48) return { background: sixteen[index] ?? null };
  if (code >= 90 && code < 98) return { foreground: sixteen[index + 8] ?? null };
  if (code >= 100 && code < 108) return { background: sixteen[index + 8] ?? null };
  return {};
}

/** `2, red, green, blue` (with a colour space before red where colons are used), or `5, index`. */
function longColour([kind, ...rest]: readonly number[]): string | null {
  if (kind === 2) return hex(rest.slice(-3));
  const index = rest[0] ?? 0;
  if (index < 16) return sixteen[index] ?? null;
  if (index >= 232) return hex([0, 0, 0].map(() => 8 + (index - 232) * 10));
  const steps = [0, 95, 135, 175, 215, 255];
  const cube = index - 16;
  return hex([Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map((step) => steps[step] ?? 0));
}

function hex(channels: readonly number[]): string {
  return `#${channels.map((channel) => Math.min(255, channel).toString(16).padStart(2, '0')).join('')}`;
}
