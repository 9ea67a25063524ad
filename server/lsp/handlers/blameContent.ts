/** `blame/content` and `workspace/textDocumentContent`: what a version of a file says, or a commit. */
import { parseVirtualUri, type VirtualDocument, virtualUri } from '../../present/virtualUri.ts';
import { fsPathOf } from '../../service/lookups.ts';
import type { Waiting } from '../../service/order/waiting.ts';
import { textOf } from '../content.ts';
import { pathBytes } from '../convert.ts';
import type { ExplicitRoute } from '../dispatch.ts';
import { InvalidParams } from '../errors.ts';
import { asDocument, asFields, asText, type Fields, optional } from '../params.ts';
import { fileAt, placeOf } from '../places.ts';
import { type BlameContentParams, type BlameContentResult, blameMethods } from '../protocol.ts';
import type { Session } from '../session.ts';

export const blameContent: ExplicitRoute = {
  method: blameMethods.content,
  kind: 'explicit',
  async handle(session, params, { signal }): Promise<BlameContentResult> {
    const fields = asFields(params, 'params');
    const waiting = { signal, priority: () => 'cursor' as const };
    const document = await documentOf(session, fields, waiting);
    return { text: await textOf(session, document, waiting), uri: virtualUri(document) };
  },
};

export const textDocumentContent: ExplicitRoute = {
  method: 'workspace/textDocumentContent',
  kind: 'explicit',
  async handle(session, params, { signal }): Promise<{ text: string }> {
    const uri = asText(asFields(params, 'params')['uri'], 'uri');
    const document = parseVirtualUri(uri);
    if (document === null) throw new InvalidParams(`uri is none of this server's: ${uri}`);
    return { text: await textOf(session, document, { signal, priority: () => 'cursor' }) };
  },
};

async function documentOf(session: Session, fields: Fields, waiting: Waiting): Promise<VirtualDocument> {
  const { textDocument, commit: asked, path } = readParams(fields);
  const { uri } = textDocument;
  if (asked === undefined) {
    const document = parseVirtualUri(uri);
    if (document === null) throw new InvalidParams('commit must be a string');
    return document;
  }
  const { lookups } = session.service;
  const shown = fileAt(session, uri);
  const place = shown && (await lookups.placeOf(shown.fsPath));
  if (!place) throw new InvalidParams('textDocument is in no repository');
  const commit = await lookups.commitOf(place.repository, asked, waiting);
  const fsPath = fsPathOf(place.repository, path === undefined ? '' : pathBytes(path));
  if (fsPath === null) throw new InvalidParams('the repository has no work tree');
  return {
    show: path === undefined ? 'commit' : 'file',
    place: placeOf(fsPath, session.windows),
    commit,
    line: null,
  };
}

function readParams(fields: Fields): BlameContentParams {
  const commit = optional(fields['commit'], 'commit', asText);
  const path = optional(fields['path'], 'path', asText);
  return {
    textDocument: asDocument(fields),
    ...(commit !== null && { commit }),
    ...(path !== null && { path }),
  };
}
