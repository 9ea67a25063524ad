/** All commands by name. */

import { inSlices } from '../../base/nextTurn.ts';
import { authorsLine } from '../../present/authors.ts';
import { commitLine } from '../../present/commitText.ts';
import type { VirtualDocument } from '../../present/virtualUri.ts';
import { committedVersion } from '../../service/lineFacts.ts';
import { fsPathOf } from '../../service/lookups.ts';
import { summaryOf } from '../../service/summary.ts';
import { pathText } from '../convert.ts';
import { InvalidParams } from '../errors.ts';
import { asText } from '../params.ts';
import { placeOf } from '../places.ts';
import { blameCommands, type CommandTarget } from '../protocol.ts';
import { questionOf } from '../query.ts';
import { askAgain } from '../refresh.ts';
import type { RequestContext, Session } from '../session.ts';
import { ignoreRevision } from './ignoring.ts';
import { copyPermalink, open } from './pages.ts';
import { copy, type Screen, say, showDocument } from './screen.ts';
import {
  type CommittedSubject,
  type LineSubject,
  readTarget,
  subjectOf,
  uriOfPath,
  waitingFor,
} from './target.ts';
import { toggle } from './toggles.ts';
import { before, forward } from './walking.ts';

type Run = (session: Session, values: readonly unknown[], context: RequestContext) => Promise<void>;

/** A command about a line; says so where there is nothing to say of it. */
function ofLine(work: (screen: Screen, subject: LineSubject) => Promise<void> | void): Run {
  return async (session, values, { client, signal }) => {
    const target = await readTarget(session, values);
    const screen = { session, client, waiting: waitingFor(session, target.uri, signal) };
    const subject = await subjectOf(session, target, screen.waiting);
    if (subject === null) say(screen, `nothing is known of line ${target.line + 1}`);
    else await work(screen, subject);
  };
}

/** A command about a line that has been committed. */
function ofCommit(work: (screen: Screen, subject: CommittedSubject) => Promise<void> | void): Run {
  return ofLine((screen, subject) => {
    const { details, target } = subject;
    if (details !== null) return work(screen, { ...subject, details });
    say(screen, `line ${target.line + 1} is not committed yet`);
    return undefined;
  });
}

const commands: Readonly<Record<(typeof blameCommands)[keyof typeof blameCommands], Run>> = {
  [blameCommands.anyway]: async (session, [uri], { client }) => {
    session.activity.anyway.add(await uriOfPath(session, asText(uri, 'arguments[0]')));
    for (const surface of ['inlayHint', 'codeLens'] as const) askAgain(session, client, surface);
  },
  [blameCommands.show]: ofCommit((screen, { details }) =>
    say(screen, commitLine(details, screen.session.now())),
  ),
  [blameCommands.openCommit]: ofCommit((screen, subject) => open(screen, subject, 'commit')),
  [blameCommands.openFile]: ofCommit((screen, subject) => open(screen, subject, 'file')),
  [blameCommands.openLine]: ofCommit((screen, subject) => open(screen, subject, 'line')),
  [blameCommands.openPullRequest]: ofCommit((screen, subject) => open(screen, subject, 'pullRequest')),
  [blameCommands.copyCommit]: ofCommit((screen, { details }) => copy(screen, details.commit)),
  [blameCommands.copyMessage]: ofCommit((screen, { details }) => copy(screen, details.message.trimEnd())),
  [blameCommands.copyPermalink]: ofCommit(copyPermalink),
  [blameCommands.showCommit]: ofCommit((screen, subject) => written(screen, subject, 'commit')),
  [blameCommands.showChange]: ofCommit((screen, subject) => written(screen, subject, 'change')),
  [blameCommands.lineHistory]: ofLine((screen, subject) => written(screen, subject, 'history')),
  [blameCommands.before]: ofLine(before),
  [blameCommands.forward]: async (session, values, { client, signal }) => {
    const { uri } = await readTarget(session, values);
    forward({ session, client, waiting: waitingFor(session, uri, signal) }, uri);
  },
  [blameCommands.ignoreRevision]: ofCommit(ignoreRevision),
  [blameCommands.summary]: async (session, values, { client, signal }) => {
    const target = await readTarget(session, values);
    await summarize({ session, client, waiting: waitingFor(session, target.uri, signal) }, target);
  },
  [blameCommands.toggleHints]: async (session, _, { client }) => toggle(session, 'inlayHint', client),
  [blameCommands.toggleLenses]: async (session, _, { client }) => toggle(session, 'codeLens', client),
};

/** Throws `InvalidParams` for a name that is no command's. */
export function commandNamed(name: string): Run {
  const found = Object.hasOwn(commands, name) ? commands[name as keyof typeof commands] : undefined;
  if (found === undefined) throw new InvalidParams(`there is no command ${name}`);
  return found;
}

/** Shows a commit, what it did to the file, or the history of the line as a document of its own. */
async function written(
  screen: Screen,
  subject: LineSubject,
  show: 'commit' | 'change' | 'history',
): Promise<void> {
  const { place, details, facts } = subject;
  const { repository } = place;
  // What is not committed has the history of what it stands on.
  const version = details ? { commit: details.commit, path: subject.path } : facts && committedVersion(facts);
  const fsPath = version && fsPathOf(repository, show === 'commit' ? '' : version.path);
  if (!version || !fsPath) {
    say(screen, 'there is nothing to show of this line');
    return;
  }
  const document: VirtualDocument = {
    show,
    place: placeOf(fsPath, screen.session.windows),
    commit: version.commit,
    line: show === 'history' ? subject.sourceLine : null,
  };
  const id = version.commit.slice(0, 10);
  const name = show === 'commit' ? `${id}.diff` : `${pathText(version.path).split('/').at(-1)}-${id}.diff`;
  await showDocument(screen, document, { repository, name, line: 0, version: null });
}

/** Without a selection of several lines the whole file counts. */
async function summarize(screen: Screen, { uri, line, endLine }: CommandTarget): Promise<void> {
  const { session, waiting } = screen;
  const { file } = questionOf(session, { uri }, {});
  if (!file) {
    say(screen, 'nothing is known of this document');
    return;
  }
  const { blame } = await session.service.blameFile(file, waiting);
  const span = endLine === undefined ? { start: 0, end: blame.lineCount } : { start: line, end: endLine + 1 };
  const { authors, uncommittedLines } = await inSlices(summaryOf(blame, span));
  const isEmpty = authors.length === 0 && uncommittedLines === 0;
  say(screen, isEmpty ? 'nothing is known of these lines' : authorsLine(authors, uncommittedLines));
}
