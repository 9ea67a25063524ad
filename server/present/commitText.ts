/** Commits as texts to be read: in one line, as a document with their differences, and several of them one after the other. */
import { absoluteDate, ageText } from './dates.ts';
import { hunksAt, type LineSpan } from './diffHunks.ts';
import { plainLine, plainParagraphs } from './plainText.ts';

export interface CommitWords {
  readonly commit: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly summary: string;
  readonly author: CommitPerson;
  readonly committer: CommitPerson;
}

interface CommitPerson {
  readonly name: string;
  readonly email: string;
  readonly time: number;
  readonly timezone: string;
}

const ID = 10;
const NAME_LIMIT = 100;
const MESSAGE_LIMIT = 100_000;

/** `1234567890 Ada Lovelace, 3 days ago: Count notes`. */
export function commitLine(
  { commit, author, summary }: Pick<CommitWords, 'commit' | 'author' | 'summary'>,
  now: number,
): string {
  const who = plainLine(author.name, 40);
  return `${commit.slice(0, ID)} ${who}, ${ageText(author.time, now)}: ${plainLine(summary, 100)}`;
}

/** Who, when and why, in the manner of `git log`. */
export function commitHeader({ commit, parents, message, author, committer }: CommitWords): string {
  const person = ({ name, email }: CommitPerson) =>
    `${plainLine(name, NAME_LIMIT)} <${plainLine(email, NAME_LIMIT)}>`;
  const sameHand = author.name === committer.name && author.email === committer.email;
  const lines = [
    `commit ${commit}`,
    ...(parents.length > 1 ? [`Merge: ${parents.map((parent) => parent.slice(0, ID)).join(' ')}`] : []),
    `Author: ${person(author)}`,
    `Date:   ${absoluteDate(author)}`,
    ...(sameHand ? [] : [`Commit: ${person(committer)}`]),
    '',
    ...plainParagraphs(message, MESSAGE_LIMIT)
      .split('\n')
      .map((line) => (line === '' ? '' : `    ${line}`)),
  ];
  return `${lines.join('\n')}\n`;
}

/** A commit with all that it changed. */
export function commitDocument(
  words: CommitWords,
  { text, filesLeftOut }: { readonly text: string; readonly filesLeftOut: number },
): string {
  const rest = filesLeftOut === 0 ? '' : `\n(${filesLeftOut} more files were changed)\n`;
  return `${commitHeader(words)}\n${text}${rest}`;
}

/** Commits that shaped some lines, newest first: each with that of its changes in the file which touches the lines. */
export function historyDocument(
  steps: readonly {
    readonly words: CommitWords;
    readonly diff: string | null;
    /** In the commit's version of the file. */
    readonly lines: readonly LineSpan[];
  }[],
  isComplete: boolean,
): string {
  const texts = steps.map(({ words, diff, lines }) =>
    changeDocument(words, diff === null ? null : hunksAt(diff, lines)),
  );
  return [...texts, ...(isComplete ? [] : ['(older commits are left out)\n'])].join('\n');
}

/** A commit with what it changed in one file. */
export function changeDocument(words: CommitWords, diff: string | null): string {
  return `${commitHeader(words)}\n${diff ?? '(no difference that can be shown)\n'}`;
}
