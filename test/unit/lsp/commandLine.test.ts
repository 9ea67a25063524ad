/** The words after the command's name. */
import { describe, expect, it } from 'vitest';
import { parseCommandLine, usage } from '../../../server/lsp/commandLine.ts';

const serve = { kind: 'serve', clientProcessId: null, logLevel: 'info', logFile: null, traceFile: null };

describe('the command line', () => {
  it.each([
    ['--stdio', { ...serve, transport: { kind: 'stdio' } }],
    ['--node-ipc', { ...serve, transport: { kind: 'node-ipc' } }],
    ['--socket=123', { ...serve, transport: { kind: 'socket', port: 123 } }],
    ['--socket 123', { ...serve, transport: { kind: 'socket', port: 123 } }],
    ['--pipe=/tmp/x=y', { ...serve, transport: { kind: 'pipe', name: '/tmp/x=y' } }],
    ['--stdio --clientProcessId=7', { ...serve, transport: { kind: 'stdio' }, clientProcessId: 7 }],
    [
      '--stdio --log-level=debug --log-file=/tmp/log',
      { ...serve, transport: { kind: 'stdio' }, logLevel: 'debug', logFile: '/tmp/log' },
    ],
    ['--stdio --trace-file=/tmp/t', { ...serve, transport: { kind: 'stdio' }, traceFile: '/tmp/t' }],
    ['--version', { kind: 'version' }],
    ['--stdio --help', { kind: 'help' }],
    ['blame -L 1,2 --stdio', { kind: 'blame', command: 'blame', args: ['-L', '1,2', '--stdio'] }],
    ['config helix', { kind: 'config', editor: 'helix' }],
  ])('%s', (words, expected) => {
    expect(parseCommandLine(words.split(' '))).toEqual(expected);
  });

  it.each([
    ['', 'unknown option: '],
    ['--verbose', 'unknown option: --verbose'],
    ['file.txt', 'unknown option: file.txt'],
    ['--stdio --socket=1', 'more than one way to the client'],
    ['--log-level=debug', 'how to reach the client is missing'],
    ['--socket', '--socket needs a value'],
    ['--socket=x', '--socket needs a port from 1 to 65535'],
    ['--socket=65536', '--socket needs a port from 1 to 65535'],
    ['--stdio=1', '--stdio takes no value'],
    ['--stdio --log-level=loud', '--log-level must be one of error, warning, info, debug'],
    ['--stdio --clientProcessId=x', '--clientProcessId must be a number'],
    ['config', 'config needs the name of an editor'],
    ['config helix keys', 'config does not know what to do with keys'],
    ['config --all', 'config does not know what to do with --all'],
  ])('%j is a mistake', (words, message) => {
    expect(parseCommandLine(words.split(' '))).toEqual({ kind: 'mistake', message });
  });

  it('without words is a mistake', () => {
    expect(parseCommandLine([]).kind).toBe('mistake');
  });

  it('has a usage that names every option', () => {
    const values = ['socket', 'pipe', 'clientProcessId', 'log-level', 'log-file', 'trace-file'];
    for (const name of ['stdio', 'node-ipc', ...values]) expect(usage).toContain(`--${name}`);
  });
});
