/** How hints and lenses of a session are worded. */
import type { Wording } from '../present/fields.ts';
import type { Settings } from '../service/settings/settings.ts';
import type { Session } from './session.ts';

/** `identity`: who the user is in the repository. */
export function wordingOf(
  session: Session,
  { dateFormat, you }: Settings,
  identity: Wording['identity'],
): Wording {
  return { now: session.now(), dateFormat, you, identity };
}
