/** Which lines begin a function in the file that is blamed, for ranges that name one. */

import { functionRule, namesFunction } from '../blame/functionRule.ts';
import { beginsLikeFunction } from '../blame/linePattern.ts';
import type { LineMatcher } from '../git/lineMatcher.ts';
import { attributeSource } from './attributeSource.ts';
import type { Session } from './session.ts';

/** Attributes are looked up where a range needs them. */
export async function sessionFunctionRule(session: Session, path: string): Promise<LineMatcher> {
  if (!session.args.ranges.some(namesFunction)) return beginsLikeFunction;
  return functionRule(await attributeSource(session), path);
}
