/** `workspace/executeCommand`: `blame.anyway` lifts the limits for a document until it is closed. */
import type { ExplicitRoute } from '../dispatch.ts';
import { InvalidParams } from '../errors.ts';
import { asFields, asText } from '../params.ts';
import { blameCommands } from '../protocol.ts';

export const executeCommand: ExplicitRoute = {
  method: 'workspace/executeCommand',
  kind: 'explicit',
  async handle(session, params): Promise<null> {
    const fields = asFields(params, 'params');
    const command = asText(fields['command'], 'command');
    if (command !== blameCommands.anyway) throw new InvalidParams(`there is no command ${command}`);
    const uri = Array.isArray(fields['arguments']) ? fields['arguments'][0] : undefined;
    session.activity.anyway.add(asText(uri, 'arguments[0]'));
    return null;
  },
};
