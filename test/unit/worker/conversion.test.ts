/** What files of the work tree become text with. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { neverCancelled } from '../../../server/base/cancel.ts';
import type { AttributeSource } from '../../../server/git/attributes.ts';
import { configOf } from '../../../server/git/config.ts';
import { jobTextconv, textOnDisk } from '../../../server/worker/conversion.ts';
import { useScratch } from '../../support/scratch.ts';

const scratch = useScratch('conversion');

/** A work tree whose files are all of a driver with this command; the command's words are its output. */
function stage(command: string | null) {
  const [workTree, gitDir] = [scratch.path, join(scratch.path, '.git')];
  mkdirSync(gitDir, { recursive: true });
  writeFileSync(join(workTree, '.gitattributes'), '* diff=own\n');
  const entries = command === null ? [] : [{ key: 'diff.own.textconv', value: command, file: '', line: 0 }];
  const source = {
    repository: { workTree, gitDir, commonDir: gitDir },
    config: configOf(entries, { home: '/', userDirectory: '/' }),
    reader: { cancel: neverCancelled },
    index: [],
    systemFile: null,
  } as unknown as AttributeSource;
  const execute = ({ words, cwd }: { readonly words: readonly string[]; readonly cwd: string }) => {
    expect(cwd).toBe(workTree);
    return { status: 0, stdout: Buffer.from(words.join(' ')), error: null };
  };
  return { source, runner: jobTextconv(source, { environment: {}, execute }) };
}

it('is nothing where no command is configured', () => {
  expect(stage(null).runner).toBeNull();
});

it.each([
  ['a file', 'conv file'],
  ['a link', null],
  ['nothing', null],
])('converts files alone: %s', (what, expected) => {
  const { source, runner } = stage('conv');
  const name = what.slice(2);
  if (what === 'a file') writeFileSync(join(scratch.path, name), '');
  if (what === 'a link') symlinkSync('file', join(scratch.path, name));
  const text = runner && textOnDisk(runner, source, name);
  expect(text && Buffer.from(text).toString()).toBe(expected);
});
