/** What goes wrong, as the codes of the protocol. */
import { ErrorCodes, ResponseError } from 'vscode-jsonrpc/node';
import { Cancelled } from '../base/cancel.ts';
import type { Log } from '../base/log.ts';
import { asGitError, isQueueFull, isSuperseded } from '../service/faults.ts';
import type { RepositoryFault } from './protocol.ts';

/** The codes that LSP adds to those of JSON-RPC. */
const LspErrorCodes = {
  RequestFailed: -32803,
  ServerCancelled: -32802,
  ContentModified: -32801,
  RequestCancelled: -32800,
} as const;

/** The question itself is wrong. */
export class InvalidParams extends Error {
  override name = 'InvalidParams';
}

/** The question is about a text that is no longer there. */
export class StaleVersion extends Error {
  override name = 'StaleVersion';
}

/** The server gave up the work by itself, because it stops. */
export class ServerStops extends Error {
  override name = 'ServerStops';
  constructor() {
    super('the server is shutting down');
  }
}

/** The error a client gets; what is a bug of ours is logged as well. */
export function toResponseError(error: unknown, log: Log): ResponseError<unknown> {
  if (error instanceof Cancelled) return new ResponseError(LspErrorCodes.RequestCancelled, 'cancelled');
  if (error instanceof StaleVersion) return new ResponseError(LspErrorCodes.ContentModified, error.message);
  if (error instanceof InvalidParams || error instanceof RangeError) {
    return new ResponseError(ErrorCodes.InvalidParams, error.message);
  }
  if (error instanceof ServerStops || isSuperseded(error) || isQueueFull(error)) {
    const data = { retriggerRequest: isQueueFull(error) };
    return new ResponseError(LspErrorCodes.ServerCancelled, (error as Error).message, data);
  }
  const fault = asGitError(error);
  if (fault) return new ResponseError(LspErrorCodes.RequestFailed, fault.message, faultData(error));
  const message = error instanceof Error ? error.message : String(error);
  log.error(error instanceof Error ? (error.stack ?? message) : message);
  return new ResponseError(ErrorCodes.InternalError, firstLine(message));
}

/** Null when the error is no fault of a repository. */
export function faultData(error: unknown): RepositoryFault | null {
  const fault = asGitError(error);
  return fault && { code: fault.code, ...fault.subject };
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
