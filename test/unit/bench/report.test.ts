/** Tables as text, and the file they are kept in. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { besideColumns, readSection, reportText, tableIn, writeSection } from '../../../bench/report.ts';
import { useScratch } from '../../support/scratch.ts';

describe('a report', () => {
  const scratch = useScratch('report');

  it('is Markdown that can be read as it is', () => {
    const tables = [{ title: 'T', columns: ['', 'ms'], rows: [['longer', '1']] }];
    expect(reportText({ about: ['- one', '- two'], tables }).split('\n')).toEqual([
      '- one',
      '- two',
      '',
      '**T**',
      '',
      '|        | ms |',
      '| ------ | -: |',
      '| longer |  1 |',
    ]);
  });

  it('takes the place of the last one of its scenario', () => {
    const file = join(scratch.path, 'results.md');
    for (const [name, text] of [
      ['storm', 'old storm'],
      ['cancel', 'cancelled'],
      ['storm', 'new storm'],
    ] as const)
      writeSection(file, name, text);
    const written = readFileSync(file, 'utf8');
    expect(written.match(/^#.*$/gm)).toEqual(['# Measurements', '## cancel', '## storm']);
    expect(written).toContain('new storm');
    expect(written).not.toContain('old storm');
    writeSection(file, 'storm', 'new storm');
    expect(readFileSync(file, 'utf8')).toBe(written);
  });

  it('is read again, and takes columns of an earlier run beside its own', () => {
    const file = join(scratch.path, 'columns.md');
    const order = ['one', 'two', 'three'];
    const table = (name: string, value: string, rows: readonly string[] = ['a', 'b']) => ({
      title: 'T',
      columns: ['', name],
      rows: rows.map((row) => [row, `${value} ${row}`]),
    });
    const add = (own: ReturnType<typeof table>) => {
      const joined = besideColumns(own, tableIn(readSection(file, 'storm'), 'T'), order);
      writeSection(file, 'storm', reportText({ about: ['- text'], tables: [joined] }));
      return joined;
    };
    add(table('two', 'first'));
    add(table('one', 'second'));
    expect(add(table('two', 'third'))).toEqual({
      title: 'T',
      columns: ['', 'one', 'two'],
      rows: [
        ['a', 'second a', 'third a'],
        ['b', 'second b', 'third b'],
      ],
    });
    expect(add(table('three', 'fourth', ['c'])).columns).toEqual(['', 'three']);
    expect(tableIn(readSection(file, 'soak'), 'T')).toBeNull();
  });
});
