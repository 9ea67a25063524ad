/** `textDocument/codeAction`: what can be done about the line, for who asks; and `codeAction/resolve`, which brings edits. */
import type { CodeAction, Command } from 'vscode-languageserver-protocol';
import { type Action, actionsOf, anywayAction } from '../../present/actions.ts';
import { asGitError } from '../../service/faults.ts';
import { factsOfLine, type LineFacts, linksOfCommit } from '../../service/lineFacts.ts';
import type { Waiting } from '../../service/order/waiting.ts';
import type { Settings } from '../../service/settings/settings.ts';
import { within } from '../budget.ts';
import { ignoreEdit } from '../commands/ignoring.ts';
import { shownName } from '../commands/screen.ts';
import { readFields, subjectOf, waitingFor } from '../commands/target.ts';
import { pathText } from '../convert.ts';
import type { ExplicitRoute, ImplicitRoute } from '../dispatch.ts';
import { asDocument, asFields, asRange, type Fields } from '../params.ts';
import { fileAt } from '../places.ts';
import { blameCommands, type CommandTarget, type WireRange } from '../protocol.ts';
import { questionOf, urgencyOf } from '../query.ts';
import type { Session } from '../session.ts';
import { settingsAt } from '../settingsAt.ts';

const AUTOMATIC = 2;
/** What is not known by then is left out of the menu, in milliseconds. */
const PATIENCE = 500;

export const codeAction: ImplicitRoute = {
  method: 'textDocument/codeAction',
  kind: 'implicit',
  empty: [],
  async handle(session, params, { signal }): Promise<(CodeAction | Command)[]> {
    const fields = asFields(params, 'params');
    const { uri } = asDocument(fields);
    const range = asRange(fields['range'], 'range');
    const context = asFields(fields['context'] ?? {}, 'context');
    const settings = settingsAt(session, uri);
    // Asked at every move of the cursor: an answer would be a light bulb on every line.
    if (context['triggerKind'] === AUTOMATIC || !settings.codeAction) return [];
    const wanted = wantedKinds(context);
    if (!wanted('blame')) return [];
    const waiting = { signal, priority: urgencyOf(session, 'cursor', uri), implicit: true };
    const made = await actionsAt(session, { uri, range, settings }, waiting);
    return made.filter(({ kind }) => wanted(`blame.${kind}`)).flatMap((each) => toWire(session, each));
  },
};

/**
 * The edit of the one action that is an edit: made when it is taken, from what the list says by then. Some clients ask for every
 * action, also for those that lack nothing: what is there must stay.
 */
export const codeActionResolve: ExplicitRoute = {
  method: 'codeAction/resolve',
  kind: 'explicit',
  async handle(session, params, { signal }): Promise<unknown> {
    const action = asFields(params, 'params');
    const { edit, command, data } = action;
    if (edit != null || command != null || data == null) return action;
    const target = readFields(data, 'data');
    const waiting = waitingFor(session, target.uri, signal);
    const subject = await subjectOf(session, target, waiting);
    const { details = null, place = null } = subject ?? {};
    const made = details && place && (await ignoreEdit(session, { place, details }, waiting));
    if (made) return { ...action, edit: made.edit };
    // There is nothing to do, and the command says why.
    return { ...action, command: commandFor(String(action['title']), blameCommands.ignoreRevision, target) };
  },
};

/** Whether actions of a kind, or some below it, are asked for. */
function wantedKinds({ only }: Fields): (kind: string) => boolean {
  if (!Array.isArray(only)) return () => true;
  const kinds = only.map(String);
  return (kind) =>
    kinds.some(
      (asked) =>
        asked === '' ||
        asked === kind ||
        kind.startsWith(`${asked}.`) ||
        (kind === 'blame' && asked.startsWith('blame.')),
    );
}

interface Asked {
  readonly uri: string;
  readonly range: WireRange;
  readonly settings: Settings;
}

type Made = Action & { readonly argument: CommandTarget | string };

async function actionsAt(session: Session, asked: Asked, waiting: Waiting): Promise<Made[]> {
  const { uri, range } = asked;
  const { file } = questionOf(session, { uri }, {});
  if (!file) return [];
  try {
    const facts = await factsOfLine(session.service, { file, line: range.start.line }, waiting);
    return facts === null ? [] : await actionsFor(session, { ...asked, facts }, waiting);
  } catch (error) {
    const code = asGitError(error)?.code;
    if (code === 'tooLarge' || code === 'timeout') return [{ ...anywayAction, argument: uri }];
    throw error;
  }
}

async function actionsFor(
  session: Session,
  { uri, range, settings, facts }: Asked & { readonly facts: LineFacts },
  waiting: Waiting,
): Promise<Made[]> {
  const { service, log, client, baseSettings } = session;
  const { details, hunk, place, sourceLine: line } = facts;
  const question = details && { repository: place.repository, details, path: hunk.origin.path, line };
  const links =
    question &&
    (await within(PATIENCE, linksOfCommit(service, question, { rules: settings.remotes, waiting }), (error) =>
      log.debug(String(error)),
    ));
  const { start, end } = range;
  const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  const shown = fileAt(session, uri);
  const actions = actionsOf({
    commit: details,
    links,
    lines: last - start.line + 1,
    hasWalked: shown !== null && session.walks.originOf(shownName(shown)) !== null,
    hasBefore: hunk.origin.previous !== null,
    hints: baseSettings.inlayHint === 'off' ? null : settings.inlayHint !== 'off',
    lenses: baseSettings.codeLens === 'off' ? null : settings.codeLens !== 'off',
    canEdit: client.edits !== null,
    now: session.now(),
  });
  const argument = argumentOf(uri, { start: start.line, last }, facts);
  return actions.map((each) => ({ ...each, argument }));
}

function argumentOf(
  uri: string,
  { start, last }: { readonly start: number; readonly last: number },
  { details, hunk, sourceLine }: LineFacts,
): CommandTarget {
  return {
    uri,
    line: start,
    ...(last > start && { endLine: last }),
    ...(details && { commit: details.commit, path: pathText(hunk.origin.path), originalLine: sourceLine }),
  };
}

function toWire({ client }: Session, made: Made): (CodeAction | Command)[] {
  const { title, command: name, kind, disabled, argument } = made;
  if (disabled !== null) {
    return client.actionLiterals && client.disabledActions
      ? [{ title, kind: `blame.${kind}`, disabled: { reason: disabled } }]
      : [];
  }
  // The user sees what is changed, before or after, as with any other edit.
  if (`blame.${name}` === blameCommands.ignoreRevision && client.lateEdits)
    return [{ title, kind: `blame.${kind}`, data: argument }];
  const command = commandFor(title, `blame.${name}`, argument);
  return [client.actionLiterals ? { title, kind: `blame.${kind}`, command } : command];
}

function commandFor(title: string, command: string, argument: CommandTarget | string): Command {
  return { title, command, arguments: [argument] };
}
