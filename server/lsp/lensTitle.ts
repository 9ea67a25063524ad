/** What a lens about some lines says. */
import { parseGroupTemplate } from '../present/fields.ts';
import { lensText } from '../present/lens.ts';
import { isCommitted } from '../service/annotations.ts';
import { hunksWithin, type LineSpan } from '../service/fileBlame.ts';
import type { ShownBlame } from '../service/shown.ts';
import { pathText } from './convert.ts';
import type { Session } from './session.ts';
import { settingsAt } from './settingsAt.ts';
import { wordingOf } from './wording.ts';

/** The span may reach past the end. */
export function lensTitle(
  session: Session,
  uri: string,
  { blame, identity, span }: ShownBlame & { readonly span: LineSpan },
): string {
  const settings = settingsAt(session, uri);
  const origins = new Set(hunksWithin(blame, clipped(span, blame.lineCount)).map(({ origin }) => origin));
  const commits = [...origins].flatMap(({ commit, path }) => {
    const words = blame.commits[commit];
    return words && isCommitted(commit) ? [{ commit, words, path: pathText(path) }] : [];
  });
  const template = parseGroupTemplate(settings.codeLensTemplate);
  return lensText(commits, { template, wording: wordingOf(session, settings, identity) });
}

function clipped({ start, end }: LineSpan, lineCount: number): LineSpan {
  return { start: Math.min(start, lineCount), end: Math.min(end, lineCount) };
}
