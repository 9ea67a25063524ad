/** Answers for the newest text: what was asked of an older one, or found out about one, is carried over where that is exact. */
import type { OpenDocument } from '../service/documents/documents.ts';
import { StaleVersion } from './errors.ts';
import type { DocumentIdentifier, WireRange } from './protocol.ts';
import { type AskedFor, type Question, questionOf } from './query.ts';
import { written } from './rawJson.ts';
import type { Session } from './session.ts';

/** Somebody types faster than answers are made if it takes more attempts than this. */
const MAX_ATTEMPTS = 5;

/** What an answer is made of. */
export interface Attempt {
  readonly question: Question;
  /** Where a line of the text that was asked about is now. Throws `StaleVersion` when it was touched since. */
  readonly lineNow: (line: number) => number;
}

/**
 * Makes answers until one is for the newest text. History is walked once: a further attempt lays the newer text over what the
 * first has found. Throws `StaleVersion` where the text asked about can't be carried over to the newest.
 */
export async function answerNewest<Answer>(
  session: Session,
  { identifier, options }: { readonly identifier: DocumentIdentifier; readonly options: AskedFor },
  answer: (attempt: Attempt) => Promise<Answer>,
): Promise<Answer> {
  const { uri } = identifier;
  const asked = identifier.version ?? session.documents.get(uri)?.version ?? null;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const question = questionOf(session, attempt === 1 ? identifier : { uri }, options);
    const { document } = question;
    const lineNow = (line: number) => {
      if (!document || asked === null || document.version === asked) return line;
      const now = session.edits.lineNow(uri, asked, line);
      if (now !== null) return now;
      throw new StaleVersion(`line ${line} of version ${asked} has changed`);
    };
    const made = await answer({ question, lineNow });
    const newest = session.documents.get(uri);
    if (!document || !newest || newest === document) return made;
  }
  throw new StaleVersion('the text changes faster than it is blamed');
}

/** The range in the newest text: its lines must not have been touched at either end. */
export function rangeNow({ start, end }: WireRange, lineNow: Attempt['lineNow']): WireRange {
  // A range that ends at the start of a line does not touch that line; the one before it decides.
  const isOpen = end.character === 0 && end.line > start.line;
  const last = isOpen ? lineNow(end.line - 1) + 1 : lineNow(end.line);
  return {
    start: { line: lineNow(start.line), character: start.character },
    end: { line: last, character: end.character },
  };
}

/**
 * What is shown meanwhile, made for the newest text: `make` may give way, and is called again when the text was changed while it
 * did. Null where there is nothing to show, no document, or no end of changes.
 */
export async function interimOf(
  session: Session,
  uri: string,
  make: (document: OpenDocument) => Promise<readonly unknown[] | null>,
): Promise<unknown> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const document = session.documents.get(uri);
    const made = document && (await written(await make(document)));
    if (made === null || session.documents.get(uri) === document) return made;
  }
  return null;
}
