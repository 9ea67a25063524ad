/** Where the command looks attributes up. */
import type { AttributeSource } from '../git/attributes.ts';
import { readIndex } from '../git/workTreeIndex.ts';
import type { Session } from './session.ts';

/** The index is read anew; GIT_ATTR_NOSYSTEM leaves the machine's own file out. */
export async function attributeSource(session: Session): Promise<AttributeSource> {
  const { repository, config, reader, io } = session;
  const index = repository.workTree === null ? [] : await readIndex(repository);
  const systemFile = io.environment['GIT_ATTR_NOSYSTEM'] === undefined ? '/etc/gitattributes' : null;
  return { repository, config, index, reader, systemFile };
}
