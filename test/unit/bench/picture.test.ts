/** The picture of a trace. */
import { describe, expect, it } from 'vitest';
import { drawTrace } from '../../../bench/trace/picture.ts';
import type { TraceEvent } from '../../../bench/traceReader.ts';

const events: TraceEvent[] = [
  { ph: 'M', name: 'thread_name', tid: 0, ts: 0, args: { name: 'main' } },
  { ph: 'M', name: 'thread_name', tid: 4, ts: 0, args: { name: 'engine 4' } },
  { ph: 'b', name: 'textDocument/hover', id: '7', tid: 0, ts: 1000, args: {} },
  { ph: 'X', name: 'handle <hover>', tid: 0, ts: 1000, dur: 500, args: {} },
  { ph: 'i', name: 'superseded', tid: 0, ts: 50_000, args: { request: 7 } },
  { ph: 'e', name: 'textDocument/hover', id: '7', tid: 0, ts: 50_100, args: { outcome: 'superseded' } },
  { ph: 'X', name: 'blame', tid: 4, ts: 2000, dur: 49_000, args: { outcome: 'superseded', request: 7 } },
];

describe('a drawn trace', () => {
  const svg = drawTrace(events);
  const boxes = [
    ...svg.matchAll(/<rect class="([\w ]+)" x="([\d.]+)" y="\d+" width="([\d.]+)"[^>]*><title>/g),
  ].map(([, kind, x, width]) => ({ kind, from: Number(x), to: Number(x) + Number(width) }));

  it('has a row for each request and each thread', () => {
    expect([...svg.matchAll(/<text x="8"[^>]*>([^<]*)</g)].map(([, name]) => name)).toEqual([
      '7  hover',
      'main',
      'engine 4',
    ]);
  });

  it('has one bar for each span, coloured by how it ended, in proportion', () => {
    expect(boxes.map(({ kind }) => kind)).toEqual(['request superseded', 'main', 'superseded']);
    const [request, , blame] = boxes;
    expect(request?.from).toBeCloseTo(190, 0);
    expect((blame?.to ?? 0) - (blame?.from ?? 0)).toBeCloseTo((750 * 49) / 50, 0);
  });

  it('marks the moment of giving up, and escapes what it writes', () => {
    expect(svg.match(/class="gave"/g)?.length).toBe(1);
    expect(svg).toContain('handle &lt;hover>');
  });
});
