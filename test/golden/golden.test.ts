/** Replays every scenario in every form of storage and compares with what real git answered. */
import { rmSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runBlame } from '../support/blameCommand.ts';
import { runGit, scratchDirectory } from '../support/gitRepository.ts';
import type { CommitIds } from '../support/history.ts';
import { type TestIndex, testIndex } from '../support/historyIndex.ts';
import { type Answer, answer, askGit, commandLine, readAnswers, recordAnswers, withIds } from './answers.ts';
import type { Scenario } from './scenario.ts';
import { command } from './scenarios/command.ts';
import { content } from './scenarios/content.ts';
import { limits } from './scenarios/limits.ts';
import { merges } from './scenarios/merges.ts';
import { options } from './scenarios/options.ts';
import { people } from './scenarios/people.ts';
import { renames } from './scenarios/renames.ts';
import { loose, type Storage, storageForms } from './storage.ts';

const scenarios: readonly Scenario[] = [
  ...merges,
  ...renames,
  ...content,
  ...limits,
  ...people,
  ...options,
  ...command,
];

/** Recording: git answers instead of us, the answers are written down, and every other form must agree with them. */
const recording = process.env['BLAME_TEST_RECORD'] === '1';

const forms = storageForms();
let directory = '';
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', (_, scenario) => {
  if (recording) beforeAll(() => record(scenario));

  it.each(forms.map((form) => [form.name, form] as const))('%s', async (_name, form) => {
    directory = scratchDirectory('golden');
    const ids = form.build(directory, scenario);
    const recorded = expectedAnswers(scenario, form, ids);
    const index = form.indexed ? testIndex(directory, [...ids.values()]) : null;
    const ours: Record<string, Answer> = {};
    for (const ask of scenario.asks) {
      if (form.name === 'SHA-256' && ask.some(dependsOnHash)) continue;
      ours[commandLine(ask)] = await askOurs(ask, index);
    }
    const wrong = Object.keys(ours).filter((line) => !isDeepStrictEqual(ours[line], recorded[line]));
    index?.keeper.close();
    expect(index?.warnings ?? []).toEqual([]);
    expect(pick(ours, wrong)).toEqual(pick(recorded, wrong));
  });
});

it('asks no question twice and names no scenario twice', () => {
  expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
  for (const { name, asks } of scenarios) expect(new Set(asks.map(commandLine)).size, name).toBe(asks.length);
});

/** Only what is of interest, so that a failure shows nothing else. */
function pick(
  answers: Readonly<Record<string, Answer>>,
  lines: readonly string[],
): Record<string, Answer | undefined> {
  return Object.fromEntries(lines.map((line) => [line, answers[line]]));
}

/** Whole ids, given or asked for, have another length in the other format. */
function dependsOnHash(word: string): boolean {
  return /^(-l|--no-abbrev|--abbrev=40|[0-9a-f]{40})$/.test(word);
}

async function askOurs(ask: readonly string[], index: TestIndex | null): Promise<Answer> {
  if (recording) return askGit(directory, ask);
  const { status, stdout, stderr } = await runBlame(directory, ask, index ? { history: index.history } : {});
  return answer(directory, status, stdout, stderr);
}

function record(scenario: Scenario): void {
  const place = scratchDirectory('record');
  loose.build(place, scenario);
  const { status, stderr } = runGit(place, ['fsck', '--no-dangling']);
  if (scenario.name !== 'odd-commits' && status !== 0)
    throw new Error(`git fsck of ${scenario.name}: ${stderr}`);
  recordAnswers(scenario, place);
  rmSync(place, { recursive: true });
}

/** The recorded answers, with this form's ids where it has its own. */
function expectedAnswers(
  scenario: Scenario,
  form: Storage,
  ids: CommitIds,
): Readonly<Record<string, Answer>> {
  const recorded = readAnswers(scenario);
  if (form.name !== 'SHA-256') return recorded;
  const place = scratchDirectory('golden-ids');
  const translation = new Map(
    [...loose.build(place, scenario)].map(([name, id]) => [id, ids.get(name) ?? '']),
  );
  rmSync(place, { recursive: true });
  return Object.fromEntries(
    Object.entries(recorded).map(([line, kept]) => [line, withIds(kept, translation)]),
  );
}
