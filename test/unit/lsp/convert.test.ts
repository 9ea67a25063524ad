/** Between the wire and the service. */
import { describe, expect, it } from 'vitest';
import {
  linesOfRange,
  pathBytes,
  pathOfUri,
  pathText,
  toWireCommit,
  toWireHunk,
  toWireLines,
  toWireStats,
} from '../../../server/lsp/convert.ts';
import { fakePerson, fakeService } from '../../support/fakeService.ts';

describe('a URI', () => {
  it.each([
    ['file:///home/ada/a.txt', false, '/home/ada/a.txt'],
    ['FILE:///home/ada/a.txt', false, '/home/ada/a.txt'],
    ['file:///a%20b/%E6%BC%A2%23%3F.txt', false, '/a b/漢#?.txt'],
    ['file:///c%3A/x/a.txt', true, 'c:\\x\\a.txt'],
    ['file:///C:/x/a.txt', true, 'C:\\x\\a.txt'],
    ['file://server/share/a.txt', true, '\\\\server\\share\\a.txt'],
    ['file://server/share/a.txt', false, null],
    ['file:///a%2Fb', false, null],
    ['file:///a%00b', false, null],
    ['file:///%FF', false, null],
    ['untitled:Untitled-1', false, null],
    ['git:/a.txt', false, null],
    ['', false, null],
    ['/home/ada', false, null],
  ])('%s names (windows: %s) %s', (uri, windows, path) => {
    expect(pathOfUri(uri, windows)).toBe(path);
  });
});

describe('a range of a text of ten lines', () => {
  const range = (startLine: number, endLine: number, endCharacter = 0) => ({
    start: { line: startLine, character: 3 },
    end: { line: endLine, character: endCharacter },
  });
  it.each([
    [null, 0, 10],
    [range(2, 5), 2, 5],
    [range(2, 5, 1), 2, 6],
    [range(2, 99), 2, 10],
    [range(10, 10), 10, 10],
  ])('%j touches lines', (wire, start, end) => {
    expect(linesOfRange(wire, 10)).toEqual({ start, end });
  });

  it('can not start past the end', () => {
    expect(() => linesOfRange(range(11, 12), 10)).toThrow(
      'range starts at line 11, but the text has 10 lines',
    );
  });
});

describe('hunks', () => {
  const origin = { commit: 'aa', path: 'b\xc3\xa9', previous: { commit: 'bb', path: 'old' }, boundary: true };
  const hunk = { start: 1, end: 3, sourceLine: 7, origin, ignored: true, unblamable: false };

  it('carry what is true and leave the rest out', () => {
    expect(toWireHunk(hunk)).toEqual({
      startLine: 1,
      endLine: 3,
      commit: 'aa',
      originalLine: 7,
      originalPath: 'bé',
      previous: { commit: 'bb', path: 'old' },
      boundary: true,
      ignored: true,
    });
    const plain = { ...hunk, ignored: false, origin: { ...origin, previous: null, boundary: false } };
    expect(Object.keys(toWireHunk(plain))).toEqual([
      'startLine',
      'endLine',
      'commit',
      'originalLine',
      'originalPath',
    ]);
  });

  it('come with the commits they name and no others', () => {
    const record = { summary: 's', author: fakePerson, committer: fakePerson };
    const blame = {
      rows: Int32Array.of(0, 2, 0, 0, 0, 2, 2, 2, 1, 0),
      origins: [origin, { ...origin, commit: 'bb' }],
      commits: { aa: record, bb: record },
      uncommitted: null,
    };
    const { hunks, commits } = toWireLines(blame, { start: 0, end: 2 });
    expect([hunks.length, Object.keys(commits)]).toEqual([1, ['aa']]);
  });
});

it('describes a commit with and without a change', () => {
  const details = {
    commit: 'aa',
    summary: 's',
    message: 'm',
    author: fakePerson,
    committer: fakePerson,
    parents: [],
  };
  const change = { insertions: 1, deletions: 2, diff: '@@', pathBefore: 'caf\xc3\xa9' };
  expect(toWireCommit({ ...details, change }, 'notPushed')).toEqual({
    ...details,
    stats: { insertions: 1, deletions: 2 },
    diff: '@@',
    previousPath: 'café',
    links: null,
    noLinks: 'notPushed',
  });
  const links = { remote: 'origin', site: 'GitHub', commit: 'https://h/c', file: null, pullRequest: null };
  expect(toWireCommit({ ...details, change: null }, { ...links, line: null })).toEqual({
    ...details,
    stats: null,
    diff: null,
    previousPath: null,
    links,
    noLinks: null,
  });
});

it('puts memory in its place among the figures', () => {
  const watching = { repositories: 1, directories: 2, looks: 3 };
  const stats = toWireStats(fakeService().service.stats(), { rss: 7, texts: 8, watching });
  const caches = { blames: 0, overlays: 0, engineObjects: 0, texts: 8 };
  expect(stats).toMatchObject({ workersBusy: 0, memory: { rss: 7, caches } });
});

it('keeps paths whole on their way in and out', () => {
  expect([pathBytes('é漢'), pathText(pathBytes('é漢'))]).toEqual(['\xc3\xa9\xe6\xbc\xa2', 'é漢']);
});
