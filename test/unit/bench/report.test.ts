/** Tables as text, and the file they are kept in. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportText, writeSection } from '../../../bench/report.ts';
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
});
