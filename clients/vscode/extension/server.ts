/** The server as the rest of the extension sees it: started, restarted, asked, and silent where it has nothing to say. */
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import {
  LanguageClient,
  type LanguageClientOptions,
  type Middleware,
  RevealOutputChannelOn,
  type ServerOptions,
  State,
  TransportKind,
} from 'vscode-languageclient/node';
import { serverProgram, serverSettings, settingsAtStart } from './settings.ts';
import { VERSION_SCHEME } from './wire.ts';

interface ServerParts {
  /** The server that came with the extension. */
  readonly bundled: string;
  /** What the server's commands are about when they are called without arguments. */
  readonly target: () => unknown;
  readonly log: vscode.LogOutputChannel;
}

/** Null in the place of an answer: there is none, whatever the reason. */
export class Server implements vscode.Disposable {
  private readonly parts: ServerParts;
  private readonly changed = new vscode.EventEmitter<void>();
  private client: LanguageClient | null = null;
  private isReady = false;
  private turn: Promise<void> = Promise.resolve();
  private isOver = false;

  /** Answers given before may not hold any more. */
  readonly onDidChange: vscode.Event<void> = this.changed.event;

  constructor(parts: ServerParts) {
    this.parts = parts;
  }

  /** Whether it runs and has been told of the open documents: asked sooner, it would take them for closed. */
  get isRunning(): boolean {
    return this.isReady && this.client?.state === State.Running;
  }

  /** A document's URI as the server knows it. */
  uriOf(document: vscode.TextDocument): string {
    return this.client?.code2ProtocolConverter.asUri(document.uri) ?? document.uri.toString();
  }

  /** Asks; null when it can't be answered, which is logged unless it is in the nature of things. */
  async ask<Answer>(method: string, params: object, token: vscode.CancellationToken): Promise<Answer | null> {
    const { client } = this;
    if (client === null || !this.isRunning || token.isCancellationRequested) return null;
    try {
      return await client.sendRequest<Answer | null>(method, params, token);
    } catch (error) {
      if (!token.isCancellationRequested) this.parts.log.debug(`${method}: ${String(error)}`);
      return null;
    }
  }

  /** Ends the server that runs and starts one, with the settings of now. One after the other, however often it is called. */
  restart(): Promise<void> {
    this.turn = this.turn.then(async () => {
      await this.end();
      if (!this.isOver) await this.begin();
    });
    return this.turn;
  }

  /** Passes on what has changed in the settings. */
  async settingsChanged(event: vscode.ConfigurationChangeEvent): Promise<void> {
    if (settingsAtStart.some((name) => event.affectsConfiguration(`blame.${name}`))) {
      await this.restart();
    } else if (this.isRunning) {
      await this.client?.sendNotification('workspace/didChangeConfiguration', { settings: null });
      this.changed.fire();
    }
  }

  /** Ends it for good. */
  async stop(): Promise<void> {
    this.isOver = true;
    this.turn = this.turn.then(() => this.end());
    await this.turn;
  }

  dispose(): void {
    this.changed.dispose();
  }

  private async begin(): Promise<void> {
    const client = new LanguageClient('blame', 'Blame', this.program(), this.options());
    this.client = client;
    client.registerFeature({
      fillClientCapabilities: (capabilities) => {
        capabilities.experimental = { ...capabilities.experimental, blame: { copy: true } };
      },
      initialize: () => {},
      getState: () => ({ kind: 'static' }),
      clear: () => {},
    });
    client.onNotification('blame/copy', async ({ text }: { readonly text: string }) => {
      await vscode.env.clipboard.writeText(text);
    });
    client.onNotification('blame/didChange', () => this.changed.fire());
    client.onDidChangeState(({ newState }) => void this.follow(client, newState));
    try {
      await client.start();
    } catch (error) {
      this.parts.log.error(`the server did not start: ${String(error)}`);
    }
  }

  private async follow(client: LanguageClient, state: State): Promise<void> {
    this.isReady = false;
    if (state === State.Running) {
      // Its state is this before the open documents are sent, which its start includes.
      await client.start().catch(() => undefined);
      if (this.client !== client) return;
      this.isReady = client.state === State.Running;
    }
    void vscode.commands.executeCommand('setContext', 'blame.running', this.isReady);
    this.changed.fire();
  }

  private async end(): Promise<void> {
    const { client } = this;
    this.client = null;
    try {
      await client?.dispose();
    } catch (error) {
      // One that never started, or is gone already, can't be asked to stop.
      this.parts.log.debug(`the server did not stop in order: ${String(error)}`);
    }
  }

  private program(): ServerOptions {
    const path = vscode.workspace.getConfiguration('blame').get('server.path', '');
    const program = serverProgram(path, this.parts.bundled, homedir());
    if ('command' in program) return { command: program.command, args: ['--stdio'] };
    // Over Node's own channel messages would be parsed in the server's main thread.
    return { module: program.module, transport: TransportKind.stdio };
  }

  private options(): LanguageClientOptions {
    const section = vscode.workspace.getConfiguration().get('blame');
    return {
      documentSelector: [{ scheme: 'file' }, { scheme: VERSION_SCHEME }],
      initializationOptions: serverSettings(section, vscode.workspace.isTrusted),
      outputChannel: this.parts.log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      middleware: this.middleware(),
    };
  }

  private middleware(): Middleware {
    return {
      // Called from the palette or by a key a command has no arguments: it is about the cursor's line then.
      executeCommand: async (command, args, next) => {
        const target = args.length === 0 ? this.parts.target() : null;
        await next(command, target === null ? args : [target]);
      },
      workspace: {
        configuration: async (params, token, next) => {
          const values = await next(params, token);
          if (!Array.isArray(values)) return values;
          return values.map((value: unknown) => serverSettings(value, vscode.workspace.isTrusted));
        },
      },
    };
  }
}
