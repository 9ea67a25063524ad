/** Switches hints and lenses off and on for the session. */
import type { Settings } from '../../service/settings/settings.ts';
import { askAgain } from '../refresh.ts';
import type { RequestContext, Session } from '../session.ts';
import { say } from './screen.ts';

type Surface = 'inlayHint' | 'codeLens';

const names: Readonly<Record<Surface, string>> = { inlayHint: 'hints', codeLens: 'lenses' };

/** What was off at the start was not announced: the editor would not ask for it. */
export function toggle(session: Session, surface: Surface, client: RequestContext['client']): void {
  const initial = session.baseSettings[surface];
  if (initial === 'off') {
    say(
      { client },
      `${names[surface]} were off when the server started: set blame.${surface} and start it again`,
    );
    return;
  }
  const isOn = session.settings[surface] !== 'off';
  const flip = (settings: Settings): Settings => ({ ...settings, [surface]: isOn ? 'off' : initial });
  session.settings = flip(session.settings);
  for (const [uri, settings] of session.folders) if (settings) session.folders.set(uri, flip(settings));
  askAgain(session, client, surface);
  say({ client }, `${names[surface]} are ${isOn ? 'off' : 'on'}`);
}
