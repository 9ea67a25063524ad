/** Who the user is in a repository, by its configuration and called as its mailmap calls people. */
import type { Config } from '../git/config.ts';
import { bytesToText, textToBytes } from '../git/files.ts';
import { loadMailmap, mapPerson } from '../git/mailmap.ts';
import { findObject } from '../git/revision.ts';
import type { RevisionSource } from '../git/revisionName.ts';
import type { UserIdentity } from './messages.ts';

/** `user.name` and `user.email`, which are not guessed from the system; null where they are not set. */
export async function userIdentity(
  source: RevisionSource & { readonly config: Config },
): Promise<UserIdentity> {
  const { repository, config } = source;
  const name = config.get('user.name');
  const email = config.get('user.email');
  if (email === null) return { name, email: null };
  const readBlob = async (revision: string) => {
    const object = source.reader.object((await findObject(source, revision)) ?? '');
    return object?.type === 'blob' ? object.data : null;
  };
  const mailmap = await loadMailmap(repository, config, { readBlob, cancel: source.reader.cancel });
  // A mailmap's words are bytes.
  const written = { name: textToBytes(name ?? ''), email: textToBytes(email), time: 0, timezone: '' };
  const mapped = mapPerson(mailmap, written);
  return { name: name === null ? null : bytesToText(mapped.name), email: bytesToText(mapped.email) };
}
