/** The terminal client against a scripted server: what it says, what it prints, how it fails. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { annotateFile } from '../../../../clients/terminal/annotateFile.ts';
import { type FakeAnswers, fakeServer } from '../../../support/fakeServer.ts';
import { scratchDirectory } from '../../../support/gitRepository.ts';

const person = { name: 'Ann', email: 'ann@x', time: 1_700_000_000, timezone: '+0100' };
const commit = { summary: 'first', author: person, committer: person };
const id = 'a'.repeat(40);
const hunk = { startLine: 0, endLine: 1, commit: id, originalLine: 0, originalPath: 'file' };
const parts = [{ hunks: [{ ...hunk, startLine: 1, endLine: 2, boundary: true }], commits: { [id]: commit } }];
const result = { uri: '', version: 1, revision: id, hunks: [hunk], commits: {} };

let directory = '';
let log = '';
beforeAll(() => {
  directory = scratchDirectory('terminal');
  log = join(directory, 'log');
  writeFileSync(join(directory, 'file'), 'one\ntwo\n');
  writeFileSync(join(directory, 'latin1'), Buffer.from('gr\xfc\xdfe\n', 'latin1'));
  mkdirSync(join(directory, 'folder'));
});
afterAll(() => rmSync(directory, { recursive: true }));

async function annotate(answers: FakeAnswers, name = 'file'): Promise<string> {
  writeFileSync(log, '');
  let printed = '';
  let clock = 1_700_000_000_000;
  await annotateFile(
    { file: join(directory, name), server: fakeServer(answers, log) },
    {
      write: (text) => {
        printed += text;
      },
      terminal: false,
      plain: false,
      now: () => {
        clock += 5;
        return clock;
      },
    },
  );
  return printed;
}

interface Logged {
  readonly method?: string;
  readonly params?: { readonly textDocument?: { readonly uri: string; readonly text?: string } };
  readonly id?: number | string;
  readonly result?: unknown;
}

function logged(): Logged[] {
  return readFileSync(log, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Logged);
}

it('prints streamed and final hunks together, then the figures', async () => {
  expect(await annotate({ parts, result })).toBe(
    [
      'aaaaaaaa (Ann 2023-11-14 23:13:20 +0100 1) one',
      '^aaaaaaa (Ann 2023-11-14 23:13:20 +0100 2) two',
      '42 commits visited, first hunk after 5 ms, 10 ms in all',
      '',
    ].join('\n'),
  );
});

it('speaks the protocol in order and answers what the server asks', async () => {
  await annotate({ parts, result });
  const messages = logged();
  const methods = messages.flatMap(({ method }) => method ?? []);
  expect(methods).toEqual([
    'initialize',
    'initialized',
    'textDocument/didOpen',
    'blame/file',
    'blame/stats',
    'shutdown',
    'exit',
  ]);
  expect(messages.find((message) => message.id === 'configuration')?.result).toEqual([null]);
  const opened = messages.find(({ method }) => method === 'textDocument/didOpen')?.params?.textDocument;
  expect(opened).toMatchObject({ uri: pathToFileURL(join(directory, 'file')).href, text: 'one\ntwo\n' });
});

it('does not open a file that is no UTF-8, and asks all the same', async () => {
  await annotate({ result }, 'latin1');
  const methods = logged().flatMap(({ method }) => method ?? []);
  expect(methods).toContain('blame/file');
  expect(methods).not.toContain('textDocument/didOpen');
});

it('kills a server that does not leave', async () => {
  expect(await annotate({ result, stubborn: true })).toContain('commits visited');
});

const failures: readonly (readonly [string, FakeAnswers, string, string])[] = [
  ['a missing file', {}, 'missing', 'missing: no such file'],
  ['a directory', {}, 'folder', 'folder: not a regular file'],
  [
    'nothing to blame',
    { result: { ...result, revision: null, hunks: [] } },
    'file',
    'file: nothing to blame',
  ],
  ['a refusal', { error: { code: -32803, message: 'bad pack' } }, 'file', 'bad pack'],
  [
    'a hint',
    { error: { code: -32803, message: 'bad', data: { hint: 'run git fsck' } } },
    'file',
    'bad (run git fsck)',
  ],
  ['a server that dies', { die: 3 }, 'file', 'the server ended too soon (3): a last word'],
];
it.each(failures)('says in one line: %s', async (_, answers, name, message) => {
  await expect(annotate(answers, name)).rejects.toThrow(message);
});

it('says when there is no server to start', async () => {
  const output = { write: () => {}, terminal: false, plain: false, now: Date.now };
  const request = { file: join(directory, 'file'), server: [join(directory, 'no-such-program')] };
  await expect(annotateFile(request, output)).rejects.toThrow("the server can't be started");
});
