/** What a command is about: from the arguments of an action of ours, or from a line and a path as key bindings give them. */
import { access } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { factsOfLine, type LineFacts } from '../../service/lineFacts.ts';
import type { CommitDetails } from '../../service/lookups.ts';
import type { Waiting } from '../../service/order/waiting.ts';
import type { Place } from '../../service/repository/workspace.ts';
import { pathBytes, pathOfUri } from '../convert.ts';
import { InvalidParams } from '../errors.ts';
import { asCount, asFields, asText, optional } from '../params.ts';
import { fileAt } from '../places.ts';
import type { CommandTarget } from '../protocol.ts';
import { questionOf, urgencyOf } from '../query.ts';
import type { Session } from '../session.ts';

/** A line and who made it. */
export interface LineSubject {
  readonly target: CommandTarget;
  readonly fsPath: string;
  readonly place: Place;
  /** Null where the line is not committed yet. */
  readonly details: CommitDetails | null;
  /** In the commit, as bytes. */
  readonly path: string;
  readonly sourceLine: number;
  /** Null where the commit was named by the client. */
  readonly facts: LineFacts | null;
}

/** A line that has been committed. */
export interface CommittedSubject extends LineSubject {
  readonly details: CommitDetails;
}

/**
 * `[{ uri, line, ... }]`, `[line, path]` or `[firstLine, lastLine, path]`; these lines are counted from 1, and may be texts.
 * Throws `InvalidParams` in words that say what was expected.
 */
export async function readTarget(session: Session, values: readonly unknown[]): Promise<CommandTarget> {
  const [first] = values;
  if (typeof first === 'object' && first !== null) return readFields(first, 'arguments[0]');
  const path = values.at(-1);
  const numbers = values.slice(0, -1).map(lineNumber);
  if (typeof path !== 'string' || path === '' || numbers.length === 0 || numbers.length > 2) {
    throw new InvalidParams('arguments must be a line (from 1) and a path, or an object with uri and line');
  }
  const [line = 1, endLine = line] = numbers;
  if (endLine < line) throw new InvalidParams('arguments: the last line comes before the first');
  const uri = await uriOfPath(session, path);
  return { uri, line: line - 1, ...(endLine > line && { endLine: endLine - 1 }) };
}

/** The fields of a target that stands at `name`. Throws `InvalidParams`. */
export function readFields(value: unknown, name: string): CommandTarget {
  const fields = asFields(value, name);
  const endLine = optional(fields['endLine'], `${name}.endLine`, asCount);
  const commit = optional(fields['commit'], `${name}.commit`, asText);
  const path = optional(fields['path'], `${name}.path`, asText);
  const originalLine = optional(fields['originalLine'], `${name}.originalLine`, asCount);
  return {
    uri: asText(fields['uri'], `${name}.uri`),
    line: asCount(fields['line'], `${name}.line`),
    ...(endLine !== null && { endLine }),
    ...(commit !== null && { commit }),
    ...(path !== null && { path }),
    ...(originalLine !== null && { originalLine }),
  };
}

function lineNumber(value: unknown): number {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isInteger(number) || number < 1 || number > 0x7fffffff) {
    throw new InvalidParams('arguments: a line must be a whole number from 1');
  }
  return number;
}

/** A path may be relative to a folder of the workspace, or to where the server was started. Open documents go by their own URI. */
export async function uriOfPath(session: Session, path: string): Promise<string> {
  // One letter is a drive.
  if (/^[a-z][a-z0-9+.-]+:/i.test(path)) return path;
  const roots = [...session.folders.keys()].flatMap((uri) => pathOfUri(uri, session.windows) ?? []);
  const candidates = isAbsolute(path) ? [path] : [...roots, process.cwd()].map((root) => resolve(root, path));
  const open = session.documents
    .uris()
    .find((uri) => candidates.includes(pathOfUri(uri, session.windows) ?? ''));
  if (open !== undefined) return open;
  for (const candidate of candidates) if (await exists(candidate)) return pathToFileURL(candidate).href;
  throw new InvalidParams(`there is no file ${path}`);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Null where there is no such line, or no blame of it. */
export async function subjectOf(
  session: Session,
  target: CommandTarget,
  waiting: Waiting,
): Promise<LineSubject | null> {
  const { uri, line, commit, path, originalLine } = target;
  const shown = fileAt(session, uri);
  if (shown === null) return null;
  const { fsPath } = shown;
  const { service } = session;
  if (commit !== undefined && path !== undefined && originalLine !== undefined) {
    const details = await service.lookups.describeCommit({ fsPath, commit, path: null }, waiting);
    const place = details && (await service.lookups.placeOf(fsPath));
    if (!place) return null;
    return { target, fsPath, place, details, path: pathBytes(path), sourceLine: originalLine, facts: null };
  }
  const { file } = questionOf(session, { uri }, {});
  const facts = file && (await factsOfLine(service, { file, line }, waiting));
  if (!facts) return null;
  const { place, details, hunk, sourceLine } = facts;
  return { target, fsPath, place, details, path: hunk.origin.path, sourceLine, facts };
}

/** How a command is waited for: somebody looks at the screen. */
export function waitingFor(session: Session, uri: string, signal: AbortSignal): Waiting {
  return { signal, priority: urgencyOf(session, 'cursor', uri) };
}
