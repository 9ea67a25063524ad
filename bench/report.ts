/** Tables of results: on the terminal as they are made, and in results.md, one section for each scenario. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What a scenario found out. */
export interface Report {
  /** What was measured and on what, as sentences. */
  readonly about: readonly string[];
  readonly tables: readonly Table[];
}

/** As Markdown, columns aligned so that the text can be read as it is. */
function tableText({ title, columns, rows }: Table): string {
  const widths = columns.map((column, index) =>
    Math.max(column.length, ...rows.map((row) => (row[index] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, index) => pad(cells[index] ?? '', width, index)).join(' | ')} |`;
  const rule = `| ${widths.map((width, index) => (index === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [`**${title}**`, '', line(columns), rule, ...rows.map(line)].join('\n');
}

function pad(text: string, width: number, index: number): string {
  return index === 0 ? text.padEnd(width) : text.padStart(width);
}

export function reportText({ about, tables }: Report): string {
  return [about.join('\n'), ...tables.map(tableText)].join('\n\n');
}

/** A table with that title in a text that `reportText` made; null when there is none. */
export function tableIn(text: string, title: string): Table | null {
  const [, rest] = text.split(`**${title}**\n\n`);
  const lines = rest?.split('\n\n', 1)[0]?.trimEnd().split('\n') ?? [];
  const [columns, , ...rows] = lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return columns === undefined ? null : { title, columns, rows };
}

/**
 * A table with the columns of an earlier one beside its own, in the order given; of two with the same name its own counts, and rows are
 * its own. An earlier one with other rows is left out.
 */
export function besideColumns(table: Table, earlier: Table | null, order: readonly string[]): Table {
  const names = ({ rows }: Table) => rows.map(([name]) => name).join('\n');
  const sources = [table, ...(earlier !== null && names(earlier) === names(table) ? [earlier] : [])];
  const chosen = order.flatMap((name) => {
    const source = sources.find(({ columns }) => columns.includes(name));
    return source === undefined ? [] : [{ name, source, at: source.columns.indexOf(name) }];
  });
  return {
    title: table.title,
    columns: [table.columns[0] ?? '', ...chosen.map(({ name }) => name)],
    rows: table.rows.map(([name = ''], row) => [
      name,
      ...chosen.map(({ source, at }) => source.rows[row]?.[at] ?? ''),
    ]),
  };
}

const HEADING = `# Measurements

Written by \`npm run bench -- <scenario>\`, each section by one run of its scenario on the machine it names.
`;

/** A scenario's section in the file; '' when there is none. */
export function readSection(file: string, name: string): string {
  const sections = existsSync(file) ? readFileSync(file, 'utf8').split(/^(?=## )/m) : [];
  return sections.find((section) => section.startsWith(`## ${name}\n`)) ?? '';
}

/** Puts a scenario's section into the file, in place of its last one. */
export function writeSection(file: string, name: string, text: string): void {
  const known = existsSync(file) ? readFileSync(file, 'utf8') : HEADING;
  const [heading = HEADING, ...sections] = known.split(/^(?=## )/m);
  const others = sections.filter((section) => !section.startsWith(`## ${name}\n`));
  const all = [...others, `## ${name}\n\n${text}\n\n`].sort();
  writeFileSync(file, `${[heading.trimEnd(), ...all.map((section) => section.trimEnd())].join('\n\n')}\n`);
}
