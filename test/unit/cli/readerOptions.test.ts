/** What is told to the reader of history. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../../server/cli/arguments.ts';
import { readerOptions } from '../../../server/cli/readerOptions.ts';
import type { Session } from '../../../server/cli/session.ts';
import { configOf } from '../../../server/git/config.ts';
import { useScratch } from '../../support/scratch.ts';

const A = 'a'.repeat(40);
const B = 'b'.repeat(40);

describe('the reader', () => {
  const scratch = useScratch('readerOptions');

  interface Given {
    readonly argv?: readonly string[];
    readonly settings?: Readonly<Record<string, string>>;
    readonly environment?: Readonly<Record<string, string>>;
  }

  function check({ argv = [], settings = {}, environment = {} }: Given) {
    const entries = Object.entries(settings).map(([key, value]) => ({ key, value, file: '', line: 0 }));
    const setting = {
      io: { cwd: scratch.path, environment, stderr: () => {}, runGit: () => true },
      args: parseArguments(argv).args,
      repository: { workTree: scratch.path, objectFormat: 'sha1' },
      config: configOf(entries, { home: '/', userDirectory: '/' }),
    };
    return readerOptions(setting as unknown as Session);
  }

  it.each<[Given, object]>([
    [
      {},
      { useCommitGraph: true, changedPathsVersion: -1, useReplaceRefs: true, grafts: { extra: new Map() } },
    ],
    [{ settings: { 'core.commitgraph': 'false' } }, { useCommitGraph: false }],
    [{ settings: { 'commitgraph.readchangedpaths': 'no' } }, { changedPathsVersion: 0 }],
    [{ settings: { 'commitgraph.changedpathsversion': '2' } }, { changedPathsVersion: 2 }],
    [{ settings: { 'core.usereplacerefs': 'no' } }, { useReplaceRefs: false }],
    [{ environment: { GIT_NO_REPLACE_OBJECTS: '1' } }, { useReplaceRefs: false }],
    [{ environment: { GIT_REPLACE_REF_BASE: 'refs/x/' } }, { replaceRefBase: 'refs/x/' }],
    [{ settings: { 'remote.a.promisor': 'true' } }, { fetchMissing: expect.any(Function) }],
  ])('%j', async (given, expected) => {
    expect(await check(given)).toMatchObject(expected);
  });

  it('reads the file of -S, and says when it is not there', async () => {
    writeFileSync(join(scratch.path, 'grafts'), `${A} ${B}\n`);
    const { grafts } = await check({ argv: ['-S', 'grafts'] });
    expect(grafts?.extra).toEqual(new Map([[A, [B]]]));
    await expect(check({ argv: ['-S', 'none'] })).rejects.toThrow(
      "reading graft file 'none' failed: No such file or directory",
    );
  });
});
