/** Draws ratios to git: a row for each state of a repository, a dot for each file, a bar at the median. */
import { figure, median } from '../statistics.ts';

export interface Group {
  readonly name: string;
  /** Ours by git's, for each file. */
  readonly ratios: readonly number[];
}

const WIDTH = 1000;
const LEFT = 370;
const RIGHT = 70;
const ROW = 30;
const TOP = 40;
/** Ends of the scale, and the places named on it. */
const LEAST = 0.001;
const MOST = 3;
const MARKS = [0.001, 0.01, 0.1, 0.5, 1, 3];

const STYLE = `
  text { font: 12px system-ui, sans-serif; fill: #24292f; }
  .axis { stroke: #8c959f; stroke-width: 1; opacity: .35; } .equal { stroke: #cf222e; stroke-dasharray: 4 3; }
  .file { fill: #0969da; opacity: .35; } .median { stroke: #0969da; stroke-width: 3; }
  @media (prefers-color-scheme: dark) { text { fill: #e6edf3; } .file { fill: #58a6ff; } .median { stroke: #58a6ff; } }`;

export function drawRatios(groups: readonly Group[]): string {
  const height = TOP + groups.length * ROW + 14;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Time of a blame as a share of git's">`,
    `<style>${STYLE}\n</style>`,
    `<text x="${LEFT}" y="14">time of a blame, git blame = 1: each dot a file, the bar their median</text>`,
    ...MARKS.flatMap((mark) => markAt(mark, height)),
    ...groups.flatMap(drawGroup),
    '</svg>\n',
  ].join('\n');
}

function markAt(mark: number, height: number): string[] {
  const x = placeOf(mark);
  const kind = mark === 1 ? 'equal' : 'axis';
  return [
    `<line class="${kind}" x1="${x}" x2="${x}" y1="${TOP - 6}" y2="${height - 8}"/>`,
    `<text x="${x}" y="${TOP - 10}" text-anchor="middle">${mark}</text>`,
  ];
}

function drawGroup({ name, ratios }: Group, row: number): string[] {
  const y = TOP + row * ROW + ROW / 2;
  const middle = median(ratios);
  const x = placeOf(middle);
  return [
    `<text x="${LEFT - 12}" y="${y + 4}" text-anchor="end">${escaped(name)}</text>`,
    ...ratios.map((ratio) => `<circle class="file" cx="${placeOf(ratio)}" cy="${y}" r="3.5"/>`),
    `<line class="median" x1="${x}" x2="${x}" y1="${y - 9}" y2="${y + 9}"/>`,
    `<text x="${WIDTH - RIGHT + 12}" y="${y + 4}">${figure(middle)}</text>`,
  ];
}

function placeOf(ratio: number): number {
  const share = Math.log(Math.min(MOST, Math.max(LEAST, ratio)) / LEAST) / Math.log(MOST / LEAST);
  return Math.round(10 * (LEFT + share * (WIDTH - LEFT - RIGHT))) / 10;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
