/** `npm run bench -- <scenario> [--<option>=<value>]`: runs scenarios, prints their tables and keeps them in results.md. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { topOf } from '../test/support/lspClient.ts';
import { blame } from './blame/scenario.ts';
import { cancel } from './cancel/scenario.ts';
import { documents } from './documents/scenario.ts';
import { history } from './history/scenario.ts';
import { interactive } from './interactive/scenario.ts';
import { describeMachine } from './machine.ts';
import { reportText, writeSection } from './report.ts';
import type { Scenario, ScenarioOptions } from './scenario.ts';
import { soak } from './soak/scenario.ts';
import { storm } from './storm/scenario.ts';
import { trace } from './trace/scenario.ts';
import { turns } from './turns/scenario.ts';

const scenarios: readonly Scenario[] = [
  blame,
  storm,
  cancel,
  soak,
  turns,
  trace,
  history,
  interactive,
  documents,
];

// Servers that scenarios start find no caches from earlier runs, and leave none with the user.
const caches = mkdtempSync(join(tmpdir(), 'blame-bench-caches-'));
process.env['XDG_CACHE_HOME'] = caches;
process.on('exit', () => rmSync(caches, { recursive: true, force: true }));

const words = process.argv.slice(2);
const names = words.filter((word) => !word.startsWith('--'));
const unknown = names.filter((name) => !scenarios.some((scenario) => scenario.name === name));
if (unknown.length > 0 || words.includes('--help')) {
  process.stderr.write(usage(unknown));
  process.exitCode = 2;
} else {
  const chosen = scenarios.filter(({ name }) => names.length === 0 || names.includes(name));
  for (const scenario of chosen) await measure(scenario);
}

async function measure(scenario: Scenario): Promise<void> {
  const top = topOf(import.meta.dirname);
  const report = await scenario.run(optionsOf(top, words));
  const text = reportText({ ...report, about: [...describeMachine(top), ...report.about] });
  process.stdout.write(`${text}\n`);
  if (!words.includes('--dry')) writeSection(join(top, 'bench', 'results.md'), scenario.name, text);
}

function optionsOf(top: string, args: readonly string[]): ScenarioOptions {
  const texts = (name: string) =>
    args.filter((word) => word.startsWith(`--${name}=`)).map((word) => word.slice(name.length + 3));
  return {
    top,
    texts,
    number(name, fallback) {
      const value = Number(texts(name).at(-1) ?? fallback);
      if (!Number.isFinite(value)) throw new RangeError(`--${name} needs a number`);
      return value;
    },
    flag: (name) => args.includes(`--${name}`),
    say: (message) => process.stderr.write(`${message}\n`),
  };
}

function usage(mistaken: readonly string[]): string {
  const complaint = mistaken.map((name) => `there is no scenario ${name}\n`).join('');
  const lines = scenarios.map(({ name, summary }) => `    ${name.padEnd(11)} ${summary}\n`).join('');
  return `${complaint}usage: npm run bench -- [<scenario>...] [--dry] [--<option>=<value>...]\n${lines}    --dry    do not write bench/results.md\n`;
}
