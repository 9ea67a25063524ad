/** `workspace/executeCommand`: what users ask for in so many words; the answer is what they are shown. */
import { commandNamed } from '../commands/table.ts';
import type { ExplicitRoute } from '../dispatch.ts';
import { asFields, asText } from '../params.ts';

export const executeCommand: ExplicitRoute = {
  method: 'workspace/executeCommand',
  kind: 'explicit',
  async handle(session, params, context): Promise<null> {
    const fields = asFields(params, 'params');
    const run = commandNamed(asText(fields['command'], 'command'));
    const values: unknown = fields['arguments'];
    await run(session, Array.isArray(values) ? values : [], context);
    return null;
  },
};
