/** Draws a trace: requests on top, then what kept the main thread and the engine threads, with the moments of giving up. */
import type { TraceEvent } from '../traceReader.ts';

interface Bar {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Class in the picture: an outcome, or `main`. */
  readonly kind: string;
  readonly tip: string;
}

interface Row {
  readonly name: string;
  readonly bars: readonly Bar[];
}

/** What a bar says of itself; places on the machine are left out. */
const shown = ['request', 'trigger', 'generation', 'path', 'outcome', 'bytes'];

/** From the beginning of the picture, in microseconds. */
interface Window {
  readonly start: number;
  readonly end: number;
}

const WIDTH = 960;
const LEFT = 190;
const ROW = 26;
const TOP = 34;

/** Readable on light and dark pages alike: everything else is transparent. */
const STYLE = `
  text { font: 12px system-ui, sans-serif; fill: #24292f; }
  .axis { stroke: #8c959f; stroke-width: 1; opacity: .35; }
  .small { font-size: 10px; }
  .done { fill: #2da44e; } .cancelled { fill: #cf222e; } .superseded { fill: #bf8700; } .failed { fill: #8250df; }
  .main { fill: #57606a; } .gave { stroke: #cf222e; stroke-width: 1.5; stroke-dasharray: 3 2; }
  .request { opacity: .35; } .in { fill: #fff; font-size: 10px; }
  @media (prefers-color-scheme: dark) { text { fill: #e6edf3; } .main { fill: #9198a1; } .in { fill: #fff; } }`;

export function drawTrace(events: readonly TraceEvent[]): string {
  const rows = [...requestRows(events), ...threadRows(events)];
  const moments = rows.flatMap(({ bars }) => bars.flatMap(({ start, end }) => [start, end]));
  const start = Math.min(...moments);
  const window = { start, end: Math.max(...moments, start + 1) };
  const height = TOP + rows.length * ROW + 30;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="A trace">`,
    `<style>${STYLE}\n</style>`,
    ...axis(window, height),
    ...rows.flatMap((row, index) => drawRow(row, index, window)),
    ...gaveUp(events, window, rows.length),
    ...legend(height),
    '</svg>\n',
  ].join('\n');
}

/** A row for each request, in the order they came. */
function requestRows(events: readonly TraceEvent[]): Row[] {
  const ends = new Map(events.filter(({ ph }) => ph === 'e').map((event) => [event.id, event]));
  return events.flatMap(({ ph, id, name, ts }) => {
    const end = ends.get(id);
    if (ph !== 'b' || !end) return [];
    const outcome = textOf(end.args['outcome']);
    const bar = {
      start: ts,
      end: end.ts,
      text: outcome,
      kind: `request ${outcome}`,
      tip: `${name}: ${outcome}`,
    };
    return [{ name: `${id}  ${name.replace('textDocument/', '')}`, bars: [bar] }];
  });
}

function threadRows(events: readonly TraceEvent[]): Row[] {
  const names = new Map(
    events.filter(({ name }) => name === 'thread_name').map(({ tid, args }) => [tid, textOf(args['name'])]),
  );
  return [...names].map(([thread, name]) => ({
    name,
    bars: events.filter(({ ph, tid }) => ph === 'X' && tid === thread).map(barOf),
  }));
}

function barOf({ name, tid, ts, dur = 0, args }: TraceEvent): Bar {
  const kind = tid === 0 ? 'main' : textOf(args['outcome']);
  const about = shown.filter((key) => args[key] !== undefined).map((key) => `${key}: ${String(args[key])}`);
  const tip = [`${name}, ${(dur / 1000).toFixed(1)} ms`, ...about].join('\n');
  const text = tid === 0 ? '' : `${name} ${textOf(args['request'])}`;
  return { start: ts, end: ts + dur, text, kind, tip };
}

function drawRow({ name, bars }: Row, index: number, window: Window): string[] {
  const y = TOP + index * ROW;
  const boxes = bars.flatMap(({ start, end, text, kind, tip }) => {
    const x = xOf(start, window);
    const width = Math.max(1, xOf(end, window) - x);
    const box = `<rect class="${kind}" x="${fixed(x)}" y="${y + 4}" width="${fixed(width)}" height="${ROW - 8}" rx="2"><title>${escaped(tip)}</title></rect>`;
    const fits = width > text.length * 6 + 6;
    const style = kind.startsWith('request') ? 'small' : 'in';
    const label = `<text class="${style}" x="${fixed(x + 4)}" y="${y + 17}">${escaped(text)}</text>`;
    return fits && text !== '' ? [box, label] : [box];
  });
  return [`<text x="8" y="${y + 17}">${escaped(name)}</text>`, ...boxes];
}

function axis(window: Window, height: number): string[] {
  const span = (window.end - window.start) / 1000;
  const step =
    [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].find((each) => span / each <= 12) ?? 10_000;
  return Array.from({ length: Math.floor(span / step) + 1 }, (_, index) => {
    const x = fixed(xOf(window.start + index * step * 1000, window));
    const line = `<line class="axis" x1="${x}" y1="${TOP - 6}" x2="${x}" y2="${height - 28}"/>`;
    return `${line}<text class="small" x="${x}" y="${TOP - 12}" text-anchor="middle">${index * step} ms</text>`;
  });
}

/** A line through all rows where a request was cancelled or superseded. */
function gaveUp(events: readonly TraceEvent[], window: Window, rows: number): string[] {
  return events
    .filter(({ ph }) => ph === 'i')
    .map(({ name, ts, args }) => {
      const x = fixed(xOf(ts, window));
      const tip = `<title>${escaped(`${textOf(args['request'])} ${name}`)}</title>`;
      return `<line class="gave" x1="${x}" y1="${TOP}" x2="${x}" y2="${TOP + rows * ROW}">${tip}</line>`;
    });
}

function legend(height: number): string[] {
  const kinds = ['done', 'cancelled', 'superseded', 'failed', 'main'];
  return kinds.map((kind, index) => {
    const x = LEFT + index * 130;
    const name = kind === 'main' ? 'main thread at work' : kind;
    return `<rect class="${kind}" x="${x}" y="${height - 19}" width="10" height="10" rx="2"/><text class="small" x="${x + 15}" y="${height - 10}">${name}</text>`;
  });
}

function xOf(time: number, { start, end }: Window): number {
  return LEFT + ((time - start) / (end - start)) * (WIDTH - LEFT - 20);
}

function fixed(value: number): string {
  return value.toFixed(1);
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
