/** From a request's parameters to a question for the service, against one version of the text. */

import type { Waiting } from '../service/blameService.ts';
import type { FileQuery } from '../service/contract.ts';
import type { OpenDocument } from '../service/documents/documents.ts';
import type { Aim } from '../service/documents/focus.ts';
import { limitsOf, optionsOf } from '../service/settings/asked.ts';
import { InvalidParams, StaleVersion } from './errors.ts';
import { fileAt } from './places.ts';
import type { DocumentIdentifier, WireBlameOptions } from './protocol.ts';
import type { Session } from './session.ts';
import { settingsAt } from './settingsAt.ts';

/** A question with the document it is about; `file` is null when the URI names no file. */
export interface Question {
  readonly uri: string;
  /** The open document; null when it is not open or a revision was asked. */
  readonly document: OpenDocument | null;
  readonly file: FileQuery | null;
}

/** Options of a question, and whether it is to be answered whatever it costs. */
export type AskedFor = WireBlameOptions & { readonly anyway?: boolean };

/**
 * Checks the version against the open document: `StaleVersion` for an older one that is not remembered, `InvalidParams` for a
 * newer one. The question is about the newest text in any case.
 */
export function questionOf(
  session: Session,
  { uri, version: askedVersion }: DocumentIdentifier,
  { anyway = false, ...asked }: AskedFor,
): Question {
  const open = session.documents.get(uri);
  checkVersion(open, askedVersion ?? null, session);
  const shown = fileAt(session, uri);
  const version = shown?.commit ?? null;
  // What shows a version is blamed as that version is.
  const options = version === null ? asked : { revision: version, ...asked };
  const document = startsAtCommit(options) ? null : open;
  if (shown === null) return { uri, document, file: null };
  const settings = settingsAt(session, uri);
  return {
    uri,
    document,
    file: {
      fsPath: shown.fsPath,
      text: document?.text ?? null,
      options:
        Object.keys(options).length === 0 ? optionsOf(settings) : { ...optionsOf(settings), ...options },
      ...(!anyway && !session.activity.anyway.has(uri) && { limits: limitsOf(settings) }),
    },
  };
}

/** A question about the newest text of an open document. */
export interface QuestionNow extends Question {
  readonly document: OpenDocument;
  readonly file: FileQuery;
}

/** The question if it is about the newest text of an open document; else null, or what `questionOf` throws. */
export function questionNow(
  session: Session,
  identifier: DocumentIdentifier,
  asked: AskedFor,
): QuestionNow | null {
  const { uri, document, file } = questionOf(session, identifier, asked);
  const isNow = document && file && document.version === (identifier.version ?? document.version);
  return isNow ? { uri, document, file } : null;
}

/** How urgent a question about a document is at the moment. */
export function urgencyNow(
  { activity, documents }: Session,
  aim: Aim,
  uri: string,
): ReturnType<Waiting['priority']> {
  return activity.focus.urgencyOf(aim, uri, documents.has(uri));
}

/** The same by the time it is looked at. */
export function urgencyOf(session: Session, aim: Aim, uri: string): Waiting['priority'] {
  return () => urgencyNow(session, aim, uri);
}

/** Whether a commit is blamed rather than the text: exclusions alone still mean the text. */
function startsAtCommit({ revision, reverse = false }: WireBlameOptions): boolean {
  const words = typeof revision === 'string' ? [revision] : (revision ?? []);
  return reverse || words.some((word) => !word.startsWith('^'));
}

function checkVersion(open: OpenDocument | null, version: number | null, { edits }: Session): void {
  if (version === null) return;
  if (!open) throw new InvalidParams('textDocument.version is given, but the document is not open');
  if (version < open.version && !edits.knows(open.uri, version)) {
    throw new StaleVersion(`asked about version ${version}, but the text is at version ${open.version}`);
  }
  if (version > open.version) {
    throw new InvalidParams(`textDocument.version is ${version}, but the text is at version ${open.version}`);
  }
}
