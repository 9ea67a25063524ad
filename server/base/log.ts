/** Logging by level into whatever sinks are attached; knows nothing of where they lead. */

/** From least to most talkative. */
export const logLevels = ['error', 'warning', 'info', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number];

export type LogSink = (level: LogLevel, message: string) => void;

export interface Log {
  error(message: string): void;
  warning(message: string): void;
  info(message: string): void;
  debug(message: string): void;
}

/** A log whose sink can be replaced while it is in use, e.g. once a client listens. */
export class SwitchableLog implements Log {
  private readonly level: LogLevel;
  private sink: LogSink;
  private readonly always: LogSink | null;

  /** Messages less urgent than `level` are dropped. `always` hears everything that `sink` or its successors hear. */
  constructor(level: LogLevel, sink: LogSink, always: LogSink | null = null) {
    this.level = level;
    this.sink = sink;
    this.always = always;
  }

  use(sink: LogSink): void {
    this.sink = sink;
  }

  error(message: string): void {
    this.write('error', message);
  }

  warning(message: string): void {
    this.write('warning', message);
  }

  info(message: string): void {
    this.write('info', message);
  }

  debug(message: string): void {
    this.write('debug', message);
  }

  private write(level: LogLevel, message: string): void {
    if (logLevels.indexOf(level) > logLevels.indexOf(this.level)) return;
    this.sink(level, message);
    this.always?.(level, message);
  }
}
