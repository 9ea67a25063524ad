/** What a question's options come to where nothing is configured. */
import { defaultOptions } from '../../server/blame/types.ts';
import type { ResolvedOptions } from '../../server/worker/messages.ts';

export const nothingConfigured: ResolvedOptions = {
  options: defaultOptions,
  start: null,
  mailmap: '',
  textconv: null,
  grafts: null,
  lines: null,
  identity: { name: null, email: null },
  warnings: [],
  config: '',
  overrides: '',
  files: [],
  sources: { config: [], ignoreRevs: [], mailmap: [] },
};
