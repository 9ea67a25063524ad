/** The texts of a file's annotations: pure. */
import { shortAge } from './text.ts';
import { type Commit, type FileAnswer, type Hunk, isCommitted } from './wire.ts';

export interface Annotation {
  readonly line: number;
  /** All are equally wide, in a font whose characters are. */
  readonly text: string;
  /** From 0, the newest, to 9, the oldest. */
  readonly heat: number;
}

/** Columns of the author's name. */
const NAME = 16;
const AGE = 4;
/** Ends of the steps from new to old, in days. */
const steps: readonly number[] = [2, 7, 30, 90, 180, 365, 2 * 365, 4 * 365, 8 * 365];
/** Ordinary blanks would be drawn as one. */
const BLANK = '\u00a0';

/** One for each line: the first of a hunk says who and when, the others are blank. `now` is in seconds since the epoch. */
export function annotate({ hunks, commits }: FileAnswer, now: number, uncommitted: string): Annotation[] {
  return hunks.flatMap((hunk) => {
    const commit = commits[hunk.commit];
    if (commit === undefined) return [];
    const age = isCommitted(hunk) ? now - commit.author.time : 0;
    const first = firstText(hunk, commit, { age, uncommitted });
    return Array.from({ length: hunk.endLine - hunk.startLine }, (_, index) => ({
      line: hunk.startLine + index,
      text: index === 0 ? first : BLANK.repeat(NAME + AGE + 1),
      heat: heatOf(age),
    }));
  });
}

function firstText(hunk: Hunk, { author }: Commit, more: { age: number; uncommitted: string }): string {
  if (!isCommitted(hunk)) return padded(more.uncommitted, NAME + AGE + 1);
  const age = shortAge(more.age);
  return padded(author.name, NAME) + BLANK + BLANK.repeat(Math.max(0, AGE - age.length)) + age;
}

function heatOf(seconds: number): number {
  const days = seconds / 86_400;
  const step = steps.findIndex((end) => days < end);
  return step < 0 ? steps.length : step;
}

/** Cut or filled up to so many columns; characters from East Asia take two. */
function padded(text: string, columns: number): string {
  let width = 0;
  let cut = '';
  for (const character of text.replace(/\p{Cc}|\p{Cf}/gu, '')) {
    const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/.test(
      character,
    );
    if (width + (wide ? 2 : 1) > columns) break;
    width += wide ? 2 : 1;
    cut += character === ' ' ? BLANK : character;
  }
  return cut + BLANK.repeat(columns - width);
}
