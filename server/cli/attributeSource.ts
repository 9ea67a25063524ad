/** Where the command looks attributes up. */
import { type AttributeSource, systemAttributesFile } from '../git/attributes.ts';
import { type IndexEntry, readIndex } from '../git/workTreeIndex.ts';
import type { Session } from './session.ts';

/** With the index read anew. */
export async function attributeSource(session: Session): Promise<AttributeSource> {
  const { repository } = session;
  return attributesIn(session, repository.workTree === null ? [] : await readIndex(repository));
}

/** GIT_ATTR_NOSYSTEM leaves the machine's own file out. */
export function attributesIn(
  { repository, config, reader, io }: Session,
  index: readonly IndexEntry[],
): AttributeSource {
  return { repository, config, index, reader, systemFile: systemAttributesFile(io.environment) };
}
