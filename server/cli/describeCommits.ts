/** What the output says of each commit: people mapped by the mailmap, and words for what is not committed. */

import { type CommitText, type Person, parseCommitText } from '../git/commitText.ts';
import { type Mailmap, mapPerson } from '../git/mailmap.ts';
import { zeroOid } from '../git/oid.ts';
import type { ObjectReader } from '../git/reader.ts';
import { localOffset, zoneText } from '../present/timezones.ts';
import type { DescribeCommit, DescribedCommit } from './annotated.ts';

/** Who stands for text that is not committed. */
export interface Pseudo {
  readonly name: string;
  readonly email: string;
  readonly summary: string;
  /** Seconds since the epoch. */
  readonly time: number;
}

export interface DescriptionOptions {
  readonly mailmap: Mailmap;
  readonly encoding: string;
  readonly pseudo: Pseudo | null;
}

/** Looks commits up once each. */
export function commitDescriber(reader: ObjectReader, options: DescriptionOptions): DescribeCommit {
  const known = new Map<string, DescribedCommit>();
  const uncommitted = zeroOid(reader.objectFormat);
  return (oid) => {
    let described = known.get(oid);
    if (described === undefined) {
      described =
        options.pseudo !== null && oid === uncommitted
          ? describePseudo(options.pseudo, options.mailmap)
          : describe(parseCommitText(reader.data(oid, 'commit'), options.encoding), oid, options.mailmap);
      known.set(oid, described);
    }
    return described;
  };
}

function describe(
  { author, committer, summary }: CommitText,
  oid: string,
  mailmap: Mailmap,
): DescribedCommit {
  return {
    author: mapPerson(mailmap, author),
    committer: mapPerson(mailmap, committer),
    summary: summary ?? `(${oid})`,
  };
}

function describePseudo({ name, email, summary, time }: Pseudo, mailmap: Mailmap): DescribedCommit {
  const timezone = zoneText(localOffset(time));
  const person: Person = mapPerson(mailmap, { name, email, time, timezone });
  return { author: person, committer: person, summary };
}
