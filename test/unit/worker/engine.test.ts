/** The engine made of scripted parts. */

import { describe, expect, it } from 'vitest';
import { Cancelled, neverCancelled } from '../../../server/base/cancel.ts';
import { bytesOfText, type SharedText, textOf } from '../../../server/base/sharedText.ts';
import { HunkMemory } from '../../../server/blame/hunkMemory.ts';
import { defaultOptions } from '../../../server/blame/types.ts';
import { lineDiff } from '../../../server/diff/lineDiff.ts';
import type { ObjectReader } from '../../../server/git/reader.ts';
import { createEngine, type EngineParts } from '../../../server/worker/engine.ts';
import type { EntryBatch } from '../../../server/worker/messages.ts';
import { OverlayLines } from '../../../server/worker/overlayLines.ts';
import { nothingConfigured } from '../../support/resolvedOptions.ts';

const person = { name: 'A', email: 'a', time: 0, timezone: '+0000' };
const encode = (text: string) => new TextEncoder().encode(text);
const repositoryAt = (gitDir: string) => ({
  gitDir,
  commonDir: gitDir,
  workTree: '/top',
  objectFormat: 'sha1' as const,
  refFormat: 'files' as const,
});

const noStats = {
  commitsVisited: 0,
  treesRead: 0,
  blobsRead: 0,
  diffs: 0,
  hunksKnown: 0,
  bytesInflated: 0,
  originsRead: 0,
  patches: 0,
  originsExamined: 0,
};

/** Two commits, `new` on top of `old`; blobs by `commit:path`, their text is their id. */
function stage(blobs: Record<string, string> = {}) {
  const log: string[] = [];
  const parts: EngineParts = {
    openReader: ({ gitDir }) => {
      log.push(`open ${gitDir}`);
      const reader: Partial<ObjectReader> = {
        commit: (oid) => ({ oid, tree: 't', parents: oid === 'new' ? ['old'] : [], date: 0 }),
        data: (oid) => Buffer.from(oid),
        close: () => void log.push(`close ${gitDir}`),
      };
      return reader as ObjectReader;
    },
    openGrafted: ({ gitDir }, { path }, cancel) =>
      parts.openReader(repositoryAt(`${gitDir} ${path}`), cancel, 'files'),
    openHistory: () => null,
    blame: (_, { target, textconv, onSettled }) => {
      const origin = { commit: target.commit, path: target.path, previous: null, boundary: true };
      onSettled([{ line: 0, count: 2, sourceLine: 0, origin, ignored: false, unblamable: false }]);
      log.push(`blame ${target.uncommitted ? 'text' : 'commit'}`);
      if (target.ranges !== null) log.push(`lines ${JSON.stringify(target.ranges)}`);
      if (textconv !== null) log.push(`converts, ${Buffer.from(target.uncommitted?.data ?? []).toString()}`);
      return { lineCount: 2, stats: { ...noStats, commitsVisited: 1 }, anchor: null };
    },
    objectStamp: () => '',
    overlayLines: new OverlayLines(),
    hunks: new HunkMemory(1 << 16),
    lineDiff: (before, after) => lineDiff(before, after),
    blobDiff: (reader, { before, after }) =>
      lineDiff(reader.data(before, 'blob'), reader.data(after, 'blob')),
    lineCount: (content) => Buffer.from(content).toString().split('\n').length - 1,
    asStored: async (_, __, content) => ({
      data: textOf(Buffer.from(textIn(content).replaceAll('\r\n', '\n'))),
      files: ['attributes'],
    }),
    findBlob: (_, commit, path) => blobs[`${commit}:${path}`] ?? null,
    inParent: (_, { parent }, path) => {
      const found = ['', 'old-']
        .map((prefix) => `${prefix}${path}`)
        .find((name) => blobs[`${parent}:${name}`]);
      return found === undefined ? null : { path: found, blob: blobs[`${parent}:${found}`] ?? '' };
    },
    changesOf: () => [],
    remoteFacts: async () => ({ remotes: [], rewrites: [], branchRemote: null, files: [] }),
    isIndexed: async (_, __, path) => path === 'indexed',
    conversion: async ({ textconv }) =>
      textconv === null ? null : { ofStored: () => null, onDisk: () => encode(textconv) },
    finalText: (_, target) => encode(`final text of ${target.commit}`),
    ranges: async (_, __, { lines, text }) => [{ start: lines.length, end: text.length }],
    uncommitted: async (_, text) => ({ ...text, mode: 0o100644, index: [] }),
    resolveOptions: async (_, __, asked) => ({
      ...nothingConfigured,
      options: { ...defaultOptions, firstParent: asked.firstParent ?? false },
    }),
    resolveRevision: (_, __, revision) => `id of ${revision}`,
    commitTexts: () => () => ({ summary: 's', author: person, committer: person, message: 'm' }),
    commitRecords: () => () => ({ summary: 's', author: person, committer: person }),
    now: () => 0,
  };
  return { engine: createEngine(parts), log };
}

function textIn(content: SharedText): string {
  return Buffer.from(bytesOfText(content)).toString();
}

const repository = repositoryAt('/r');
const context = { cancel: neverCancelled, worked: () => 0, emit: () => undefined };
const overlayJob = {
  repository,
  commit: 'new',
  path: 'f',
  content: textOf(encode('a\nb\n')),
  options: defaultOptions,
};

describe('an engine', () => {
  it('opens a repository once and closes it in the end', async () => {
    const { engine, log } = stage();
    for (const gitDir of ['/a', '/b', '/a']) {
      await engine.call('revision', { repository: repositoryAt(gitDir), revision: 'x' }, context);
    }
    engine.close();
    expect(log.sort()).toEqual(['close /a', 'close /b', 'open /a', 'open /b']);
  });

  it('keeps few repositories open', async () => {
    const { engine, log } = stage();
    for (const gitDir of ['/a', '/b', '/c', '/d', '/e']) {
      await engine.call('revision', { repository: repositoryAt(gitDir), revision: 'x' }, context);
    }
    expect(log.filter((line) => line.startsWith('close'))).toEqual(['close /a']);
  });

  it('does nothing for a call that is cancelled already', async () => {
    const { engine, log } = stage();
    const cancel = {
      check() {
        throw new Cancelled();
      },
    };
    const call = engine.call('revision', { repository, revision: 'x' }, { ...context, cancel });
    await expect(call).rejects.toBeInstanceOf(Cancelled);
    expect(log).toEqual([]);
  });

  it.each([
    ['commit', null],
    ['text', { data: textOf(encode('x')), mergeHeads: [] }],
  ])('blames a %s, in batches', async (kind, content) => {
    const { engine, log } = stage();
    const batches: EntryBatch[] = [];
    const job = {
      repository,
      commit: 'new',
      path: 'f',
      content,
      options: defaultOptions,
      textconv: null,
      grafts: null,
      lines: null,
    };
    const outcome = await engine.call('blame', job, { ...context, emit: (batch) => batches.push(batch) });
    expect(outcome).toMatchObject({ lineCount: 2, stats: { commitsVisited: 1 } });
    expect(batches).toMatchObject([{ commits: { new: { summary: 's' } } }]);
    expect(batches[0]?.commits['new']).not.toHaveProperty('message');
    expect(log).toContain(`blame ${kind}`);
  });
});

describe('a conversion', () => {
  it.each([
    ['a commit', null, 'converts, '],
    ['a text', { data: textOf(encode('raw')), mergeHeads: [] }, 'converts, text'],
  ])('is made of %s', async (_, content, said) => {
    const { engine, log } = stage();
    const job = {
      repository,
      commit: 'new',
      path: 'f',
      content,
      options: defaultOptions,
      textconv: 'text',
      grafts: null,
      lines: null,
    };
    await engine.call('blame', job, context);
    expect(log).toContain(said);
  });
});

describe('lines', () => {
  it('are looked for in the text that is blamed', async () => {
    const { engine, log } = stage();
    const job = { repository, commit: 'new', path: 'f', content: null, options: defaultOptions };
    await engine.call('blame', { ...job, textconv: null, grafts: null, lines: ['1', '2'] }, context);
    expect(log).toContain(`lines ${JSON.stringify([{ start: 2, end: 'final text of new'.length }])}`);
  });
});

describe('grafts', () => {
  it('are for one job alone', async () => {
    const { engine, log } = stage();
    const grafts = { path: 'grafts', data: encode('') };
    const job = { repository, commit: 'new', path: 'f', content: null, options: defaultOptions };
    await engine.call('blame', { ...job, textconv: null, grafts, lines: null }, context);
    expect(log).toEqual(['open /r', 'open /r grafts', 'blame commit', 'close /r grafts']);
  });
});

describe('an overlay', () => {
  it.each([
    ['of the same text is empty', 'a\nb\n', 'f', { blob: 'a\nb\n', tracked: true, quads: [] }],
    [
      'of another text has its changes',
      'a\nc\n',
      'f',
      { blob: 'a\nc\n', tracked: true, quads: [1, 1, 1, 1] },
    ],
    ['minds the final newline', 'a\nb', 'f', { blob: 'a\nb', tracked: true, quads: [1, 1, 1, 1] }],
    [
      'does not mind a byte order mark that the editor hides',
      '\ufeffa\nb\n',
      'f',
      { blob: '\ufeffa\nb\n', tracked: true, quads: [] },
    ],
    ['of a file in the index alone is none', 'x', 'indexed', { blob: null, tracked: true, quads: [] }],
    ['of a file that nobody knows is none', 'x', 'other', { blob: null, tracked: false, quads: [] }],
  ])('%s', async (_, committed, path, { quads, ...expected }) => {
    const { engine } = stage({ 'new:f': committed });
    const overlay = await engine.call('overlay', { ...overlayJob, path }, context);
    const files = expected.blob === null ? [] : ['attributes'];
    expect(overlay).toEqual({ ...expected, quads: Int32Array.from(quads), lineCount: 2, files });
  });
});

describe('a commit', () => {
  const change = async (blobs: Record<string, string>, path: string | null) => {
    const { engine } = stage(blobs);
    return (await engine.call('commit', { repository, commit: 'new', path }, context)).change;
  };

  it('is described', async () => {
    const details = await stage().engine.call('commit', { repository, commit: 'new', path: null }, context);
    expect(details).toMatchObject({ commit: 'new', parents: ['old'], message: 'm', change: null });
  });

  it.each([
    ['changed', { 'old:f': 'a\n', 'new:f': 'b\n' }, 1, 1, '--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n+b\n'],
    ['added', { 'new:f': 'b\n' }, 1, 0, '--- /dev/null\n+++ b/f\n@@ -0,0 +1 @@\n+b\n'],
    ['deleted', { 'old:f': 'a\n' }, 0, 1, '--- a/f\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n'],
    ['changed binary content in', { 'old:f': 'a\n', 'new:f': '\0\n' }, 1, 1, null],
  ])('says what it %s a file', async (_, blobs, insertions, deletions, diff) => {
    expect(await change(blobs as Record<string, string>, 'f')).toMatchObject({ insertions, deletions, diff });
  });

  it('says nothing of a file that it left alone', async () => {
    expect(await change({ 'old:f': 'a\n', 'new:f': 'a\n' }, 'f')).toBeNull();
  });
});
