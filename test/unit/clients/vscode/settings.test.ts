/** Which settings of the extension for VS Code reach the server, and which server that is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  serverProgram,
  serverSettings,
  settingsOfTheWindow,
} from '../../../../clients/vscode/extension/settings.ts';

const section = {
  hover: 'always',
  engine: 'git',
  options: { detectMoves: true, textconv: true },
  paths: [{ pattern: '*.pdf', options: { textconv: true } }, { pattern: '*.c' }],
  line: { enabled: true },
  server: { path: '/x' },
  statusBar: {},
  trace: { server: 'off' },
};

describe('settings for the server', () => {
  it('are all but those of the extension', () => {
    const { line, server, statusBar, trace, ...rest } = section;
    expect(serverSettings(section, true)).toEqual(rest);
    expect(Object.keys({ line, server, statusBar, trace })).toHaveLength(4);
  });

  it('that it reads once are those that protocol.md says so of', () => {
    const protocol = readFileSync(join(import.meta.dirname, '../../../../protocol.md'), 'utf8');
    const rows = protocol.split('\n').filter((row) => row.includes('Read at `initialize` only'));
    const names = rows.map((row) => /^\| `(\w+)`/.exec(row)?.[1]);
    expect(new Set(settingsOfTheWindow)).toEqual(new Set(names));
  });

  it('run no program where the workspace is not trusted', () => {
    expect(serverSettings(section, false)).toEqual({
      hover: 'always',
      engine: 'native',
      options: { detectMoves: true, textconv: false },
      paths: [{ pattern: '*.pdf', options: { textconv: false } }, { pattern: '*.c' }],
    });
  });

  it.each([undefined, null, 'blame', [1]])('are none where the section is %s', (value) => {
    expect(serverSettings(value, true)).toEqual({});
  });
});

describe('the server', () => {
  it.each([
    ['', { module: '/bundled.js' }],
    ['  ', { module: '/bundled.js' }],
    ['/opt/main.js', { module: '/opt/main.js' }],
    ['~/x/main.mjs', { module: '/home/me/x/main.mjs' }],
    ['~', { command: '/home/me' }],
    ['~other', { command: '~other' }],
    ['blame-language-server', { command: 'blame-language-server' }],
  ])('for %j', (path, expected) => {
    expect(serverProgram(path, '/bundled.js', '/home/me')).toEqual(expected);
  });
});
