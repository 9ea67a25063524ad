/** Draws what a terminal shows as an SVG picture. */
import type { Run, Style } from './ansi.ts';

export interface Picture {
  readonly title: string;
  readonly columns: number;
  readonly rows: readonly (readonly Run[])[];
}

/** A little over that of common fonts at this size, to which they are stretched. */
const CELL_WIDTH = 7.53;
const CELL_HEIGHT = 17;
const LEFT = 14;
/** Above the first row: the window's title. */
const TOP = 38;
const FOREGROUND = '#d1d5db';
const BACKGROUND = '#111827';

/** Every run has a place of its own, so columns stay in line whatever font the reader has. */
export function drawScreen({ title, columns, rows }: Picture): string {
  const width = Math.ceil(2 * LEFT + columns * CELL_WIDTH);
  const height = TOP + rows.length * CELL_HEIGHT + 10;
  const backgrounds = rows.flatMap((runs, row) => runs.map((run) => drawBackground(run, row)));
  const texts = rows.flatMap((runs, row) => runs.map((run) => drawText(run, row)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`,
    ` font-family="ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="12.5">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" rx="8" fill="${BACKGROUND}"/>`,
    ...['#ef4444', '#eab308', '#22c55e'].map(
      (colour, index) => `<circle cx="${20 + index * 20}" cy="18" r="6" fill="${colour}"/>`,
    ),
    `<text x="90" y="22" fill="#9ca3af">${escaped(title)}</text>`,
    ...backgrounds,
    ...texts,
    '</svg>\n',
  ]
    .filter((part) => part !== '')
    .join('');
}

function colours({ foreground, background, inverse }: Style): readonly [string, string] {
  const pair = [foreground ?? FOREGROUND, background ?? BACKGROUND] as const;
  return inverse ? [pair[1], pair[0]] : pair;
}

const left = (column: number) => (LEFT + column * CELL_WIDTH).toFixed(1).replace(/\.0$/, '');

function drawBackground({ column, text, style }: Run, row: number): string {
  const [, background] = colours(style);
  if (background === BACKGROUND) return '';
  // A little too wide, or seams show between neighbours.
  const width = (Array.from(text).length * CELL_WIDTH + 0.3).toFixed(1);
  return `<rect x="${left(column)}" y="${TOP + row * CELL_HEIGHT}" width="${width}" height="${CELL_HEIGHT}" fill="${background}"/>`;
}

/** Words far apart are placed one by one: not every reader stretches text to its length. */
function drawText({ column, text, style }: Run, row: number): string {
  const looks = [
    `fill="${colours(style)[0]}"`,
    style.bold && 'font-weight="bold"',
    style.italic && 'font-style="italic"',
    style.underline && 'text-decoration="underline"',
  ].filter((look) => look !== false);
  const words = text.matchAll(/\S+(?: \S+)*/g);
  return [...words]
    .map(({ 0: words, index }) => {
      const before = Array.from(text.slice(0, index)).length;
      const length = (Array.from(words).length * CELL_WIDTH).toFixed(1);
      const place = `x="${left(column + before)}" y="${TOP + row * CELL_HEIGHT + 13}" textLength="${length}"`;
      return `<text ${place} xml:space="preserve" ${looks.join(' ')}>${escaped(words)}</text>`;
    })
    .join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
