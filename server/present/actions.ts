/** Which code actions a line has, and what they are called. */
import { ageText } from './dates.ts';
import { type CommitLinks, type NoLinks, noLinksWords } from './links/links.ts';
import { plainLine } from './plainText.ts';

/** Where in menus an action belongs; editors let users filter by it. */
type ActionKind = 'open' | 'copy' | 'show' | 'walk' | 'ignore' | 'toggle' | 'anyway';

export interface Action {
  /** The command's name without `blame.`. */
  readonly command: string;
  readonly kind: ActionKind;
  readonly title: string;
  /** Why it can't be taken now; null where it can. */
  readonly disabled: string | null;
}

export interface ActionSubject {
  /** Null: the line is not committed yet. */
  readonly commit: {
    readonly commit: string;
    readonly summary: string;
    readonly author: { readonly name: string; readonly time: number };
  } | null;
  /** Null where nothing is known in time. */
  readonly links: CommitLinks | NoLinks | null;
  /** Lines of the selection; 1 for none. */
  readonly lines: number;
  /** Whether the user has walked back to what is shown. */
  readonly hasWalked: boolean;
  /** Whether there is a version before that of the line. */
  readonly hasBefore: boolean;
  /** Whether they are on; null where they can't be switched. */
  readonly hints: boolean | null;
  readonly lenses: boolean | null;
  /** Whether the editor takes edits. */
  readonly canEdit: boolean;
  /** Seconds since the epoch. */
  readonly now: number;
}

const ID = 8;
const SUMMARY_LIMIT = 60;

/** In the order of menus. */
export function actionsOf(subject: ActionSubject): Action[] {
  const { commit, lines, hasWalked, hints, lenses } = subject;
  return [
    ...(commit === null ? [] : commitActions(commit, subject)),
    ...(subject.hasBefore
      ? [
          action(
            'walk',
            'before',
            commit ? `blame before ${short(commit.commit)}` : 'blame the committed version',
          ),
        ]
      : []),
    ...(hasWalked ? [action('walk', 'forward', 'forward to where you came from')] : []),
    action('show', 'lineHistory', 'show the history of this line'),
    action('show', 'summary', lines > 1 ? `who wrote these ${lines} lines` : 'who wrote this file'),
    ...(commit !== null && subject.canEdit
      ? [action('ignore', 'ignoreRevision', `ignore ${short(commit.commit)} from now on`)]
      : []),
    ...(hints === null ? [] : [action('toggle', 'toggleHints', `turn hints ${hints ? 'off' : 'on'}`)]),
    ...(lenses === null ? [] : [action('toggle', 'toggleLenses', `turn lenses ${lenses ? 'off' : 'on'}`)]),
  ];
}

/** Where a file is too large or its history too long. */
export const anywayAction: Action = action('anyway', 'anyway', 'blame this file anyway, whatever it takes');

function commitActions(
  commit: NonNullable<ActionSubject['commit']>,
  { links, now }: ActionSubject,
): Action[] {
  const id = short(commit.commit);
  const who = `${plainLine(commit.author.name, 40)}, ${ageText(commit.author.time, now)}`;
  return [
    action('show', 'showCommit', `show ${id} (${who}: ${plainLine(commit.summary, SUMMARY_LIMIT)})`),
    action('show', 'showChange', `show what ${id} changed in this file`),
    ...pageActions(id, links),
    action('copy', 'copyCommit', `copy the id ${id}`),
    action('copy', 'copyMessage', `copy the message of ${id}`),
  ];
}

function pageActions(id: string, links: ActionSubject['links']): Action[] {
  // Where nothing is known of remotes there is nothing to miss.
  if (links === null || links === 'noRemote' || links === 'unknownHost') return [];
  if (links === 'notPushed') {
    return [
      { ...action('open', 'openCommit', `open ${id} in the browser`), disabled: noLinksWords.notPushed },
    ];
  }
  const { site, commit, file, line, pullRequest } = links;
  const page = (url: string | null | undefined, made: Action) => (url == null ? [] : [made]);
  return [
    ...page(commit, action('open', 'openCommit', `open ${id} on ${site}`)),
    ...page(line, action('open', 'openLine', `open this line at ${id} on ${site}`)),
    ...page(file, action('open', 'openFile', `open the file at ${id} on ${site}`)),
    ...page(
      pullRequest?.url,
      action('open', 'openPullRequest', `open request ${pullRequest?.label} on ${site}`),
    ),
    ...page(line, action('copy', 'copyPermalink', `copy a link to this line on ${site}`)),
  ];
}

function short(commit: string): string {
  return commit.slice(0, ID);
}

/** Menus mix the actions of all servers without saying whose they are. */
function action(kind: ActionKind, command: string, words: string): Action {
  return { command, kind, title: `Blame: ${words}`, disabled: null };
}
