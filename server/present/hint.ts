/** The text of hints. */
import { describe, type Subject, type Wording } from './fields.ts';
import { fieldsOf, type Template } from './template.ts';

export interface HintStyle {
  readonly template: Template;
  /** Columns at most. */
  readonly width: number;
  /** What stands for a commit where there is none yet. */
  readonly uncommittedText: string;
  readonly wording: Wording;
}

/** Fields that differ from line to line of one commit. */
const ofPlaces = ['line', 'path', 'file'];

/**
 * Writes hints of one answer: what is said of a commit is put together once if no field hangs on the place. `isCommitted`
 * false: the subject is not looked at.
 */
export function hintWriter({
  template,
  width,
  uncommittedText,
  wording,
}: HintStyle): (subject: Subject, isCommitted: boolean) => string {
  const fields = fieldsOf(template);
  const isSame = !ofPlaces.some((name) => fields.has(name));
  const known = new Map<string, string>();
  return (subject, isCommitted) => {
    if (!isCommitted) return uncommittedText;
    const before = isSame ? known.get(subject.commit) : undefined;
    if (before !== undefined) return before;
    const text = describe(template, subject, { wording, width });
    known.set(subject.commit, text);
    return text;
  };
}
