/** Which lines begin a function in the file that is blamed, for ranges that name one. */
import { diffDriverOf, functionLineMatcher } from '../git/diffDriver.ts';
import type { LineMatcher } from '../git/lineMatcher.ts';
import { attributeSource } from './attributeSource.ts';
import { beginsLikeFunction } from './linePattern.ts';
import type { Session } from './session.ts';

/** The rule of the driver that the path's `diff` attribute names; git's rule for unknown languages without one. */
export async function functionRule(session: Session, path: string): Promise<LineMatcher> {
  const named = session.args.ranges.some((range) => /^\^?:/.test(range));
  const driver = named ? await diffDriverOf(await attributeSource(session), path) : null;
  return driver?.functions == null ? beginsLikeFunction : functionLineMatcher(driver.functions);
}
