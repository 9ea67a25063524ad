/** What the command line, the environment and the configuration change about the reading of history. */
import { readFile } from 'node:fs/promises';
import type { Config } from '../git/config.ts';
import { type Grafts, parseGrafts } from '../git/grafts.ts';
import type { ReaderOptions } from '../git/reader.ts';
import { Fatal, systemReason } from './faults.ts';
import { atTop } from './paths.ts';
import { promisorFetch } from './promisorFetch.ts';
import type { Session } from './session.ts';

/** What is known before there is a reader. */
type Setting = Pick<Session, 'io' | 'args' | 'repository' | 'config'>;

/** Caches, grafts, replacement refs, and what fetches objects that a partial clone lacks. Throws `Fatal` when the file that `-S` names can't be read. */
export async function readerOptions(setting: Setting): Promise<ReaderOptions> {
  const { io, config } = setting;
  const fetchMissing = promisorFetch(config, io);
  const { GIT_GRAFT_FILE: file, GIT_REPLACE_REF_BASE: base, GIT_NO_REPLACE_OBJECTS: none } = io.environment;
  return {
    useCommitGraph: config.bool('core.commitGraph') ?? true,
    changedPathsVersion: filterVersion(config),
    ...(fetchMissing === null ? {} : { fetchMissing }),
    useReplaceRefs: none === undefined && (config.bool('core.useReplaceRefs') ?? true),
    ...(base === undefined ? {} : { replaceRefBase: base }),
    grafts: {
      ...(file === undefined ? {} : { file: atTop(setting, file) }),
      extra: await namedGrafts(setting),
    },
  };
}

function filterVersion(config: Config): -1 | 0 | 1 | 2 {
  if (config.bool('commitGraph.readChangedPaths') === false) return 0;
  const version = config.int('commitGraph.changedPathsVersion') ?? -1;
  return version === 0 || version === 1 || version === 2 ? version : -1;
}

/** Of two lines for a commit the last one counts in this file. */
async function namedGrafts(setting: Setting): Promise<Grafts> {
  const { io, args, repository } = setting;
  if (args.graftFile === null) return new Map();
  const text = await readFile(atTop(setting, args.graftFile), 'latin1').catch((error: unknown) => {
    throw new Fatal(`reading graft file '${args.graftFile}' failed: ${systemReason(error)}`);
  });
  const warnings: string[] = [];
  const grafts = new Map(parseGrafts(text, repository.objectFormat, { warnings }));
  for (const warning of warnings) io.stderr(`error: ${warning}\n`);
  return grafts;
}
