/** The words after the command's name, understood or refused; nothing is done here. */
import { type LogLevel, logLevels } from '../base/log.ts';

export type TransportChoice =
  | { readonly kind: 'stdio' }
  | { readonly kind: 'node-ipc' }
  | { readonly kind: 'socket'; readonly port: number }
  | { readonly kind: 'pipe'; readonly name: string };

export type CommandLine =
  | {
      readonly kind: 'serve';
      readonly transport: TransportChoice;
      readonly clientProcessId: number | null;
      readonly logLevel: LogLevel;
      readonly logFile: string | null;
      readonly traceFile: string | null;
    }
  | { readonly kind: 'blame'; readonly command: 'blame' | 'annotate'; readonly args: readonly string[] }
  | { readonly kind: 'doctor'; readonly path: string | null; readonly clearCaches: boolean }
  | { readonly kind: 'config'; readonly editor: string }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'mistake'; readonly message: string };

export const usage: string = `usage: blame-language-server (--stdio | --socket=<port> | --pipe=<name> | --node-ipc) [<options>]
   or: blame-language-server (blame | annotate) [<git-blame options>] [<rev>] [--] <file>
   or: blame-language-server doctor [--clear-caches] [<file>]
   or: blame-language-server config (helix | helix-keys | neovim | zed | vscode | emacs | eglot | kakoune)

    --stdio               speak the language server protocol over standard input and output
    --socket=<port>       connect to a client that listens on a local port
    --pipe=<name>         connect to a client that listens on a named pipe or socket file
    --node-ipc            speak over the channel that node opens for a child process
    --clientProcessId=<n> stop when this process is gone
    --log-level=<level>   ${logLevels.join(', ')} (default: info)
    --log-file=<path>     write the log to a file as well
    --trace-file=<path>   write what each thread did and why, as Chrome trace events
    --version             print the version
    --help                print this text
`;

/** `args` without the interpreter and the script. Values follow after `=` or as a word of their own. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const [command] = args;
  if (command === 'blame' || command === 'annotate') return { kind: 'blame', command, args: args.slice(1) };
  if (command === 'doctor') return doctorWith(args.slice(1));
  if (command === 'config') return configWith(args.slice(1));
  const words = [...args];
  const found = new Map<string, string>();
  while (words.length > 0) {
    const word = words.shift() ?? '';
    const [, name = '', value] = /^--([A-Za-z-]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (!options.has(name)) return mistake(`unknown option: ${word}`);
    const takesValue = options.get(name) === true;
    const given = takesValue ? (value ?? words.shift()) : '';
    if (given === undefined) return mistake(`--${name} needs a value`);
    if (!takesValue && value !== undefined) return mistake(`--${name} takes no value`);
    found.set(name, given);
  }
  if (found.has('help')) return { kind: 'help' };
  if (found.has('version')) return { kind: 'version' };
  return serveWith(found);
}

function doctorWith(args: readonly string[]): CommandLine {
  const words = args.filter((arg) => arg !== '--clear-caches');
  const wrong = words.find((word) => word.startsWith('-')) ?? words[1];
  if (wrong !== undefined) return mistake(`doctor does not know what to do with ${wrong}`);
  return { kind: 'doctor', path: words[0] ?? null, clearCaches: words.length < args.length };
}

/** Which editors there are is known to who makes their configuration. */
function configWith([editor, ...rest]: readonly string[]): CommandLine {
  if (editor === undefined) return mistake('config needs the name of an editor');
  const wrong = [editor, ...rest].find((word) => word.startsWith('-')) ?? rest[0];
  if (wrong !== undefined) return mistake(`config does not know what to do with ${wrong}`);
  return { kind: 'config', editor };
}

/** Option names, and whether they take a value. */
const options: ReadonlyMap<string, boolean> = new Map([
  ['stdio', false],
  ['node-ipc', false],
  ['help', false],
  ['version', false],
  ['socket', true],
  ['pipe', true],
  ['clientProcessId', true],
  ['log-level', true],
  ['log-file', true],
  ['trace-file', true],
]);

function serveWith(found: ReadonlyMap<string, string>): CommandLine {
  const transports = ['stdio', 'node-ipc', 'socket', 'pipe'].filter((name) => found.has(name));
  if (transports.length !== 1) {
    return mistake(
      transports.length === 0 ? 'how to reach the client is missing' : 'more than one way to the client',
    );
  }
  const transport = transportOf(transports[0] ?? '', found);
  if (!transport) return mistake('--socket needs a port from 1 to 65535');
  const logLevel = logLevels.find((level) => level === (found.get('log-level') ?? 'info'));
  if (!logLevel) return mistake(`--log-level must be one of ${logLevels.join(', ')}`);
  const id = found.get('clientProcessId');
  if (id !== undefined && !/^\d+$/.test(id)) return mistake('--clientProcessId must be a number');
  const clientProcessId = id === undefined ? null : Number(id);
  const logFile = found.get('log-file') ?? null;
  const traceFile = found.get('trace-file') ?? null;
  return { kind: 'serve', transport, clientProcessId, logLevel, logFile, traceFile };
}

function transportOf(name: string, found: ReadonlyMap<string, string>): TransportChoice | null {
  switch (name) {
    case 'socket': {
      const port = Number(found.get('socket'));
      return Number.isInteger(port) && port > 0 && port < 65_536 ? { kind: 'socket', port } : null;
    }
    case 'pipe':
      return { kind: 'pipe', name: found.get('pipe') ?? '' };
    case 'node-ipc':
      return { kind: 'node-ipc' };
    default:
      return { kind: 'stdio' };
  }
}

function mistake(message: string): CommandLine {
  return { kind: 'mistake', message };
}
