/** Which lines begin a function, by what the repository says of a path. */
import type { AttributeSource } from '../git/attributes.ts';
import { diffDriverOf, functionLineMatcher } from '../git/diffDriver.ts';
import type { LineMatcher } from '../git/lineMatcher.ts';
import { beginsLikeFunction } from './linePattern.ts';

/** Whether a range is one that needs the rule. */
export function namesFunction(range: string): boolean {
  return /^\^?:/.test(range);
}

/** The rule of the driver that the path's `diff` attribute names; git's rule for unknown languages without one. */
export async function functionRule(source: AttributeSource, path: string): Promise<LineMatcher> {
  const driver = await diffDriverOf(source, path);
  return driver?.functions == null ? beginsLikeFunction : functionLineMatcher(driver.functions);
}
