/** The outline of a text: by its grammar where there is one that copes, else by its structure. */
import type { Cancel } from '../base/cancel.ts';
import { Cancelled } from '../base/cancel.ts';
import { grammarFor } from './languages.ts';
import { plainOutline } from './plainOutline.ts';
import { treeOutline } from './treeOutline.ts';

/** Syntax trees take many times the text. */
const LONGEST_TEXT = 4 * 1024 * 1024;
const PARSING_MILLISECONDS = 3000;

/** Symbols in the layout of `OutlineBuilder.finish`. A grammar that fails is no reason to show nothing. Throws `Cancelled`. */
export async function outlineOf(path: string, text: string, cancel: Cancel): Promise<Int32Array> {
  const grammar = text.length > LONGEST_TEXT ? null : grammarFor(path);
  if (grammar === null) return plainOutline(path, text, cancel);
  try {
    const outline = await treeOutline(grammar, text, { cancel, milliseconds: PARSING_MILLISECONDS });
    if (outline !== null) return outline;
  } catch (error) {
    if (error instanceof Cancelled) throw error;
  }
  return plainOutline(path, text, cancel);
}
