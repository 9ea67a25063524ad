/** One look at the disk shows whether what an answer lay on is as it was. */
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Repository } from '../../../../server/git/repository.ts';
import { stampOf } from '../../../../server/service/repository/disk.ts';
import {
  type GroundOnDisk,
  type GroundParts,
  groundOnDisk,
  lookAgain,
} from '../../../../server/service/repository/grounds.ts';
import { type Glance, sight } from '../../../../server/service/repository/quickDisk.ts';
import { scratchDirectory } from '../../../support/gitRepository.ts';
import { nothingConfigured } from '../../../support/resolvedOptions.ts';

const OID = '1'.repeat(40);
let top = '';
beforeEach(() => {
  top = scratchDirectory('grounds');
});
afterEach(() => rmSync(top, { recursive: true, force: true }));

const gitDir = () => join(top, '.git');

/** Whatever goes wrong is taken for a no. */
const glance: Glance = (_, look) => {
  try {
    return look(sight);
  } catch {
    return undefined;
  }
};

interface Stage {
  readonly ground: GroundOnDisk | null;
  readonly parts: GroundParts;
}

/** A file of a repository, `d/f`, asked about by a path; as a text, which attributes have a say in, or as it is in HEAD. */
async function stage(path: string, isText: boolean): Promise<Stage> {
  for (const each of ['d', 'e', '.git']) mkdirSync(join(top, each));
  symlinkSync('d', join(top, 'to'));
  for (const each of ['d/f', 'e/f', 'options', 'attributes']) writeFileSync(join(top, each), 'text');
  writeFileSync(join(gitDir(), 'HEAD'), `${OID}\n`);
  const form = { workTree: top, objectFormat: 'sha1', refFormat: 'files' } as const;
  const repository: Repository = { gitDir: gitDir(), commonDir: gitDir(), ...form };
  const files = [join(top, 'options'), join(top, 'none')];
  const resolved = { ...nothingConfigured, files };
  const by = { files, stamp: await stampOf(files), resolved };
  const parts: GroundParts = { glance, repositoryOf: () => repository, optionsOf: () => by };
  const attributes = [join(top, 'attributes')];
  const text = isText ? { files: attributes, stamp: await stampOf(attributes) } : null;
  const found = { place: { repository, path: 'd/f' }, commit: OID, resolved, text };
  const ground = groundOnDisk({ fsPath: join(top, path), options: {} }, found, parts);
  return { ground, parts };
}

const turnTo = (directory: string) => {
  rmSync(join(top, 'to'));
  symlinkSync(directory, join(top, 'to'));
};

const linkDirectory = () => {
  rmSync(join(top, 'd'), { recursive: true });
  symlinkSync('e', join(top, 'd'));
};

const linkFile = () => {
  rmSync(join(top, 'd', 'f'));
  symlinkSync(join(top, 'e', 'f'), join(top, 'd', 'f'));
};

/** What has happened, and whether the answer is the same: about a text, and about the file in HEAD. */
const cases: readonly [string, () => void, { readonly text: boolean; readonly head: boolean }][] = [
  ['is as it was', () => undefined, { text: true, head: true }],
  ['is as it was without the file', () => rmSync(join(top, 'd', 'f')), { text: true, head: true }],
  ['and HEAD is elsewhere', () => writeFileSync(join(gitDir(), 'HEAD'), `${'2'.repeat(40)}\n`), neither()],
  ["and HEAD can't be read", () => rmSync(join(gitDir(), 'HEAD')), neither()],
  ['and options are others', () => writeFileSync(join(top, 'options'), 'more text'), neither()],
  ['and there are more of them', () => writeFileSync(join(top, 'none'), ''), neither()],
  ['and a merge has begun', () => writeFileSync(join(gitDir(), 'MERGE_HEAD'), `${OID}\n`), headAlone()],
  ['and attributes are others', () => writeFileSync(join(top, 'attributes'), 'more'), headAlone()],
  ['and the file has become a link', () => linkFile(), headAlone()],
];

function neither() {
  return { text: false, head: false };
}

function headAlone() {
  return { text: false, head: true };
}

describe.each(['d/f', 'to/f'])('what an answer about %s lay on', (path) => {
  it.each(cases)('%s', async (_, change, expected) => {
    for (const isText of [true, false]) {
      const { ground, parts } = await stage(path, isText);
      if (ground === null) throw new Error('hangs on more');
      expect(lookAgain(ground, parts)).not.toBeNull();
      change();
      const again = [lookAgain(ground, parts), lookAgain(ground, parts)].map((each) => each !== null);
      const same = expected[isText ? 'text' : 'head'];
      expect(again).toEqual([same, same]);
      rmSync(top, { recursive: true, force: true });
      mkdirSync(top);
    }
  });
});

it.each<[string, string, () => void]>([
  ['is another directory', 'to/f', () => turnTo('e')],
  ['is nowhere', 'to/f', () => turnTo('nowhere')],
  ['has become a link', 'd/f', () => linkDirectory()],
])('an answer is another one where the directory %s', async (_, path, change) => {
  const { ground, parts } = await stage(path, true);
  if (ground === null) throw new Error('hangs on more');
  expect(lookAgain(ground, parts)).not.toBeNull();
  change();
  expect(lookAgain(ground, parts)).toBeNull();
});

it('is not looked at where a link leads to the file', async () => {
  const { ground } = await stage('d/g', true);
  expect(ground).toBeNull();
});
