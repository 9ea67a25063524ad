/** Adds a commit to the list of those that blame looks through: as an edit that the user sees, never by writing a file. */
import { isAbsolute, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { bytesOfText } from '../../base/sharedText.ts';
import { plainLine } from '../../present/plainText.ts';
import type { CommitDetails } from '../../service/lookups.ts';
import type { Waiting } from '../../service/order/waiting.ts';
import type { Place } from '../../service/repository/workspace.ts';
import { pathOfUri } from '../convert.ts';
import { lengthIn } from '../encoding.ts';
import type { Session } from '../session.ts';
import { type Screen, say, showUri } from './screen.ts';
import type { CommittedSubject } from './target.ts';

const USUAL_NAME = '.git-blame-ignore-revs';
const LIST_KEY = 'blame.ignoreRevsFile';
const COMMENT_LIMIT = 100;

interface IgnoreEdit {
  readonly edit: WorkspaceEdit;
  readonly uri: string;
  /** Where the commit comes to stand. */
  readonly line: number;
  /** Relative to the top of the work tree. */
  readonly name: string;
  /** Whether git looks into the file by itself. */
  readonly isConfigured: boolean;
}

/** Null where the commit is listed already, or there is no work tree. */
export async function ignoreEdit(
  session: Session,
  { place, details }: { readonly place: Place; readonly details: CommitDetails },
  waiting: Waiting,
): Promise<IgnoreEdit | null> {
  const { workTree } = place.repository;
  if (workTree === null || session.client.edits === null) return null;
  const { lookups } = session.service;
  const configured = await lookups.ignoreRevsFiles(place.repository, waiting);
  const inTree = configured.filter(
    (file) => !relative(workTree, file).startsWith('..') && !isAbsolute(relative(workTree, file)),
  );
  const path = inTree.at(-1) ?? configured.at(-1) ?? join(workTree, USUAL_NAME);
  const open = session.documents.uris().find((uri) => pathOfUri(uri, session.windows) === path);
  const document = open === undefined ? null : session.documents.get(open);
  const onDisk = document ? null : await lookups.workTreeText(path, waiting);
  const text = document?.text.toString() ?? (onDisk && Buffer.from(bytesOfText(onDisk)).toString());
  if (text?.includes(details.commit)) return null;
  const uri = open ?? pathToFileURL(path).href;
  const isConfigured = configured.includes(path);
  const addition = { text, isConfigured, name: relative(workTree, path) };
  const { edit, line } = additionTo(addition, details, session);
  return {
    edit: workspaceEdit(session, { uri, version: document?.version ?? null, isNew: text === null }, edit),
    uri,
    line,
    name: addition.name,
    isConfigured,
  };
}

interface IgnoreList extends Pick<IgnoreEdit, 'name' | 'isConfigured'> {
  /** Null where there is none yet. */
  readonly text: string | null;
}

/** A new list says how git gets to know of it: whoever takes the edit from a menu is told nothing else. */
function additionTo(
  { text, name, isConfigured }: IgnoreList,
  { commit, author, summary }: CommitDetails,
  { client }: Session,
): { edit: TextEdit; line: number } {
  const lines = (text ?? '').split('\n');
  const last = lines.at(-1) ?? '';
  const end = { line: lines.length - 1, character: lengthIn(last, client.encoding) };
  const note = plainLine(`${author.name}: ${summary}`, COMMENT_LIMIT);
  const lead = text === null && !isConfigured ? `# For git: git config ${LIST_KEY} ${name}\n` : '';
  const newText = `${last === '' ? lead : '\n'}# ${note}\n${commit}\n`;
  return { edit: { range: { start: end, end }, newText }, line: end.line + newText.split('\n').length - 2 };
}

interface EditedFile {
  readonly uri: string;
  readonly version: number | null;
  readonly isNew: boolean;
}

function workspaceEdit(
  { client }: Session,
  { uri, version, isNew }: EditedFile,
  edit: TextEdit,
): WorkspaceEdit {
  const creates = isNew && client.edits?.createsFiles === true;
  if (!client.edits?.documentChanges) return { changes: { [uri]: [edit] } };
  return {
    documentChanges: [
      ...(creates ? [{ kind: 'create' as const, uri, options: { ignoreIfExists: true } }] : []),
      { textDocument: { uri, version }, edits: [edit] },
    ],
  };
}

export async function ignoreRevision(screen: Screen, { place, details }: CommittedSubject): Promise<void> {
  const { session, client, waiting } = screen;
  const id = details.commit.slice(0, 10);
  if (session.client.edits === null) {
    say(screen, `add ${details.commit} to ${USUAL_NAME}: this editor takes no edits from servers`);
    return;
  }
  const made = await ignoreEdit(session, { place, details }, waiting);
  if (made === null) {
    say(screen, `${id} is ignored already`);
    return;
  }
  const params = { label: `Ignore ${id} in blame`, edit: made.edit };
  client
    .request('workspace/applyEdit', params)
    .then((answer) => {
      if ((answer as { applied?: unknown } | null)?.applied !== true) return;
      const start = { line: made.line, character: 0 };
      if (session.client.showsDocuments)
        showUri(screen, { uri: made.uri, selection: { start, end: start } }, made.name);
      say(screen, addedWords(id, made));
    })
    .catch((error: unknown) => session.log.warning(`the edit was not made: ${String(error)}`));
}

function addedWords(id: string, { name, isConfigured }: IgnoreEdit): string {
  const added = `${id} is added to ${name}; save it`;
  if (isConfigured) return added;
  return `${added}. git looks into it after: git config ${LIST_KEY} ${name}`;
}
