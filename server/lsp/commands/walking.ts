/** Commands that walk through history: to the version before a line's commit, and back to where the user was. */
import { committedVersion, lineUnder } from '../../service/lineFacts.ts';
import type { LinePlace } from '../../service/lookups.ts';
import { fileAt } from '../places.ts';
import { type Screen, say, shownName, showUri, showVersion } from './screen.ts';
import type { LineSubject } from './target.ts';

/** Opens the version that the line's commit changed, at the line. */
export async function before(screen: Screen, subject: LineSubject): Promise<void> {
  const { session } = screen;
  const { place, target, details } = subject;
  const earlier = await earlierVersion(screen, subject);
  if (earlier === null) {
    say(screen, `nothing is before ${details?.commit.slice(0, 10) ?? 'this line'}: the file begins there`);
    return;
  }
  const shown = await showVersion(screen, place, earlier);
  if (shown !== null) session.walks.step({ uri: target.uri, line: target.line }, shown);
}

/** A line that is not committed stands on the committed file. */
async function earlierVersion(
  { session, waiting }: Screen,
  { facts, details, place, path, sourceLine: line }: LineSubject,
): Promise<LinePlace | null> {
  const { service } = session;
  if (details !== null) {
    return service.lookups.stepBack(place.repository, { commit: details.commit, path, line }, waiting);
  }
  if (facts === null) return null;
  const lineBefore = await lineUnder(service, facts, waiting);
  return lineBefore === null ? null : { ...committedVersion(facts), line: lineBefore };
}

/** Goes back to the line that the user came from. */
export function forward(screen: Screen, uri: string): void {
  const shown = fileAt(screen.session, uri);
  const origin = shown && screen.session.walks.originOf(shownName(shown));
  if (!origin) {
    say(screen, 'this is where you set out');
    return;
  }
  const start = { line: origin.line, character: 0 };
  const params = { uri: origin.uri, selection: { start, end: start }, takeFocus: true };
  showUri(screen, params, `${origin.uri}:${origin.line + 1}`);
}
